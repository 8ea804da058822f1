"""Boxes of many cases as one table, in mm (RAS or LPS), pixels or voxels; also the form of CSV.

A row is a box along the table's axes: `case`, `label`, perhaps `patient`, `score` and `ignored`,
then its centre and size. Their columns tell the axes:

- `center_r`, `center_a`, `center_s` or `center_l`, `center_p`, `center_s`: mm along the patient.
- `center_x`, `center_y` and `center_z`: LPS mm, as in LUNA16 (`coordX`, ..., `diameter_mm`).
- `center_x`, `center_y` without a third: pixels of the case's picture, along rows and columns; so
  are the edges `xmin`, `ymin`, `xmax`, `ymax`, and `center_i`, `center_j`.
- `center_i`, `center_j`, `center_k`: voxels along the grid of the case's own image. An oblique
  volume's boxes keep their orientation so.

Pixels and voxels are counted from the outer edge of the first one, as in `boxes.grid`: the middle
of voxel 0 lies at 0.5. Upper and lower case, "centre" and a `_mm` at the end are as good. A case
without any box has one row whose centre is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import UserError
from ...contract.payloads import Boxes, Column, Table
from ...contract.tables import check_rows, title
from ..boxes.geometry import bounds_along, in_slice
from ..boxes.grid import Reals, centres, sizes
from ..boxes.validity import check_boxes
from .annotations import ImageBoxes
from .box_columns import cells_of, meaning, numbers, places

_SIGNS = {"ras": (1.0, 1.0, 1.0), "lps": (-1.0, -1.0, 1.0), "xyz": (-1.0, -1.0, 1.0)}
_SAME = {"lps": "ras", "xyz": "ras", "ij": "xy"}
_UNITS = {"xy": "pixels", "ijk": "voxels"}
NO_CLASS = "object"
"""Of boxes for which the table names none."""


@dataclass(frozen=True)
class BoxRows:
    """Boxes of several cases along the same axes.

    Attributes:
        cases: all cases, in order, those without boxes too.
        patients: the patient of each case; the case itself where none is named.
        case: (n,) to which case each box belongs.
        boxes: (n, 2 D) lower and upper edges along the axes of `frame`, in its order, which for
            voxels is the reverse of an array's; `case_boxes.on_grid` turns them.
        labels: n class names; scores: (n,) or None; ignored: (n,).
        frame: "ras" in mm, "xy" in pixels, or "ijk" in voxels of the case's own image.
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
    return _UNITS.get(frame, "mm")


def read_box_rows(table: Table, note: Callable[[str], object]) -> BoxRows:
    """The boxes of a table; those that cannot be used are skipped with a note.

    Raises:
        UserError: the table has no rows, no case, or no columns of centres and sizes.
    """
    check_rows(table, "has no rows; a case without boxes needs one with an empty centre.")
    names = _case_names(table)
    cases = tuple(dict.fromkeys(names))
    number = {name: n for n, name in enumerate(cases)}
    frame, low, high = places(table)
    empty = [""] * len(names)
    labels = cells_of(table, "label") or empty
    rows = np.flatnonzero(~(np.isnan(low) | np.isnan(high)).all(axis=1))
    checked = check_boxes(np.concatenate([low, high], axis=1)[rows], axes=frame)
    for n, reason in checked.skipped:
        row = rows[n]
        what = f" ({labels[row]})" if labels[row] else ""
        note(f"{names[row]}: the box in row {row + 1}{what} is skipped: {reason}.")
    kept = rows[checked.kept]
    patient = cells_of(table, "patient") or empty
    owner = {name: patient[n] or name for n, name in enumerate(names)}
    scores = meaning(table, "score")
    marked = cells_of(table, "ignored") or empty
    return BoxRows(
        cases,
        tuple(owner[name] for name in cases),
        np.array([number[names[n]] for n in kept], dtype=np.intp),
        _turned(checked.boxes, frame),
        tuple(labels[n] or NO_CLASS for n in kept),
        None if scores is None else numbers(table, scores)[kept],
        np.array([marked[n].lower() in ("1", "true", "yes") for n in kept], dtype=np.bool_),
        _SAME.get(frame, frame),
    )


