"""The settings of an extraction, in pyradiomics' terms, and what is to be extracted."""

from __future__ import annotations

from dataclasses import dataclass, field

FAMILIES = ("shape", "shape2D", "firstorder", "glcm", "glrlm", "glszm", "gldm", "ngtdm")
IMAGE_TYPES = (
    "Original", "LoG", "Wavelet", "Square", "SquareRoot", "Logarithm", "Exponential", "Gradient",
)  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """How images are prepared, filtered and discretised; the names in comments are pyradiomics'.

    Attributes:
        spacing: mm along i, j, k; 0 keeps the axis as it is.
        interpolator: name of SimpleITK's, such as sitkBSpline.
        resegment_range: one or two thresholds.
        force_2d_dimension: array axis across the slices: 0 for k.
        sigmas: of the Laplacian of Gaussian, mm.
    """

    bin_width: float = 25.0  # binWidth
    bin_count: int | None = None  # binCount; overrides the width
    normalize: bool = False  # normalize
    normalize_scale: float = 1.0  # normalizeScale
    remove_outliers: float | None = None  # removeOutliers, standard deviations
    spacing: tuple[float, ...] | None = None  # resampledPixelSpacing
    interpolator: str | None = "sitkBSpline"  # interpolator
    pad_distance: int = 5  # padDistance, voxels around a resampled or pre-cropped region
    pre_crop: bool = False  # preCrop
    resegment_range: tuple[float, ...] | None = None  # resegmentRange
    resegment_mode: str = "absolute"  # resegmentMode: absolute, relative or sigma
    resegment_shape: bool = False  # resegmentShape
    minimum_dimensions: int = 1  # minimumROIDimensions
    minimum_size: int | None = None  # minimumROISize, voxels; a region must have more
    force_2d: bool = False  # force2D
    force_2d_dimension: int = 0  # force2Ddimension
    distances: tuple[int, ...] = (1,)  # distances, of GLCM, GLDM and NGTDM
    weighting: str | None = None  # weightingNorm, of GLCM and GLRLM
    symmetrical: bool = True  # symmetricalGLCM
    dependence_tolerance: float = 0.0  # gldm_a
    voxel_shift: float = 0.0  # voxelArrayShift
    sigmas: tuple[float, ...] = ()  # sigma
    wavelet: str = "coif1"  # wavelet
    start_level: int = 0  # start_level
    level: int = 1  # level
    gradient_in_mm: bool = True  # gradientUseSpacing


@dataclass(frozen=True)
class Plan:
    """What to extract.

    Attributes:
        settings: of the preparation.
        images: image types by pyradiomics' names, each with its own settings.
        features: names by family; None stands for all that are not extra.
    """

    settings: Settings = field(default_factory=Settings)
    images: dict[str, Settings] = field(default_factory=lambda: {"Original": Settings()})
    features: dict[str, tuple[str, ...] | None] = field(
        default_factory=lambda: dict.fromkeys(f for f in FAMILIES if f != "shape2D")
    )
