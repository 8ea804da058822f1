"""What training cases had in each column: ranges to warn about, and a stand-in for the cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..classify.predictors import Predictor

if TYPE_CHECKING:
    import pandas as pd

_STEPS = np.linspace(0, 1, 21)


@dataclass(frozen=True)
class Seen:
    """One column among the training cases.

    Attributes:
        missing: share of cases without a value, 0..1.
        mean, deviation: of numbers; the deviation of a constant column is 1.
        quantiles: of numbers, 0 to 100 % in steps of 5 %.
        frequencies: share of each category among cases that have one.
    """

    missing: float = 0.0
    mean: float = 0.0
    deviation: float = 1.0
    quantiles: tuple[float, ...] = ()
    frequencies: dict[str, float] = field(default_factory=dict)

    @property
    def low(self) -> float:
        return self.quantiles[0]

    @property
    def high(self) -> float:
        return self.quantiles[-1]


def seen_in(frame: pd.DataFrame, columns: Sequence[Predictor]) -> tuple[Seen, ...]:
    """Of each column of training cases."""
    return tuple(_seen(frame[c.name].to_numpy(), c) for c in columns)


def _seen(values: Any, column: Predictor) -> Seen:
    if column.kind == "categorical":
        there = [v for v in values if v is not None]
        share = {c: there.count(c) / max(1, len(there)) for c in column.categories}
        return Seen(1 - len(there) / len(values), frequencies=share)
    there = values[~np.isnan(values)]
    if not len(there):
        return Seen(1.0, quantiles=(0.0,) * len(_STEPS))
    return Seen(
        1 - len(there) / len(values),
        float(there.mean()),
        float(there.std()) or 1.0,
        tuple(np.quantile(there, _STEPS).tolist()),
    )


def stand_ins(
    columns: Sequence[Predictor], seen: Sequence[Seen], count: int, seed: int = 0
) -> pd.DataFrame:
    """Invented cases whose columns are spread like those of the training cases.

    Columns are drawn independently of each other, as Štrumbelj and Kononenko (2014) do, so that no
    row is a patient.
    """
    import pandas as pd

    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {c.name: _drawn(c, s, count, rng) for c, s in zip(columns, seen, strict=True)}
    )


def _drawn(column: Predictor, seen: Seen, count: int, rng: np.random.Generator) -> Any:
    missing = rng.random(count) < seen.missing
    if column.kind == "numeric":
        values = np.interp(rng.random(count), _STEPS, seen.quantiles)
        return np.where(missing, np.nan, values)
    names = np.array([*seen.frequencies, None], dtype=object)
    shares = np.array([*seen.frequencies.values(), 0.0])
    shares[-1] = max(0.0, 1 - shares.sum())
    values = names[rng.choice(len(names), count, p=shares / shares.sum())]
    values[missing] = None
    return values
