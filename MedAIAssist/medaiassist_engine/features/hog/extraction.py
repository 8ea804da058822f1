"""HOG vectors of slices, volumes and segments, and their picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, LabelMap, Table, Volume
from ...preprocess.checks import title
from ...preprocess.region import Slices
from ...preprocess.voxelwise import spacing_kji
from ..orientation import view_of
from ..regions import Part, check_grey, parts_of
from .blocks import normalised_blocks
from .cells import Cells, cells_in_number, cells_of_size, voxels_for
from .descriptor import histogram_2d, histogram_3d
from .parameters import HogParameters
from .picture import draw_2d, draw_3d
from .vectors import Row, as_table, undefined


def run_hog(
    volume: Volume,
    parameters: HogParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> dict[str, Table | Volume]:
    """Vectors as a table and the picture on the volume's grid.

    Raises:
        UserError, GeometryError: the inputs cannot be used, or no part has a whole block.
    """
    check_grey(volume)
    context.progress(0.0)
    parts = parts_of(volume, segments, region, context)
    flat = parameters.mode == "2d" or 1 in volume.array.shape
    if flat and parameters.mode == "3d":
        context.note("The volume has one slice, so its 2D histogram was taken.")
    view = view_of(volume, parameters.axes, flat=flat)
    picture: NDArray[Any] = context.empty(volume.array.shape, np.float32)
    picture[...] = 0
    extraction = _Extraction(view.volume(volume), parameters, view.of(picture))
    rows: list[Row] = []
    for n, part in enumerate(parts):
        step = context.part(n / len(parts), (n + 1) / len(parts), part.name)
        rows += extraction.rows(view.part(part, volume.array.shape), flat, step)
    if not any(row.values is not None for row in rows):
        raise UserError(
            f"{title(volume)} has nowhere {parameters.block} whole cells along each axis; make the "
            "cells or the blocks smaller, or the region larger."
        )
    table = as_table(volume, rows, flat, context)
    context.progress(1.0)
    return {"features": table, "picture": replace(volume, array=picture)}


class _Extraction:
    """One volume's settings, ready to measure its parts."""

    def __init__(
        self, volume: Volume, parameters: HogParameters, picture: NDArray[np.float32]
    ) -> None:
        self._p = parameters
        self._image = volume.array
        self._spacing = spacing_kji(volume)
        self._picture = picture

    def rows(self, part: Part, flat: bool, context: Context) -> list[Row]:
        """One row for each slice that holds voxels of the part, or one for the whole part."""
        if part.box is None:
            return [undefined(part.name)]
        box, inside = part.box, part.inside
        cells = [self._cells(axis, box[axis]) for axis in (0, 1, 2)]
        if min(c.count for c in cells[1 if flat else 0 :]) < self._p.block:
            context.note(
                f"'{part.name}' is too small for a block of {self._p.block} cells, so its HOG is "
                "undefined."
            )
            return [undefined(part.name)]
        if flat:
            return self._slices(part.name, box, inside, cells[1], cells[2], context)
        return [self._whole(part.name, inside, box, (cells[0], cells[1], cells[2]), context)]

    def _cells(self, axis: int, used: slice) -> Cells:
        length = self._image.shape[axis]
        if self._p.cells_across is not None:
            return cells_in_number(length, self._p.cells_across, used)
        unit = self._spacing[axis] if self._p.cell_unit == "mm" else 1.0
        return cells_of_size(length, voxels_for(self._p.cell, unit), used)

    def _slices(
        self,
        name: str,
        box: Slices,
        inside: NDArray[np.bool_] | None,
        rows: Cells,
        columns: Cells,
        context: Context,
    ) -> list[Row]:
        found = []
        in_plane = (self._spacing[1], self._spacing[2])
        for n, k in enumerate(range(box[0].start, box[0].stop)):
            context.progress(n / (box[0].stop - box[0].start))
            if inside is not None and not inside[n].any():
                continue
            image, drawn = self._image[k], None
            if inside is not None:
                drawn = np.zeros(image.shape, dtype=bool)
                drawn[box[1:]] = inside[n]
            histogram = histogram_2d(image, rows, columns, in_plane, self._p.orientations, drawn)
            draw_2d(self._picture[k], histogram, rows, columns, in_plane)
            found.append(Row(name, k, normalised_blocks(histogram, self._p.block, self._p.norm)))
        return found

    def _whole(
        self,
        name: str,
        inside: NDArray[np.bool_] | None,
        box: Slices,
        cells: tuple[Cells, Cells, Cells],
        context: Context,
    ) -> Row:
        drawn: NDArray[Any] | None = None
        if inside is not None:
            drawn = np.zeros(self._image.shape, dtype=bool)
            drawn[box] = inside
        histogram = histogram_3d(
            self._image, cells, self._spacing, self._p.polyhedron, drawn, context.progress
        )
        draw_3d(self._picture, histogram, cells, self._spacing, self._p.polyhedron)
        return Row(name, None, normalised_blocks(histogram, self._p.block, self._p.norm))
