"""The boxes of one image in a table of boxes, in RAS mm."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medaiassist_engine.contract.cohorts import CASE, LABEL, cells, find
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Boxes, Table

from .box_grid import axes_of
from .stored_images import stored_file
from .volumes import index_to_world

_FRAMES = {
    "ras": (1.0, 1.0, 1.0),
    "lps": (-1.0, -1.0, 1.0),
    "xyz": (-1.0, -1.0, 1.0),
    "ijk": (1.0, 1.0, 1.0),
    "xy": (1.0, 1.0),
}
"""The axes that columns may be named by, and which of them are turned to be RAS."""

_OF_GRID = ("ijk", "xy")


def frame_of(names: Sequence[str]) -> str:
    """The axes of a table's boxes, by the names of its columns; "" for other tables."""
    for frame in _FRAMES:
        wanted = {f"{what}_{axis}" for what in ("center", "size") for axis in frame}
        if CASE in names and wanted <= set(names):
            return frame
    return ""


def cases_of(table: Table) -> list[str]:
    """The images of a table of boxes, each once."""
    return list(dict.fromkeys(cells(table, CASE)))


def likely_case(cases: Sequence[str], volume: Any) -> str:
    """The case that a volume most likely is: called as the volume, or as its file; else ""."""
    file = Path(stored_file(volume))
    names = (str(volume.GetName()), file.name, file.name.split(".")[0])
    return next((name for name in names if name and name in cases), "")


def boxes_of(table: Table, case: str, volume: Any) -> Boxes:
    """The boxes of a case, placed on the volume that its image is.

    Raises:
        UserError: the table has no boxes, or a cell holds a text where a number must be.
        GeometryError: the volume has no regular grid in the world.
    """
    frame = frame_of([column.name for column in table.columns])
    if not frame:
        raise UserError(
            f"'{table.name}' has no boxes: it needs the columns case, center_i, center_j, center_k "
            "and size_i, size_j, size_k, or the same with r, a, s or l, p, s in mm."
        )
    own = [row for row, name in enumerate(cells(table, CASE)) if name == case]
    middle, size = (_numbers(table, what, frame)[own] for what in ("center", "size"))
    filled = np.flatnonzero(np.isfinite(middle).all(axis=1) & (size > 0).all(axis=1))
    rows = [own[n] for n in filled]
    middle, size = middle[filled], size[filled]
    centres, sizes, axes = (
        _on_grid(middle, size, volume) if frame in _OF_GRID
        else (middle * np.array(_FRAMES[frame]), size, np.eye(3))
    )  # fmt: skip
    scores = find(table, "score")
    labels = cells(table, LABEL)
    return Boxes(
        centres,
        sizes,
        np.tile(axes, (len(rows), 1, 1)),
        tuple(labels[row] for row in rows),
        None if scores is None or scores.values is None else np.asarray(scores.values)[rows],
        case,
    )


def _on_grid(
    middle: NDArray[np.float64], size: NDArray[np.float64], volume: Any
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    if middle.shape[1] == 2:  # a picture has one slice
        middle = np.column_stack([middle, np.full(len(middle), 0.5)])
        size = np.column_stack([size, np.ones(len(size))])
    frame = index_to_world(volume)
    centres = (middle - 0.5) @ frame[:3, :3].T + frame[:3, 3]
    return centres, size * np.linalg.norm(frame[:3, :3], axis=0), axes_of(volume)


def _numbers(table: Table, what: str, frame: str) -> NDArray[np.float64]:
    columns = []
    for axis in frame:
        column = find(table, f"{what}_{axis}")
        assert column is not None
        try:
            texts = cells(table, column.name)
            columns.append([float(text) if text else np.nan for text in texts])
        except ValueError as error:
            raise UserError(
                f"Column '{column.name}' of '{table.name}' holds a text where a number must be."
            ) from error
    return np.column_stack(columns).astype(np.float64)
