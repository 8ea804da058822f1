"""The training cases that are most like a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..classify.predictors import Predictor
from ..models.seen import Seen

if TYPE_CHECKING:
    import pandas as pd

Reals = NDArray[np.float64]


def distances(
    case: pd.DataFrame, cases: pd.DataFrame, columns: Sequence[Predictor], seen: Sequence[Seen]
) -> Reals:
    """(cases,) root mean square difference in standard deviations, over the columns both have.

    Two different categories are 1 apart (after Gower, Biometrics 27, 1971). NaN where a case has
    no column in common.
    """
    squares = np.stack(
        [
            _difference(case[c.name].to_numpy()[0], cases[c.name].to_numpy(), c, s) ** 2
            for c, s in zip(columns, seen, strict=True)
        ]
    )
    known = ~np.isnan(squares)
    count = known.sum(axis=0)
    total = np.where(known, squares, 0).sum(axis=0)
    return np.sqrt(np.divide(total, count, out=np.full(len(cases), np.nan), where=count > 0))


def nearest(away: Reals, count: int) -> NDArray[np.intp]:
    """Positions of the smallest distances, the nearest first."""
    order = np.argsort(away, kind="stable")
    return order[: min(count, int((~np.isnan(away)).sum()))]


def _difference(value: Any, values: Any, column: Predictor, seen: Seen) -> Reals:
    if column.kind == "numeric":
        return (values.astype(np.float64) - value) / seen.deviation
    if value is None:
        return np.full(len(values), np.nan)
    return np.array([np.nan if v is None else float(v != value) for v in values])
