"""Parameters of the texture features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import Spec
from ..axis_order import AxisOrder


@dataclass(frozen=True)
class LbpParameters:
    radius: Annotated[
        float, Spec("Radius", "Larger sees coarser texture.", "mm", 0.05, 50, 0.5)
    ] = 2.0
    points: Annotated[
        int,
        Spec("Points", "Neighbours on the circle; more tell finer differences.", "", 4, 24, 1),
    ] = 8
    mode: Annotated[
        Literal["2d", "3d"],
        Spec(
            "Planes",
            "Slices only, or also both planes across them, as suits volumes with thin slices.",
            titles=("Slice by slice (2D)", "Three planes (LBP-TOP)"),
        ),
    ] = "2d"
    axes: AxisOrder = "image"


@dataclass(frozen=True)
class GaborParameters:
    wavelengths: Annotated[
        tuple[float, float, float],
        Spec("Wavelengths", "Longer ones see coarser stripes.", "mm", 0.1, 200),
    ] = (4.0, 8.0, 16.0)
    orientations: Annotated[
        int,
        Spec("Orientations", "In 2D: more tell finer differences of direction.", "", 1, 16, 1),
    ] = 4
    bandwidth: Annotated[
        float,
        Spec(
            "Bandwidth",
            "Larger looks at fewer stripes at once, and separates wavelengths less.",
            "octaves",
            0.3,
            3,
            0.1,
            advanced=True,
        ),
    ] = 1.0
    mode: Annotated[
        Literal["2d", "3d"],
        Spec(
            "Dimensions",
            "Stripes within slices, or in space in 7 directions.",
            titles=("Slice by slice (2D)", "Whole volume (3D)"),
        ),
    ] = "2d"
    axes: AxisOrder = "image"
