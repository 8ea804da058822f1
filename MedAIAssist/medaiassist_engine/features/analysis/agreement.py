"""Repeated features as intraclass correlations: tables and a chart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...context import Context
from ...contract.payloads import Chart, Column, Curve, Table
from .columns import Reals
from .icc import icc_1_1, icc_3_1

_SHOWN = 40


@dataclass(frozen=True)
class Ratings:
    """Features measured again and again.

    Attributes:
        targets: names of the segments or cases.
        features: for each feature its column, of which name, unit and description count.
        values: (targets, repeats, features).
    """

    targets: tuple[str, ...]
    features: tuple[Column, ...]
    values: Reals


def agreement_table(ratings: Ratings, context: Context) -> Table:
    """A row for each feature: ICC(1,1) and ICC(3,1) with 95% intervals, and variation.

    Targets in which a feature is undefined in any repeat do not count for it.
    """
    rows = [_row(values) for values in np.moveaxis(ratings.values, -1, 0)]
    columns = [
        Column("feature", texts=tuple(c.name for c in ratings.features)),
        Column("unit", texts=tuple(c.unit for c in ratings.features)),
        *(
            Column(name, values, (), unit, text)
            for (name, unit, text), values in zip(_MEANING, np.array(rows).T, strict=True)
        ),
    ]
    without = int(np.isnan(np.array(rows)[:, 1]).sum())
    if without and len(ratings.targets) > 1:
        context.note(
            f"{without} of {len(rows)} features have no intraclass correlation: they are undefined "
            "in all but one segment, or the same everywhere."
        )
    return Table(tuple(columns), "Robustness")


_MEANING = (
    ("targets", "", "Segments in which the feature is always defined"),
    ("icc_1_1", "", "One-way random, single, absolute agreement (Shrout and Fleiss 1979)"),
    ("icc_1_1_low", "", "Lower limit of the 95% interval (McGraw and Wong 1996)"),
    ("icc_1_1_high", "", "Upper limit of the 95% interval"),
    ("icc_3_1", "", "Two-way mixed, single, consistency (Shrout and Fleiss 1979)"),
    ("icc_3_1_low", "", "Lower limit of the 95% interval (McGraw and Wong 1996)"),
    ("icc_3_1_high", "", "Upper limit of the 95% interval"),
    ("variation", "%", "Standard deviation over repeats by the mean's size, median of segments"),
)


def _row(values: Reals) -> list[float]:
    complete = values[np.isfinite(values).all(axis=1)]
    one, three = icc_1_1(complete), icc_3_1(complete)
    variation = np.nan
    if len(complete):
        mean = np.abs(complete.mean(axis=1))
        deviation = complete.std(axis=1, ddof=1)
        shares = np.divide(deviation, mean, out=np.full(len(mean), np.nan), where=mean > 0)
        variation = 100 * float(np.median(shares))
    return [
        len(complete),
        one.value, one.low, one.high,
        three.value, three.low, three.high,
        variation,
    ]  # fmt: skip


def ratings_table(ratings: Ratings, case: str) -> Table:
    """Every value: a row for each segment and repeat."""
    targets, repeats, _ = ratings.values.shape
    flat = ratings.values.reshape(targets * repeats, -1)
    features = [
        Column(c.name, values, (), c.unit, c.description)
        for c, values in zip(ratings.features, flat.T.copy(), strict=True)
    ]
    return Table(
        (
            Column("case", texts=(case,) * len(flat)),
            Column("segment", texts=tuple(t for t in ratings.targets for _ in range(repeats))),
            Column("repeat", np.tile(np.arange(1, repeats + 1), targets)),
            *features,
        ),
        "Repeats",
    )


def agreement_chart(table: Table) -> Chart:
    """ICC(1,1) as bars, the least robust features first; the rest is in the table."""
    names, values = table.columns[0].texts, np.asarray(table.columns[3].values)
    order = np.argsort(np.nan_to_num(values, nan=np.inf), kind="stable")[:_SHOWN]
    shown = Table(
        (
            Column("feature", texts=tuple(names[n] for n in order)),
            Column("icc_1_1", values[order]),
        ),
        "Least robust features",
    )
    return Chart(
        shown, (Curve("feature", "icc_1_1", "ICC(1,1)"),), "Robustness", "", "ICC(1,1)", "bar"
    )
