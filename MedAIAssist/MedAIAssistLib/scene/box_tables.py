"""Boxes of many images as a table, and the cohort of those images: what a detector learns from.

A row is a box on the grid of its image, so that boxes of oblique volumes stay exact: centre and
size in voxels along i, j, k, counted from the outer edge of the first voxel. An image without any
box has one row whose centre is empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medaiassist_engine.contract.cohorts import CASE, DESCRIPTIONS, IMAGE, LABEL, PATIENT, cells
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, Table
from medaiassist_engine.contract.tables import rows as row_count

ATTRIBUTE = "MedAIAssist.BoxTable"
"""Of table nodes that hold boxes for training."""

ROLE = "MedAIAssist.Boxes"
"""Reference role from a cohort to the table of its boxes."""

PLACES = tuple(f"{what}_{axis}" for what in ("center", "size") for axis in "ijk")

_TEXTS = (CASE, LABEL, PATIENT)
_ABOUT = {
    CASE: "Name of the image", LABEL: "Class of the box", PATIENT: DESCRIPTIONS[PATIENT],
}  # fmt: skip


@dataclass(frozen=True)
class ImageRows:
    """The boxes of one image.

    Attributes:
        labels: n classes.
        low, high: (n, 3) edges along i, j, k in voxels.
    """

    case: str
    patient: str
    labels: Sequence[str]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def with_boxes(table: Table | None, image: ImageRows, name: str = "") -> Table:
    """The table with these boxes in place of those that the image had.

    Raises:
        UserError: it is another kind of table.
    """
    texts: Mapping[str, list[str]] = {column: [] for column in _TEXTS}
    numbers = np.zeros((0, len(PLACES)))
    if table is not None and table.columns:
        texts, numbers = _content(table)
    kept = [row for row, case in enumerate(texts[CASE]) if case != image.case]
    count = max(1, len(image.labels))
    own = {
        CASE: [image.case] * count,
        LABEL: list(image.labels) or [""],
        PATIENT: [image.patient] * count,
    }
    middle, size = (image.low + image.high) / 2, image.high - image.low
    places = np.concatenate([middle, size], axis=1)
    if not len(image.labels):
        places = np.full((1, len(PLACES)), np.nan)
    numbers = np.concatenate([numbers[kept], places])
    columns = [
        Column(column, None, (*(texts[column][row] for row in kept), *own[column]),
               description=_ABOUT[column])
        for column in _TEXTS
    ]  # fmt: skip
    columns += [
        Column(column, np.ascontiguousarray(numbers[:, n]), unit="voxels")
        for n, column in enumerate(PLACES)
    ]
    return Table(tuple(columns), table.name if table is not None else name)


def with_image(cohort: Table | None, image: str, case: str, patient: str, name: str = "") -> Table:
    """The cohort with a row for an image; one that it has already gets the case and patient.

    Further columns of a new row stay empty.
    """
    wanted = {CASE: case, IMAGE: image, PATIENT: patient}
    if cohort is None or not cohort.columns:
        return Table(
            tuple(Column(n, None, (t,), description=DESCRIPTIONS[n]) for n, t in wanted.items()),
            name,
        )
    count = row_count(cohort)
    row = case_row(cohort, image)
    columns = [_with_text(column, row, wanted.get(column.name)) for column in cohort.columns]
    known = {column.name for column in columns}
    for column, text in wanted.items():
        if column not in known:
            empty = Column(column, None, ("",) * count, description=DESCRIPTIONS[column])
            columns.append(_with_text(empty, row, text))
    return Table(tuple(columns), cohort.name)


def case_row(cohort: Table | None, image: str) -> int | None:
    """The row of an image in a cohort; None if it has none."""
    paths = cells(cohort, IMAGE) if cohort is not None else []
    return paths.index(image) if image in paths else None


def case_for(cohort: Table | None, image: str, wanted: str) -> str:
    """The id of an image's case: as the cohort has it, else the wanted one, with a number behind
    it where that is taken.
    """
    if cohort is None or not cohort.columns:
        return wanted
    row = case_row(cohort, image)
    names = cells(cohort, CASE)
    if row is not None and names[row]:
        return str(names[row])
    free, number = wanted, 1
    while free in names:
        number += 1
        free = f"{wanted} ({number})"
    return free


def _content(table: Table) -> tuple[dict[str, list[str]], NDArray[np.float64]]:
    known = {column.name: column for column in table.columns}
    if CASE not in known or not set(PLACES) <= known.keys():
        raise UserError(
            f"'{table.name}' is no table of boxes in voxels, as this tab makes them. Choose "
            "another cohort, or a new one."
        )
    count = row_count(table)
    texts = {name: list(cells(table, name)) if name in known else [""] * count for name in _TEXTS}
    values = [np.asarray(known[name].values, dtype=np.float64) for name in PLACES]
    return texts, np.column_stack(values)


def _with_text(column: Column, row: int | None, text: str | None) -> Column:
    """The column with a text in a row (None: not changed), or in a new one (row None)."""
    if column.values is not None:
        values: Any = np.asarray(column.values)
        if row is None:
            values = np.append(values.astype(np.float64), np.nan)
        return Column(column.name, values, (), column.unit, column.description)
    texts = list(column.texts)
    if row is None:
        texts.append(text or "")
    elif text is not None:
        texts[row] = text
    return Column(column.name, None, tuple(texts), column.unit, column.description)


def totals(table: Table) -> tuple[int, int]:
    """How many images a table of boxes has, and how many boxes.

    Raises:
        UserError: it is another kind of table.
    """
    texts, numbers = _content(table)
    return len(set(texts[CASE])), int(np.isfinite(numbers).all(axis=1).sum())
