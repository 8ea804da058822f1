"""Correlation of features with each other.

Slicer's plots know no heat map, so the matrix comes as a table to compute with, as a page in
colours to look at, and its strongest pairs as bars.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import rankdata

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Chart, Column, Curve, Report, Table
from .columns import Reals, as_reals, features_of
from .heat_map import heat_map
from .parameters import CorrelationParameters

_SHOWN_PAIRS = 20
_MOST = 2000
_FEWEST_ROWS = 3


def run_correlation(
    table: Table, parameters: CorrelationParameters, context: Context
) -> dict[str, Table | Chart | Report]:
    """Correlation of every two features over the rows in which both are defined.

    Raises:
        UserError: fewer than two features, or too many for a matrix.
    """
    columns = features_of(table, parameters.features)
    if not 2 <= len(columns) <= _MOST:
        raise UserError(
            f"Correlation is between 2 to {_MOST} features, but {len(columns)} are chosen; name "
            "them under Features."
        )
    names = [c.name for c in columns]
    values = np.stack([as_reals(c) for c in columns], axis=1)
    found = correlation(values, parameters.method, context)
    _note_undefined(values, found, names, context)
    pairs = _pairs(names, found, values)
    context.progress(1.0)
    title = f"Correlation ({parameters.method.capitalize()})"
    return {
        "matrix": _matrix(names, found),
        "pairs": pairs,
        "chart": _chart(pairs, title),
        "heat_map": heat_map(names, found, title),
    }


def correlation(values: Reals, method: str = "spearman", context: Context | None = None) -> Reals:
    """(features, features) correlation coefficients of (rows, features), NaN where undefined.

    A pair uses the rows in which both are defined; it needs three, and neither constant.
    """
    count = values.shape[1]
    result = np.full((count, count), np.nan)
    if np.isfinite(values).all() and len(values) >= _FEWEST_ROWS:
        return _of_complete(values, method)
    for a in range(count):
        if context is not None:
            context.progress(a / count)
        for b in range(a, count):
            both = np.isfinite(values[:, a]) & np.isfinite(values[:, b])
            if both.sum() >= _FEWEST_ROWS:
                result[a, b] = result[b, a] = _of_complete(values[both][:, [a, b]], method)[0, 1]
    return result


def _of_complete(values: Reals, method: str) -> Reals:
    constant = np.ptp(values, axis=0) == 0
    if method == "spearman":
        values = rankdata(values, axis=0)
    centred = values - values.mean(axis=0)
    length = np.linalg.norm(centred, axis=0)
    length[constant | (length == 0)] = np.nan
    unit = centred / length
    return np.clip(unit.T @ unit, -1, 1)


def _note_undefined(values: Reals, found: Reals, names: list[str], context: Context) -> None:
    rows = int((~np.isfinite(values)).any(axis=1).sum())
    if rows:
        context.note(
            f"{rows} of {len(values)} rows have undefined features; each pair uses the rows in "
            "which both are defined."
        )
    without = [name for name, value in zip(names, np.diag(found), strict=True) if np.isnan(value)]
    if without:
        some = ", ".join(without[:5]) + (", …" if len(without) > 5 else "")
        context.note(
            f"{len(without)} features are constant or have fewer than {_FEWEST_ROWS} values, so "
            f"their correlation is undefined: {some}."
        )


def _matrix(names: list[str], found: Reals) -> Table:
    columns = [Column(n, values) for n, values in zip(names, found, strict=True)]
    return Table((Column("feature", texts=tuple(names)), *columns), "Correlation")


def _pairs(names: list[str], found: Reals, values: Reals) -> Table:
    """The upper triangle by falling strength, undefined ones last."""
    a, b = np.triu_indices(len(names), 1)
    order = np.argsort(-np.nan_to_num(np.abs(found[a, b]), nan=-1), kind="stable")
    a, b = a[order], b[order]
    defined = np.isfinite(values).astype(np.int64)
    return Table(
        (
            Column("feature", texts=tuple(names[n] for n in a)),
            Column("other", texts=tuple(names[n] for n in b)),
            Column("correlation", found[a, b], description="From -1 to 1; 0 is none"),
            Column("rows", (defined.T @ defined)[a, b], description="Rows with both features"),
        ),
        "Correlated pairs",
    )


def _chart(pairs: Table, title: str) -> Chart:
    first, second, strength = pairs.columns[:3]
    names = [f"{x} / {y}" for x, y in zip(first.texts, second.texts, strict=True)]
    shown = slice(0, min(_SHOWN_PAIRS, len(names)))
    table = Table(
        (Column("pair", texts=tuple(names[shown])),
         Column("correlation", np.asarray(strength.values)[shown])),
        "Strongest correlations",
    )  # fmt: skip
    return Chart(
        table,
        (Curve("pair", "correlation", "Correlation"),),
        title,
        "",
        "Correlation coefficient",
        "bar",
    )
