"""The standard deviation of an image's noise, from the image alone."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ive

# Blocks of 2 voxels along each axis that are looked at: more would not change the estimate.
_MOST_BLOCKS = 400_000
_MEDIAN_TO_SIGMA = 1 / 0.674489750196  # of the absolute value of a normal variable
_SMALLEST_RICIAN_RATIO = 1.913  # mean / deviation of a Rician variable with no signal at all


def estimate_noise(image: NDArray[Any], *, rician: bool = False) -> float:
    """Standard deviation of white noise, in the units of the image.

    The estimate is the median absolute value of the diagonal Haar coefficient, to which smooth
    structure hardly contributes, of blocks of 2 x 2 (x 2) voxels: those of the foreground
    (brighter than Otsu's threshold) that have the weaker half of the other detail coefficients,
    so few edges. In white noise the coefficients are independent of each other, so this choice
    does not bias the estimate.

    Args:
        image: (j, i) or (k, j, i), any real type, finite. A volume of one slice is a 2D image.
            Of a large image an even selection of blocks is used.
        rician: the noise is that of magnitude MR. Its deviation shrinks where the signal is
            weak; the foreground's mean tells by how much (Koay's correction), and the result is
            the deviation of the real and the imaginary part.

    Returns:
        The deviation; 0 for a constant image, NaN for one without a single block. Noise that is
        correlated from voxel to voxel (an interpolated image) is underestimated.

    Raises:
        ValueError: NaN or infinite values, wrong dimensions or type.

    References: Donoho: De-noising by soft-thresholding, IEEE Trans. Inf. Theory 41, 1995. Coupé,
    Manjón, Gedamu, Arnold, Robles, Collins: Robust Rician noise estimation for MR images,
    Medical Image Analysis 14, 2010. Koay, Basser: Analytically exact correction scheme for
    signal extraction from noisy magnitude MR signals, J. Magn. Reson. 179, 2006.
    """
    image = np.asarray(image)
    _check(image)
    if image.ndim == 3 and image.shape[0] == 1:
        image = image[0]
    if min(image.shape) < 2:
        return math.nan
    mean, diagonal, others = _haar(image)
    foreground = _foreground(mean)
    calm = foreground & (others <= np.median(others[foreground]))
    sigma = _median_deviation(diagonal[calm])
    if sigma > 0 and image.dtype.kind in "biu":
        sigma = _median_deviation(_spread_steps(diagonal[calm], image.ndim))
    return _rician_sigma(sigma, float(np.mean(mean[foreground]))) if rician else sigma


def _check(image: NDArray[Any]) -> None:
    if image.ndim not in (2, 3):
        raise ValueError(f"The noise is that of an image in 2D or 3D, not {image.ndim}D.")
    if image.dtype.kind not in "biuf":
        raise ValueError(f"The noise is that of real numbers, not {image.dtype}.")
    extremes = (image.min(), image.max()) if image.dtype.kind == "f" and image.size else ()
    if not all(map(math.isfinite, extremes)):
        raise ValueError("The image has NaN or infinite values; replace them before.")


def _haar(
    image: NDArray[Any],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Mean, diagonal coefficient and energy of the other details, of an even choice of blocks."""
    corners = list(product((0, 1), repeat=image.ndim))
    voxels = np.stack([_corner_of_blocks(image, corner) for corner in corners])
    signs = np.array([(-1.0) ** sum(corner) for corner in corners])
    mean = voxels.mean(axis=0)
    diagonal = signs @ voxels / math.sqrt(len(corners))
    energy = np.square(voxels - mean).sum(axis=0)
    return mean, diagonal, energy - np.square(diagonal)


def _corner_of_blocks(image: NDArray[Any], corner: tuple[int, ...]) -> NDArray[np.float64]:
    steps = _steps(image.shape)
    start_stop_step = zip(corner, image.shape, steps, strict=True)
    selection = tuple(slice(c, n - 1 + c, step) for c, n, step in start_stop_step)
    return image[selection].astype(np.float64).ravel()


def _steps(shape: tuple[int, ...]) -> list[int]:
    """Distance along each axis of the blocks to look at, which overlap in a small image."""
    excess = math.prod(n - 1 for n in shape) / _MOST_BLOCKS
    steps = []
    for n in shape:  # leave out slices rather than columns: less memory is read
        step = max(min(math.ceil(excess), n // 16), 1)
        steps.append(step)
        excess /= step
    return steps


def _median_deviation(values: NDArray[np.float64]) -> float:
    return float(np.median(np.abs(values))) * _MEDIAN_TO_SIGMA


def _foreground(mean: NDArray[np.float64]) -> NDArray[np.bool_]:
    from skimage.filters import threshold_otsu  # takes a while to import

    low, high = np.percentile(mean, (0.5, 99.5))  # a few bright voxels must not set the scale
    bright = mean > threshold_otsu(np.clip(mean, low, high))
    return bright if bright.any() else np.ones_like(bright)


def _spread_steps(diagonal: NDArray[np.float64], dimensions: int) -> NDArray[np.float64]:
    """Coefficients of whole numbers come in steps; without them the median has none either."""
    step = 2 ** (-dimensions / 2)
    return diagonal + np.random.default_rng(0).uniform(-step / 2, step / 2, diagonal.shape)


def _rician_sigma(deviation: float, mean: float) -> float:
    """Deviation of the complex signal from deviation and mean of its magnitude."""
    if deviation == 0:
        return 0.0
    ratio = max(mean / deviation, _SMALLEST_RICIAN_RATIO)
    signal = ratio
    for _ in range(100):  # fixed point; converges within a few steps except at weak signals
        signal = math.sqrt(max(_rician_variance(signal) * (1 + ratio**2) - 2, 0.0))
    return deviation / math.sqrt(_rician_variance(signal))


def _rician_variance(signal: float) -> float:
    """Variance of a magnitude whose complex signal has deviation 1."""
    squared = signal**2
    bessel = (2 + squared) * ive(0, squared / 4) + squared * ive(1, squared / 4)
    return float(2 + squared - math.pi / 8 * bessel**2)