def table_of_images(images: Sequence[ImageBoxes], name: str = "Boxes") -> Table:
    """Boxes on images' grids as a table: of pictures in pixels, of volumes in voxels.

    Where there are both, those of pictures lie in slice 0.
    """
    rows, boxes = [], []
    frame = "xy" if all(image.boxes.shape[1] == 4 for image in images) else "ijk"
    for image in images:
        for n, label in enumerate(image.labels):
            score = np.nan if image.scores is None else image.scores[n]
            ignored = float(image.ignored is not None and bool(image.ignored[n]))
            rows.append((image.image, label, score, ignored))
        flat = frame == "ijk" and image.boxes.shape[1] == 4
        low, high = np.split(in_slice(image.boxes, 0) if flat else image.boxes, 2, axis=1)
        boxes.append(np.concatenate([low[:, ::-1], high[:, ::-1]], axis=1))
        if not image.labels:
            rows.append((image.image, "", np.nan, 0.0))
            boxes.append(np.full((1, 2 * len(frame)), np.nan))
    return _table(rows, boxes, frame, name)


def table_of_boxes(
    cases: Sequence[tuple[str, Boxes]], frame: str = "ras", name: str = "Boxes"
) -> Table:
    """Oriented boxes as a table in mm: each as the smallest box along the patient's axes.

    Args:
        cases: name and boxes of each; frame: "ras" or "lps".
    """
    axes, rows, found = np.diag(_SIGNS[frame]), [], []
    for case, boxes in cases:
        count = len(boxes.centres)
        for n in range(count):
            label = boxes.labels[n] if boxes.labels else ""
            score = np.nan if boxes.scores is None else float(boxes.scores[n])
            rows.append((case, label, score, 0.0))
        if count:
            found.append(np.concatenate(bounds_along(boxes, axes, np.zeros(3)), axis=1))
        else:
            rows.append((case, "", np.nan, 0.0))
            found.append(np.full((1, 6), np.nan))
    return _table(rows, found, frame, name)


def table_of_rows(rows: BoxRows, name: str = "Boxes") -> Table:
    """The table that these rows are read from, along the same axes."""
    order = np.argsort(rows.case, kind="stable")
    own: dict[int, list[int]] = {}
    for n in order.tolist():
        own.setdefault(int(rows.case[n]), []).append(n)
    texts, boxes, patients = [], [np.zeros((0, rows.boxes.shape[1]))], []
    for number, case in enumerate(rows.cases):
        for n in own.get(number, ()):
            score = np.nan if rows.scores is None else float(rows.scores[n])
            texts.append((case, rows.labels[n], score, float(rows.ignored[n])))
            boxes.append(rows.boxes[n : n + 1])
        if number not in own:
            texts.append((case, "", np.nan, 0.0))
            boxes.append(np.full((1, rows.boxes.shape[1]), np.nan))
        patients += [rows.patients[number]] * max(1, len(own.get(number, ())))
    table = _table(texts, boxes, rows.frame, name)
    patient = Column("patient", texts=tuple(patients), description="Whose image it is.")
    return Table((table.columns[0], patient, *table.columns[1:]), name)


def place_columns(boxes: Reals, frame: str) -> tuple[Column, ...]:
    """Centres and sizes of boxes (n, 2 D) along the axes of `frame`, in its order."""
    values = np.concatenate([centres(boxes), sizes(boxes)], axis=1)
    names = [f"{what}_{axis}" for what in ("center", "size") for axis in frame]
    return tuple(Column(name, values[:, n], unit=unit_of(frame)) for n, name in enumerate(names))


def _table(
    rows: Sequence[tuple[str, str, float, float]], boxes: Sequence[Reals], frame: str, name: str
) -> Table:
    """Rows of case, label, score and ignored, and their boxes along `frame`."""
    scores, ignored = (np.array([row[n] for row in rows], dtype=np.float64) for n in (2, 3))
    scored = bool(np.isfinite(scores).any())
    return Table(
        (
            Column("case", texts=tuple(row[0] for row in rows), description="Name of the image."),
            Column("label", texts=tuple(row[1] for row in rows), description="Class of the box."),
            *((Column("score", scores, description="How sure, 0 to 1."),) if scored else ()),
            Column("ignored", ignored, description="1 where it need not be found."),
            *place_columns(np.concatenate([np.zeros((0, 2 * len(frame))), *boxes]), frame),
        ),
        name,
    )


def _turned(boxes: Reals, frame: str) -> Reals:
    """LPS as RAS; others as they are."""
    signs = np.array(_SIGNS.get(frame, (1.0,) * len(frame)))
    low, high = np.split(boxes, 2, axis=1)
    return np.concatenate([np.minimum(low * signs, high * signs),
                           np.maximum(low * signs, high * signs)], axis=1)  # fmt: skip


def _case_names(table: Table) -> list[str]:
    names = cells_of(table, "case")
    if names is None:
        raise UserError(
            f"{title(table)} has no column 'case' that says to which image a box belongs."
        )
    if "" in names:
        raise UserError(f"Row {names.index('') + 1} of {title(table)} has no case; give it one.")
    return names
