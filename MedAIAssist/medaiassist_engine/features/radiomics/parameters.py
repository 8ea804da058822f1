"""Parameters of radiomics; in brackets in the help, pyradiomics' name where it differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import File, Spec
from ..axis_order import AxisOrder


@dataclass(frozen=True)
class RadiomicsParameters:
    parameter_file: Annotated[
        str,
        Spec(
            "Parameter file",
            "Path or text of a pyradiomics parameter file (YAML). If given, of all settings here "
            "only the order of axes counts besides.",
            advanced=True,
            names=File(("yaml", "yml")),
        ),
    ] = ""
    bins: Annotated[
        Literal["width", "count"],
        Spec(
            "Grey levels by",
            "Fixed width for calibrated intensities such as HU; fixed count for MR.",
            titles=("Bin width", "Bin count"),
        ),
    ] = "width"
    bin_width: Annotated[
        float, Spec("Bin width", "Larger: fewer grey levels.", "intensity", low=1e-9)
    ] = 25.0
    bin_count: Annotated[int, Spec("Bin count", "Larger: more grey levels.", low=1, high=2048)] = 32
    first_order: Annotated[bool, Spec("First order", "Statistics of the intensities.")] = True
    shape: Annotated[
        Literal["automatic", "3d", "2d", "both", "none"],
        Spec(
            "Shape",
            "Volume, surface, axes; in 2D area, outline, axes of regions of a single slice.",
            titles=("2D for a single slice, else 3D", "3D", "2D", "Both", "None"),
        ),
    ] = "automatic"
    glcm: Annotated[bool, Spec("GLCM", "Grey levels of neighbouring voxels.")] = True
    glrlm: Annotated[bool, Spec("GLRLM", "Lengths of runs of one grey level.")] = True
    glszm: Annotated[bool, Spec("GLSZM", "Sizes of zones of one grey level.")] = True
    gldm: Annotated[bool, Spec("GLDM", "Numbers of neighbours alike.")] = True
    ngtdm: Annotated[bool, Spec("NGTDM", "Differences to the mean of the neighbours.")] = True
    original: Annotated[
        bool, Spec("Original image", "Measure the image itself.", advanced=True)
    ] = True
    log_sigmas: Annotated[
        str,
        Spec("LoG sigmas", "One or more widths of a Laplacian of Gaussian, such as 2 4.", "mm"),
    ] = ""
    wavelet: Annotated[
        bool, Spec("Wavelet bands", "The eight bands of a stationary wavelet transform (coif1).")
    ] = False
    other_images: Annotated[
        str,
        Spec(
            "Other images",
            "Any of Square, SquareRoot, Logarithm, Exponential, Gradient, with blanks between.",
            advanced=True,
        ),
    ] = ""
    normalize: Annotated[
        bool,
        Spec(
            "Normalise",
            "Mean 0 and standard deviation 1 over the whole image, before all.",
            advanced=True,
        ),
    ] = False
    normalize_scale: Annotated[
        float, Spec("Normalised deviation", "What 1 is multiplied by.", low=1e-9, advanced=True)
    ] = 1.0
    remove_outliers: Annotated[
        float | None,
        Spec(
            "Clip at",
            "Standard deviations, if normalised. Automatic: never.",
            "sd",
            low=0.1,
            advanced=True,
        ),
    ] = None
    spacing: Annotated[
        tuple[float, float, float] | None,
        Spec(
            "Resample to",
            "Voxel size along i, j, k; 0 keeps an axis. Automatic: all stay.",
            "mm",
            low=0,
            high=100,
        ),
    ] = None
    interpolator: Annotated[
        Literal["bspline", "linear", "nearest"],
        Spec(
            "Interpolation",
            "B-spline is sharpest, linear never overshoots.",
            titles=("Cubic B-spline", "Linear", "Nearest neighbour"),
            advanced=True,
        ),
    ] = "bspline"
    resegment: Annotated[
        Literal["none", "absolute", "relative", "sigma"],
        Spec(
            "Keep voxels by",
            "Drops voxels of the region outside a range of intensities.",
            titles=("Keep all", "Intensity", "Share of the maximum", "Standard deviations"),
            advanced=True,
        ),
    ] = "none"
    resegment_low: Annotated[
        float,
        Spec("Lowest kept", "Lower limit of the range; for deviations such as -3.", advanced=True),
    ] = -3.0
    resegment_high: Annotated[
        float | None,
        Spec("Highest kept", "Upper limit of the range; automatic: no limit.", advanced=True),
    ] = 3.0
    resegment_shape: Annotated[
        bool, Spec("Shape of kept voxels", "Shape features follow too.", advanced=True)
    ] = False
    force_2d: Annotated[
        bool, Spec("Slice by slice", "Neighbours within the slice only, across k.", advanced=True)
    ] = False
    distances: Annotated[
        str,
        Spec("Distances", "Of GLCM, GLDM and NGTDM, such as 1 or 1 2.", "voxels", advanced=True),
    ] = "1"
    weighting: Annotated[
        Literal["none", "no_weighting", "manhattan", "euclidean", "infinity"],
        Spec(
            "Directions",
            "Averages the directions' features, or merges their matrices by weight.",
            titles=("Averaged", "Merged", "Merged, city block", "Merged, Euclidean",
                    "Merged, largest component"),
            advanced=True,
        ),
    ] = "none"  # fmt: skip
    symmetrical: Annotated[
        bool, Spec("Symmetrical GLCM", "Counts each pair both ways.", advanced=True)
    ] = True
    dependence_tolerance: Annotated[
        int, Spec("GLDM tolerance", "Grey levels that still count as alike.", low=0, advanced=True)
    ] = 0
    voxel_shift: Annotated[
        float, Spec("Voxel shift", "Added to intensities for energies and RMS.", advanced=True)
    ] = 0.0
    axes: AxisOrder = "image"
