"""Values that describe a volume's intensities, within limits."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..contract.payloads import Volume
from .limits import Limit
from .voxelwise import has_alpha

_ENOUGH = 1 << 22


def values_within(volume: Volume, limit: Limit) -> NDArray[Any]:
    """All values (not alpha) within the limit: (n,), or (n, c) for several components."""
    array: NDArray[Any] = volume.array[limit.box]
    if has_alpha(volume):
        array = array[..., :3]
    if limit.inside is not None:
        return array[limit.inside]
    return array.reshape(-1, *array.shape[3:])


def sample(values: NDArray[Any]) -> NDArray[Any]:
    """Every n-th value, few enough that percentiles and histograms are quick."""
    flat = values.reshape(-1)
    few = flat[:: max(1, flat.size // _ENOUGH)]
    return few.view(np.uint8) if few.dtype == bool else few


def percentiles(values: NDArray[Any], *percents: float) -> tuple[float, ...]:
    """Percentiles of `values`; 0 and 100 are exact, others come from a sample of large arrays."""
    exact = {0.0: values.min, 100.0: values.max}
    few = sample(values)
    return tuple(float(exact[p]() if p in exact else np.percentile(few, p)) for p in percents)


def mean_and_deviation(values: NDArray[Any], low: float, high: float) -> tuple[float, float]:
    """Mean and standard deviation of `values` clipped to low..high, in bounded memory."""
    parts = [values[n : n + _ENOUGH] for n in range(0, values.size, _ENOUGH)]

    def clipped(part: NDArray[Any]) -> NDArray[np.float64]:
        return np.clip(part.astype(np.float64), low, high)

    mean = sum(float(clipped(part).sum()) for part in parts) / values.size
    squares = sum(float(((clipped(part) - mean) ** 2).sum()) for part in parts)
    return mean, (squares / values.size) ** 0.5


def otsu(values: NDArray[Any]) -> float:
    """Otsu's threshold (IEEE Trans. SMC 9, 1979); the only value itself if there is but one.

    Where a gap lies between dark and bright, all thresholds in it are equally good to Otsu; this
    gives the middle between the means of the two classes, away from the noise of either.
    """
    from skimage.filters import threshold_otsu

    few = sample(values)
    if few.min() == few.max():
        return float(few[0])
    bright = few > threshold_otsu(few)
    return float(few[bright].mean(dtype=np.float64) + few[~bright].mean(dtype=np.float64)) / 2
