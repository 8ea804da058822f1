"""How unusual cases are, and whether their values suffice to say so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..classify.predictors import Predictor
from .seen import Seen
from .space import Reals, Space, coordinates

if TYPE_CHECKING:
    import pandas as pd

UNUSUAL = 0.05
ENOUGH = 0.5
"""Of the values that training cases have, so many must be there to call a case not unusual."""


def rarity_of(
    frame: pd.DataFrame, columns: Sequence[Predictor], seen: Sequence[Seen], space: Space
) -> Reals:
    """(rows,) the share of training cases that lie at least as far out; see `Space.rarity`.

    A missing value lies in the centre, where nothing is unusual. So a case that is unusual by
    those of its values that are there stays so, but one of which too few are there cannot be
    judged: NaN.
    """
    found = space.rarity(coordinates(frame, columns, seen))
    judged = (found <= UNUSUAL) | (coverage(frame, columns, seen) >= ENOUGH)
    return np.where(judged, found, np.nan)


def coverage(frame: pd.DataFrame, columns: Sequence[Predictor], seen: Sequence[Seen]) -> Reals:
    """(rows,) how much of what training cases have is there, 0..1.

    A column counts by the share of training cases that have a value in it.
    """
    usual = np.array([1 - s.missing for s in seen])
    there = frame[[c.name for c in columns]].notna().to_numpy(dtype=np.float64)
    whole = float(usual.sum())
    return there @ usual / whole if whole else there.mean(axis=1)
