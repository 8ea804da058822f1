"""HOG vectors as a table: a row for each vector, or for each cell where vectors are long."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Column, Table, Volume
from ..regions import key_columns
from ..united import repeated

MOST_COLUMNS = 5_000
"""Values of a vector that each get a column: more than the 3780 of Dalal and Triggs' detector.

Longer vectors give a row for each cell of each block instead: nobody reads tens of thousands of
columns, spreadsheets end at 16,384, and the time to put them into a scene grows with their square.
"""

MOST_LENGTH = 500_000
MOST_VALUES = 50_000_000

_MEANING = "Normalised gradient strength; block, cell in it (along k, j, i), orientation, from 0"


@dataclass(frozen=True)
class Row:
    """The blocks of one part, or None where undefined; in 2D also the slice."""

    part: str
    slice: int | None
    values: NDArray[np.float64] | None


def undefined(part: str) -> Row:
    return Row(part, None, None)


def as_table(volume: Volume, rows: list[Row], flat: bool, context: Context) -> Table:
    """A row for each vector; with a note a row for each cell where one exceeds `MOST_COLUMNS`.

    Which of the two depends on the greatest numbers of blocks and cells only, so tables of cases
    with the same number of cells across are alike.

    Raises:
        UserError: more values than a table can be used with.
    """
    blocks = [row.values for row in rows if row.values is not None]
    shape = tuple(int(n) for n in np.max([b.shape for b in blocks], axis=0))
    length = int(np.prod(shape))
    if length > MOST_LENGTH or length * len(rows) > MOST_VALUES:
        raise UserError(
            f"The HOG would have {len(rows)} vectors of {length} values; make the cells "
            "larger, choose fewer cells across, or limit it to a region."
        )
    keys = _keys(volume, rows, flat)
    if length > MOST_COLUMNS:
        context.note(
            f"Vectors of {length} values would need as many columns, so the table has a row for "
            f"each cell of each block. Up to {MOST_COLUMNS} values, as of larger or fewer cells, "
            "give one row for each vector."
        )
        columns = by_cell(keys, rows, shape)
    else:
        columns = by_vector(keys, rows, shape)
    if any(b.shape != shape for b in blocks):
        context.note(
            "The parts differ in size and so in their number of cells; what a part lacks is "
            "undefined or left out. Cells across gives all the same number."
        )
    if any(not b.any() for b in blocks):
        context.note("Where there is no gradient at all, as in a constant image, HOG is zero.")
    return Table(tuple(columns), f"{volume.name} HOG".strip())


def by_vector(keys: list[Column], rows: list[Row], shape: tuple[int, ...]) -> list[Column]:
    """A column for each block, cell and orientation; NaN where a part has no such block."""
    filled = np.full((len(rows), *shape), np.nan)
    for target, row in zip(filled, rows, strict=True):
        if row.values is not None:
            target[tuple(slice(n) for n in row.values.shape)] = row.values
    values = filled.reshape(len(rows), -1).T.copy()
    names = _names(shape)
    return keys + [Column(n, v, description=_MEANING) for n, v in zip(names, values, strict=True)]


def by_cell(keys: list[Column], rows: list[Row], shape: tuple[int, ...]) -> list[Column]:
    """Columns with the place of block and cell, then one for each orientation.

    A part's blocks follow each other as in its vector; an undefined part is one row of NaN.
    """
    axes = "kji"[-(len(shape) // 2) :]
    places = [(kind, axis) for kind in ("block", "cell") for axis in axes]
    index, values = [], []
    for row in rows:
        if row.values is None:
            index.append(np.full((len(places), 1), np.nan))
            values.append(np.full((shape[-1], 1), np.nan))
        else:
            index.append(np.indices(row.values.shape[:-1], float).reshape(len(places), -1))
            values.append(row.values.reshape(-1, shape[-1]).T)
    columns = [repeated(key, [part.shape[1] for part in index]) for key in keys]
    columns += [
        Column(f"{kind}_{axis}", v, description=f"Number of the {kind} along {axis}, from 0")
        for (kind, axis), v in zip(places, np.hstack(index), strict=True)
    ]
    columns += [
        Column(f"hog_o{n}", v, description=f"Normalised gradient strength, orientation {n}, from 0")
        for n, v in enumerate(np.hstack(values))
    ]
    return columns


def _keys(volume: Volume, rows: list[Row], flat: bool) -> list[Column]:
    columns = key_columns(volume, [row.part for row in rows])
    if flat:
        slices = np.array([np.nan if row.slice is None else row.slice for row in rows])
        columns.append(Column("slice", slices, description="Slice number from 0, along k"))
    return columns


def _names(shape: tuple[int, ...]) -> list[str]:
    """Such as hog_b0_1_c1_1_o3; there can be thousands."""

    def numbered(counts: tuple[int, ...]) -> list[str]:
        return ["_".join(map(str, index)) for index in np.ndindex(*counts)]

    dimensions = len(shape) // 2
    blocks, cells = numbered(shape[:dimensions]), numbered(shape[dimensions:-1])
    ends = [f"_c{cell}_o{n}" for cell in cells for n in range(shape[-1])]
    return [f"hog_b{block}{end}" for block in blocks for end in ends]
