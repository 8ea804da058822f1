"""The bands of a stationary wavelet transform, as pyradiomics names and computes them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .preparation import Prepared
from .settings import Settings


def wavelet_images(region: Prepared, settings: Settings) -> Iterator[tuple[str, NDArray[Any]]]:
    """Each level's detail bands, then the last approximation, in the region's box.

    The transform repeats the image beyond its border, after one more voxel along odd axes.
    """
    import pywt  # type: ignore[import-untyped]

    axes = _axes(settings)
    wavelet = pywt.Wavelet(settings.wavelet)
    margin = wavelet.dec_len * (settings.start_level + settings.level)
    data, inner = _repeated(region, axes, margin + margin % 2)
    low = "a" * len(axes)
    for _ in range(settings.start_level):
        data = pywt.swtn(data, wavelet, 1, axes=axes)[0][low]
    for level in range(1, settings.level + 1):
        bands = pywt.swtn(data, wavelet, 1, axes=axes)[0]
        data = bands.pop(low)
        for letters, band in bands.items():
            yield _name(letters, level), band[inner]
    yield _name(low, settings.level), data[inner]


def wavelet_names(settings: Settings) -> list[str]:
    """The names that `wavelet_images` gives, in its order."""
    bands = ["".join(b) for b in itertools.product("ad", repeat=len(_axes(settings)))]
    names = [_name(b, n) for n in range(1, settings.level + 1) for b in bands[1:]]
    return [*names, _name(bands[0], settings.level)]


def _name(letters: str, level: int) -> str:
    return f"wavelet{level if level > 1 else ''}-" + letters.replace("a", "L").replace("d", "H")


def _axes(settings: Settings) -> tuple[int, ...]:
    """Array axes in the order of the letters: the first is that of i."""
    left_out = settings.force_2d_dimension if settings.force_2d else None
    return tuple(axis for axis in (2, 1, 0) if axis != left_out)


def _repeated(
    region: Prepared, axes: tuple[int, ...], margin: int
) -> tuple[NDArray[np.float64], tuple[slice, ...]]:
    """The box with a margin of the repeated image, of even size, and where the box lies in it."""
    image = region.image
    inner = []
    for axis, s in enumerate(region.box):
        size = image.shape[axis]
        if axis not in axes:
            image = np.take(image, np.arange(s.start, s.stop), axis)
            inner.append(slice(0, s.stop - s.start))
            continue
        length = s.stop - s.start + 2 * margin
        places = np.arange(s.start - margin, s.start - margin + length + length % 2)
        places %= size + size % 2
        image = np.take(image, np.where(places == size, 0, places), axis)
        inner.append(slice(margin, margin + s.stop - s.start))
    return image.astype(np.float64), tuple(inner)
