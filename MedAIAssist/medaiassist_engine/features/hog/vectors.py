"""HOG vectors as the rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Column, Table, Volume
from ..regions import key_columns

MOST_COLUMNS = 500_000
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
    """A column for each block, cell and orientation; NaN where a part has no such block.

    Raises:
        UserError: more columns than a table can be used with.
    """
    blocks = [row.values for row in rows if row.values is not None]
    dimensions = blocks[0].ndim // 2
    shape = tuple(np.max([b.shape for b in blocks], axis=0))
    if np.prod(shape) > MOST_COLUMNS or np.prod(shape) * len(rows) > MOST_VALUES:
        raise UserError(
            f"The HOG would have {np.prod(shape)} columns and {len(rows)} rows; make the cells "
            "larger, choose fewer cells across, or limit it to a region."
        )
    if any(b.shape != blocks[0].shape for b in blocks):
        context.note(
            "The parts differ in size and so in their number of cells; columns that a part lacks "
            "are undefined. Cells across gives all the same number."
        )
    if any(not b.any() for b in blocks):
        context.note("Where there is no gradient at all, as in a constant image, HOG is zero.")
    filled = np.full((len(rows), *shape), np.nan)
    for target, row in zip(filled, rows, strict=True):
        if row.values is not None:
            target[tuple(slice(n) for n in row.values.shape)] = row.values
    values = filled.reshape(len(rows), -1).T.copy()
    columns = key_columns(volume, [row.part for row in rows])
    if flat:
        slices = np.array([np.nan if row.slice is None else row.slice for row in rows])
        columns.append(Column("slice", slices, description="Slice number from 0, along k"))
    names = _names(shape, dimensions)
    columns += [Column(n, v, description=_MEANING) for n, v in zip(names, values, strict=True)]
    return Table(tuple(columns), f"{volume.name} HOG".strip())


def _names(shape: tuple[int, ...], dimensions: int) -> list[str]:
    """Such as hog_b0_1_c1_1_o3; there can be hundreds of thousands."""

    def numbered(counts: tuple[int, ...]) -> list[str]:
        return ["_".join(map(str, index)) for index in np.ndindex(*counts)]

    blocks, cells = numbered(shape[:dimensions]), numbered(shape[dimensions:-1])
    ends = [f"_c{cell}_o{n}" for cell in cells for n in range(shape[-1])]
    return [f"hog_b{block}{end}" for block in blocks for end in ends]
