"""Columns that give the label away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from .findings import ERROR, WARNING, Finding
from .separation import ENOUGH, separation

SUSPECT_AUC = 0.98
"""What hardly any single column reaches unless it knows the label, be it with a few errors."""

_FEW = 5  # cases of each class, below which an equal column may be chance
_REMEDY = "Leave it out of the features, unless it is known before the diagnosis."

Cells = NDArray[Any]
"""(cases,) one column: floats with NaN, or objects: texts, with None where missing."""


@dataclass(frozen=True)
class Suspect:
    """A column that predicts the label alone.

    Attributes:
        how: "equal" (the label in other words), "gaps" (its missing cells tell), or "predicts".
        auc: area under the ROC curve of the column alone, see `judged`; 1 for "equal".
        row: the first case that has a value.
    """

    column: str
    how: str
    auc: float
    row: int

    def finding(self, names: Sequence[str]) -> Finding:
        """What is told of it, given the names of all cases."""
        message = {
            "equal": f"Column '{self.column}' says the same as the label, in other words.",
            "gaps": f"Where column '{self.column}' is empty tells the classes apart "
            f"(AUC {self.auc:.3f}).",
            "predicts": f"Column '{self.column}' alone tells the classes apart "
            f"(AUC {self.auc:.3f}).",
        }[self.how]
        severity = ERROR if self.how == "equal" else WARNING
        return Finding(
            severity, "Leak suspect", message, _REMEDY, str(names[self.row]), self.column
        )


def suspects(
    columns: Sequence[tuple[str, Cells]], codes: NDArray[np.intp], context: Context
) -> list[Suspect]:
    """The columns that say the label, or predict it alone, the surest first.

    Args:
        columns: name and cells of each.
        codes: (cases,) the class of each case as 0, 1, ...

    Raises:
        Cancelled: as asked by the context.
    """
    return sorted(_found(columns, codes, context), key=lambda s: (-s.auc, s.how, s.column))


def judged(name: str, cells: Cells, codes: NDArray[np.intp]) -> Suspect | None:
    """Whether a column, by itself, gives the classes away; None if it does not.

    It does if each of its values stands for one class; or if one class is where it is missing; or
    if its AUC, where it is known, is above `SUSPECT_AUC`: the mean over classes, each against the
    others, of

    - the AUC of the numbers themselves in the better direction, the one readers know, or
    - the AUC of the share of the class among the cases with the nearest values, or in the same
      category, the case itself left out, if that is larger.

    The second sees what the first is blind to: a class between two others, and categories. Left
    out of its own share, no case vouches for itself, so ids and rare categories say nothing; and
    unlike a cross-validated tree it needs no fitting, so that thousands of features take seconds.
    Classes with fewer than `separation.ENOUGH` cases are not judged: chance separates those.
    """
    known = _known(cells)
    if not known.any():
        return None
    values, place = np.unique(cells[known], return_inverse=True)
    first = int(np.flatnonzero(known)[0])
    if len(values) < 2 and known.all():
        return None
    if 2 * known.sum() > len(cells) and _one_value_each(place, codes[known]):
        return Suspect(name, "equal", 1.0, first)
    auc = _gaps(known, codes)
    if auc > SUSPECT_AUC:
        return Suspect(name, "gaps", auc, first)
    numbers = cells[known] if cells.dtype.kind == "f" else None
    auc = separation(place, codes[known], numbers, SUSPECT_AUC)
    return Suspect(name, "predicts", auc, first) if auc > SUSPECT_AUC else None


def _found(
    columns: Sequence[tuple[str, Cells]], codes: NDArray[np.intp], context: Context
) -> Iterable[Suspect]:
    for number, (name, cells) in enumerate(columns):
        context.progress(number / len(columns), "Looking for leaks")
        suspect = judged(name, cells, codes)
        if suspect is not None:
            yield suspect


def _known(cells: Cells) -> NDArray[np.bool_]:
    if cells.dtype.kind == "f":
        return ~np.isnan(cells)
    return np.array([cell is not None for cell in cells], dtype=bool)


def _one_value_each(place: NDArray[np.intp], codes: NDArray[np.intp]) -> bool:
    """Whether every value stands for one class and every class for one value."""
    counts = np.bincount(codes)
    if place.max() + 1 != np.count_nonzero(counts) or (counts >= _FEW).sum() < 2:
        return False
    return len(np.unique(place * len(counts) + codes)) == place.max() + 1


def _gaps(known: NDArray[np.bool_], codes: NDArray[np.intp]) -> float:
    """The AUC of being missing, for the class that it tells best."""
    areas = [0.0]
    for code in np.unique(codes) if not known.all() else ():
        own = codes == code
        if ENOUGH <= own.sum() <= len(codes) - ENOUGH:
            areas.append(0.5 + abs(known[own].mean() - known[~own].mean()) / 2)
    return float(max(areas))
