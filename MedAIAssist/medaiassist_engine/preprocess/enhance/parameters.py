"""Parameters of the enhancing operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import Spec
from ..slots import Mode


@dataclass(frozen=True)
class RescaleParameters:
    alpha: Annotated[float, Spec("Factor", "Larger raises the contrast.", "", -1000, 1000, 0.1)] = (
        1.0
    )
    beta: Annotated[
        float, Spec("Offset", "Larger makes everything brighter.", "intensity", -1e6, 1e6)
    ] = 0.0
    absolute: Annotated[bool, Spec("Absolute value", "Makes negative results positive.")] = False


@dataclass(frozen=True)
class WindowParameters:
    method: Annotated[
        Literal["percentiles", "window"],
        Spec(
            "Limits from",
            "Percentiles adapt to the volume; a window gives the same limits to each volume.",
            titles=("Percentiles", "Window and level"),
        ),
    ] = "percentiles"
    lower: Annotated[
        float, Spec("Lower percentile", "Larger makes more voxels black.", "%", 0, 100, 0.1)
    ] = 0.5
    upper: Annotated[
        float, Spec("Upper percentile", "Smaller makes more voxels white.", "%", 0, 100, 0.1)
    ] = 99.5
    window: Annotated[
        float, Spec("Window", "Larger lowers the contrast.", "intensity", 1e-6, 1e6)
    ] = 400.0
    level: Annotated[float, Spec("Level", "Larger darkens.", "intensity", -1e6, 1e6)] = 40.0
    stretch: Annotated[
        bool, Spec("Stretch to output range", "Off clips the values and leaves the rest as it is.")
    ] = True
    output_low: Annotated[
        float, Spec("Output minimum", "Value of black voxels.", "intensity", -1e6, 1e6)
    ] = 0.0
    output_high: Annotated[
        float, Spec("Output maximum", "Value of white voxels.", "intensity", -1e6, 1e6)
    ] = 255.0
    output_type: Annotated[
        Literal["same", "uint8", "float32"],
        Spec(
            "Output type",
            "Float keeps fractions, as for an output range of 0 to 1.",
            titles=("As the input", "8-bit", "Float"),
            advanced=True,
        ),
    ] = "same"


@dataclass(frozen=True)
class GammaParameters:
    gamma: Annotated[
        float, Spec("Gamma", "Below 1 brightens dark areas, above 1 darkens.", "", 0.05, 10, 0.05)
    ] = 0.7


@dataclass(frozen=True)
class EqualizeParameters:
    bins: Annotated[
        int, Spec("Histogram bins", "More follow the data more closely.", "", 16, 65536)
    ] = 256
    foreground: Annotated[
        bool,
        Spec(
            "Foreground only",
            "Without mask and region, leaves voxels below Otsu's threshold about as dark as they "
            "are, so that a large background does not take most of the range.",
        ),
    ] = True


@dataclass(frozen=True)
class ClaheParameters:
    limit: Annotated[
        float, Spec("Contrast limit", "Larger gives more local contrast and noise.", "", 1, 40, 0.5)
    ] = 3.0
    size: Annotated[
        float | None,
        Spec(
            "Tile size",
            "Smaller adapts to smaller areas. Automatic: an eighth of the longest side.",
            "mm",
            1,
            1000,
        ),
    ] = None
    mode: Mode = "3d"
    bins: Annotated[int, Spec("Histogram bins", "More are finer.", "", 16, 4096, advanced=True)] = (
        256
    )


@dataclass(frozen=True)
class UnsharpParameters:
    sigma: Annotated[
        float, Spec("Sigma", "Larger sharpens coarser detail.", "mm", 0.1, 20, 0.1)
    ] = 1.0
    amount: Annotated[float, Spec("Amount", "Larger sharpens more.", "", 0, 10, 0.1)] = 1.0
    threshold: Annotated[
        float,
        Spec(
            "Threshold",
            "Differences below it stay as they are; larger spares noise.",
            "intensity",
            0,
            advanced=True,
        ),
    ] = 0.0
    mode: Mode = "3d"


@dataclass(frozen=True)
class N4Parameters:
    shrink: Annotated[
        int, Spec("Shrink factor", "Larger is faster and a little less exact.", "", 1, 8)
    ] = 4
    iterations: Annotated[
        int, Spec("Iterations per level", "More corrects stronger shading.", "", 1, 500)
    ] = 50
    levels: Annotated[
        int, Spec("Levels", "More follow finer shading.", "", 1, 6, advanced=True)
    ] = 4
    otsu: Annotated[
        bool,
        Spec(
            "Foreground only",
            "Without a mask, estimates the shading from the voxels above Otsu's threshold.",
        ),
    ] = True
