"""Columns that say the same, to be looked at together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..classify.predictors import Predictor

if TYPE_CHECKING:
    import pandas as pd


def groups_of(
    frame: pd.DataFrame, columns: tuple[Predictor, ...], correlation: float | None
) -> list[list[int]]:
    """Positions of columns that belong together.

    Numeric columns are put together while their mean absolute rank correlation is at least
    `correlation` (average linkage); each column alone for None. Categories stay alone.
    """
    alone = [[n] for n in range(len(columns))]
    numeric = [n for n, c in enumerate(columns) if c.kind == "numeric"]
    if correlation is None or len(numeric) < 2:
        return alone
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    ranks = frame.iloc[:, numeric].rank()
    alike = np.nan_to_num(ranks.corr(min_periods=3).abs().to_numpy())
    apart = 1 - (alike + alike.T) / 2
    np.fill_diagonal(apart, 0)
    members = fcluster(
        linkage(squareform(apart, checks=False), "average"), 1 - correlation, "distance"
    )
    together: dict[int, list[int]] = {}
    for position, member in zip(numeric, members, strict=True):
        together.setdefault(int(member), []).append(position)
    rest = [[n] for n in range(len(columns)) if columns[n].kind != "numeric"]
    return sorted([*together.values(), *rest])
