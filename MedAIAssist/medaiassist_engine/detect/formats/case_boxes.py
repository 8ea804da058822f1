"""The boxes of one case of a table on the grid of its image, and in RAS mm."""

from __future__ import annotations

import numpy as np

from ...contract.payloads import Boxes, Matrix
from ..boxes.geometry import in_slice, to_grid, to_ras
from ..boxes.grid import Reals, edges, reversed_axes
from .box_table import BoxRows


def on_grid(rows: BoxRows, case: int, ijk_to_ras: Matrix) -> Reals:
    """The boxes of a case along the axes of its image's array.

    Args:
        case: place among `rows.cases`.
        ijk_to_ras: of the image; only boxes in mm need it.

    Returns:
        (n, 4) along (j, i) of boxes in pixels, else (n, 6) along (k, j, i), as in `boxes.grid`.
    """
    boxes = rows.boxes[rows.case == case]
    if rows.frame == "ras":
        return to_grid(_along_patient(boxes), ijk_to_ras)
    return reversed_axes(boxes)


def in_ras(rows: BoxRows, case: int, ijk_to_ras: Matrix) -> Boxes:
    """The boxes of a case in RAS mm, oriented as the table's axes are in space.

    Args:
        case: place among `rows.cases`; ijk_to_ras: of its image.
    """
    own = np.flatnonzero(rows.case == case)
    labels = tuple(rows.labels[n] for n in own)
    scores = None if rows.scores is None else rows.scores[own]
    if rows.frame == "ras":
        return _along_patient(rows.boxes[own], labels, scores, rows.cases[case])
    grid = on_grid(rows, case, ijk_to_ras)
    grid = in_slice(grid, 0) if rows.frame == "xy" else grid
    return to_ras(grid, ijk_to_ras, labels, scores, rows.cases[case])


def _along_patient(
    boxes: Reals, labels: tuple[str, ...] = (), scores: Reals | None = None, name: str = ""
) -> Boxes:
    low, high = edges(boxes)
    axes = np.tile(np.eye(3), (len(boxes), 1, 1))
    return Boxes((low + high) / 2, high - low, axes, labels, scores, name)
