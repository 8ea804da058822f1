"""Parameters of the histogram of oriented gradients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import Spec
from ..axis_order import AxisOrder


@dataclass(frozen=True)
class HogParameters:
    mode: Annotated[
        Literal["2d", "3d"],
        Spec(
            "Dimensions",
            "Slice by slice gives a row for each slice; whole volume one row.",
            titles=("Slice by slice (2D)", "Whole volume (3D)"),
        ),
    ] = "2d"
    cell: Annotated[
        float, Spec("Cell size", "Larger cells give shorter, coarser vectors.", "", 1, 500, 1)
    ] = 16.0
    cell_unit: Annotated[
        Literal["mm", "voxels"],
        Spec(
            "Cell size in",
            "Cells in mm cover the same anatomy whatever the voxel size; they are rounded to "
            "whole voxels.",
            titles=("mm", "Voxels"),
        ),
    ] = "mm"
    cells_across: Annotated[
        int | None,
        Spec(
            "Cells across",
            "Instead of a size: as many cells along each axis, so that vectors of all cases "
            "have the same length. Automatic uses the size.",
            "cells",
            1,
            64,
        ),
    ] = None
    block: Annotated[
        int,
        Spec("Block size", "Larger blocks even out contrast over a wider area.", "cells", 1, 8, 1),
    ] = 2
    orientations: Annotated[
        int,
        Spec("Orientations", "In 2D: more tell finer differences of direction.", "", 2, 36, 1),
    ] = 9
    polyhedron: Annotated[
        Literal["icosahedron", "dodecahedron"],
        Spec(
            "Directions in 3D",
            "Opposite faces count as one; more tell finer differences of direction.",
            titles=("10 (icosahedron)", "6 (dodecahedron)"),
            advanced=True,
        ),
    ] = "icosahedron"
    norm: Annotated[
        Literal["L2-Hys", "L2", "L1", "L1-sqrt"],
        Spec(
            "Normalization",
            "L2-Hys limits the weight of single strong edges.",
            titles=("L2, limited (L2-Hys)", "L2", "L1", "Square root of L1"),
            advanced=True,
        ),
    ] = "L2-Hys"
    axes: AxisOrder = "image"
