"""Values that describe a volume's intensities, within limits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..contract.payloads import Volume
from .limits import Limit
from .voxelwise import has_alpha

_ENOUGH = 1 << 22


def values_within(volume: Volume, limit: Limit) -> NDArray:
    """All values (not alpha) within the limit: (n,), or (n, c) for several components."""
    array = volume.array[limit.box]
    if has_alpha(volume):
        array = array[..., :3]
    if limit.inside is not None:
        return array[limit.inside]
    return array.reshape(-1, *array.shape[3:])


def sample(values: NDArray) -> NDArray:
    """Every n-th value, few enough that percentiles and histograms are quick."""
    flat = values.reshape(-1)
    few = flat[:: max(1, flat.size // _ENOUGH)]
    return few.view(np.uint8) if few.dtype == bool else few


def percentiles(values: NDArray, *percents: float) -> tuple[float, ...]:
    """Percentiles of `values`; 0 and 100 are exact, others come from a sample of large arrays."""
    exact = {0.0: values.min, 100.0: values.max}
    few = sample(values)
    return tuple(float(exact[p]() if p in exact else np.percentile(few, p)) for p in percents)


def otsu(values: NDArray) -> float:
    """Otsu's threshold (IEEE Trans. SMC 9, 1979); the only value itself if there is but one."""
    from skimage.filters import threshold_otsu

    few = sample(values)
    return float(few[0]) if few.min() == few.max() else float(threshold_otsu(few))
