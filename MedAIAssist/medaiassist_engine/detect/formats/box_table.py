"""Boxes of many cases as one table, in mm (RAS or LPS) or in pixels; the form of CSV files too.

A row is a box along the table's axes: `case`, `label`, perhaps `patient`, `score` and `ignored`,
then its centre and size. Their columns tell the axes: `center_r`, `center_a`, `center_s` or
`center_l`, `center_p`, `center_s`; `center_x`, `center_y` without a third are pixels, and with one
they are LPS, as in LUNA16 (`coordX`, ..., `diameter_mm`). `center_i`, `center_j` (and `center_k`)
are along the grid of the case's own image, so that a box of an oblique volume keeps its
orientation. Pixels and voxels are counted from the outer edge of the first one, as in `boxes.grid`:
the middle of voxel 0 is 0.5. Upper and lower case, "centre" and a `_mm` at the end are as good. A
case without any box has one row whose centre is empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import UserError
from ...contract.payloads import Boxes, Column, Table
from ...contract.tables import cells, check_rows, find, texts, title
from ..boxes.geometry import bounds_along
from ..boxes.grid import Reals, centres, sizes
from ..boxes.validity import check_boxes
from .annotations import ImageBoxes

_FRAMES = ("ras", "lps", "xyz", "xy", "ijk", "ij")
_CASES = ("case", "image", "seriesuid", "reader")
_SIGNS = {"ras": (1.0, 1.0, 1.0), "lps": (-1.0, -1.0, 1.0), "xyz": (-1.0, -1.0, 1.0)}


@dataclass(frozen=True)
class BoxRows:
    """Boxes of several cases along the same axes.

    Attributes:
        cases: all cases, in order, those without boxes too.
        patients: the patient of each case; the case itself where none is named.
        case: (n,) to which case each box belongs.
        boxes: (n, 2 D) lower and upper edges along the axes of `frame`, in its order.
        labels: n class names; scores: (n,) or None; ignored: (n,).
        frame: "ras" in mm (also where the table was in LPS), "xy" in pixels along rows and
            columns, or "ij" or "ijk" in voxels of the case's image; see `case_boxes.on_grid`.
    """

    cases: tuple[str, ...]
    patients: tuple[str, ...]
    case: NDArray[np.intp]
    boxes: Reals
    labels: tuple[str, ...]
    scores: Reals | None
    ignored: NDArray[np.bool_]
    frame: str = "ras"


def unit_of(frame: str) -> str:
    """The unit of boxes along these axes."""
    return {"xy": "pixels", "ij": "voxels", "ijk": "voxels"}.get(frame, "mm")


def read_box_rows(table: Table, note: Callable[[str], object]) -> BoxRows:
    """The boxes of a table; those that cannot be used are skipped with a note.

    Raises:
        UserError: the table has no rows, no case, or no columns of centres and sizes.
    """
    check_rows(table, "has no rows; a case without boxes needs one with an empty centre.")
    names = _case_names(table)
    cases = tuple(dict.fromkeys(names))
    number = {name: n for n, name in enumerate(cases)}
    frame, middle, lengths = _places(table)
    signs = np.array(_SIGNS.get(frame, (1.0,) * len(frame)))
    middle = middle * signs
    boxes = np.concatenate([middle - lengths / 2, middle + lengths / 2], axis=1)
    present = ~np.isnan(middle).all(axis=1)
    checked = check_boxes(boxes[present], axes=frame)
    rows = np.flatnonzero(present)
    labels = cells(table, "label")
    for n, reason in checked.skipped:
        row = rows[n]
        note(f"{names[row]}: the box in row {row + 1} is skipped: {reason}.")
    kept = rows[checked.kept]
    patient = cells(table, "patient")
    owner = {name: patient[n] or f"case {name}" for n, name in enumerate(names)}
    scores = find(table, "score")
    marked = cells(table, "ignored")
    return BoxRows(
        cases,
        tuple(owner[name] for name in cases),
        np.array([number[names[n]] for n in kept], dtype=np.intp),
        checked.boxes,
        tuple(labels[n] or "object" for n in kept),
        None if scores is None else _numbers(table, scores)[kept],
        np.array([marked[n].lower() in ("1", "true", "yes") for n in kept], dtype=np.bool_),
        "ras" if frame in _SIGNS else frame,
    )


def table_of_images(images: Sequence[ImageBoxes], name: str = "Boxes") -> Table:
    """Boxes of images in pixels as a table."""
    rows, boxes = [], []
    for image in images:
        for n, label in enumerate(image.labels):
            score = np.nan if image.scores is None else image.scores[n]
            ignored = float(image.ignored is not None and bool(image.ignored[n]))
            rows.append((image.image, label, score, ignored))
        boxes.append(image.boxes[:, [1, 0, 3, 2]])
        if not image.labels:
            rows.append((image.image, "", np.nan, 0.0))
            boxes.append(np.full((1, 4), np.nan))
    return _table(rows, boxes, "xy", name)


def table_of_boxes(
    cases: Sequence[tuple[str, Boxes]], frame: str = "ras", name: str = "Boxes"
) -> Table:
    """Oriented boxes as a table in mm: each as the smallest box along the patient's axes.

    Args:
        cases: name and boxes of each; frame: "ras" or "lps".
    """
    signs, rows, places = np.array(_SIGNS[frame]), [], []
    for case, boxes in cases:
        count = len(boxes.centres)
        if count:
            low, high = bounds_along(boxes, np.diag(signs), np.zeros(3))
            places.append(np.concatenate([low, high], axis=1))
        for n in range(count):
            label = boxes.labels[n] if boxes.labels else ""
            score = np.nan if boxes.scores is None else float(boxes.scores[n])
            rows.append((case, label, score, 0.0))
        if not count:
            rows.append((case, "", np.nan, 0.0))
            places.append(np.full((1, 6), np.nan))
    return _table(rows, places, frame, name)


def place_columns(boxes: Reals, frame: str) -> tuple[Column, ...]:
    """Centres and sizes of boxes (n, 2 D) along the axes of `frame`, in its order."""
    values = np.concatenate([centres(boxes), sizes(boxes)], axis=1)
    names = [f"{what}_{axis}" for what in ("center", "size") for axis in frame]
    unit = {"pixels": "px", "voxels": "voxels"}.get(unit_of(frame), "mm")
    return tuple(Column(name, values[:, n], unit=unit) for n, name in enumerate(names))


def _table(
    rows: Sequence[tuple[object, ...]], boxes: Sequence[Reals], frame: str, name: str
) -> Table:
    """Rows of case, label, score and ignored."""
    columns = [[row[n] for row in rows] for n in range(4)]
    scores, ignored = (np.array(column, dtype=np.float64) for column in columns[2:])
    scored = bool(np.isfinite(scores).any())
    return Table(
        (
            Column("case", texts=tuple(map(str, columns[0])), description="Name of the image."),
            Column("label", texts=tuple(map(str, columns[1])), description="Class of the box."),
            *((Column("score", scores, description="How sure, 0 to 1."),) if scored else ()),
            Column("ignored", ignored, description="1 where it need not be found."),
            *place_columns(np.concatenate([np.zeros((0, 2 * len(frame))), *boxes]), frame),
        ),
        name,
    )


def _places(table: Table) -> tuple[str, Reals, Reals]:
    """The axes' letters, centres and sizes (n, D)."""
    plain = {_plain(column.name): column for column in table.columns}
    for frame in _FRAMES:
        middle = [plain.get(f"center_{axis}") for axis in frame]
        lengths = [plain.get(f"size_{axis}") or plain.get("diameter") for axis in frame]
        if all(middle) and all(lengths):
            found = [_numbers(table, c) for c in (*middle, *lengths) if c is not None]
            return frame, np.column_stack(found[: len(frame)]), np.column_stack(found[len(frame) :])
    raise UserError(
        f"{title(table)} has no boxes: it needs the columns center_r, center_a, center_s and "
        "size_r, size_a, size_s in mm, or the same with l, p, s, or with x, y in pixels."
    )


def _plain(name: str) -> str:
    """Such as "center_l" for "Centre_L_mm" and "coordX"."""
    lower = re.sub(r"_mm$", "", name.strip().lower()).replace("centre", "center")
    return re.sub(r"^coord_?", "center_", lower)


def _numbers(table: Table, column: Column) -> Reals:
    """The values as numbers; empty cells are NaN."""
    if column.values is not None:
        return np.asarray(column.values, dtype=np.float64)
    try:
        return np.array([float(text) if text else np.nan for text in texts(column)])
    except ValueError as error:
        raise UserError(
            f"Column '{column.name}' of {title(table)} holds a text where a number must be."
        ) from error


def _case_names(table: Table) -> list[str]:
    for name in _CASES:
        if find(table, name) is not None:
            return cells(table, name)
    raise UserError(f"{title(table)} has no column 'case' that says to which image a box belongs.")
