"""Gabor filters of arrays in any number of dimensions, as a library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import ArrayLike, NDArray

from ...preprocess.dtypes import working_dtype

_REACH = 4.0  # sigmas of mirrored image around the edges


def gabor_response(
    image: NDArray[Any],
    direction: ArrayLike,
    wavelength: float,
    *,
    spacing: Sequence[float] | None = None,
    bandwidth: float = 1.0,
    zero_mean: bool = True,
) -> NDArray[np.complexfloating]:
    """The image under one complex Gabor filter, real part even and imaginary part odd.

    The filter is a wave under a Gaussian window whose weights sum to one, computed exactly by the
    Fourier transform, with the image mirrored at its edges. Without `zero_mean` it is
    `skimage.filters.gabor`, up to the latter's cut-off window.

    Args:
        image: real values, any number of dimensions.
        direction: across the stripes, along the image's axes in mm.
        wavelength: mm from stripe to stripe; at least 2 voxels to be seen.
        bandwidth: in octaves; with 1 the window's sigma is 0.56 wavelengths.
        zero_mean: take off the window's share of constant brightness, as in Morlet's wavelet.
    """
    bank = GaborBank(image, wavelength, spacing=spacing, bandwidth=bandwidth, zero_mean=zero_mean)
    return bank.response(direction)


def sigma_of(wavelength: float, bandwidth: float) -> float:
    """The window's sigma that gives half the response at half the bandwidth to either side."""
    octaves = 2.0**bandwidth
    return wavelength / np.pi * np.sqrt(np.log(2) / 2) * (octaves + 1) / (octaves - 1)


class GaborBank:
    """An image's Fourier transform, ready for filters of one wavelength in any direction."""

    def __init__(
        self,
        image: NDArray[Any],
        wavelength: float,
        *,
        spacing: Sequence[float] | None = None,
        bandwidth: float = 1.0,
        zero_mean: bool = True,
    ) -> None:
        spacing = (1.0,) * image.ndim if spacing is None else spacing
        self._wavelength, self._zero_mean = wavelength, zero_mean
        self._sigma = sigma_of(wavelength, bandwidth)
        reach = [
            int(np.ceil(_REACH * self._sigma / s)) if n > 1 else 0
            for n, s in zip(image.shape, spacing, strict=True)
        ]
        mirrored = _mirrored(image, reach)
        if zero_mean:  # no response to it, but rounding errors from it
            mirrored -= mirrored.mean(dtype=np.float64)
        self._inner = tuple(slice(r, r + n) for r, n in zip(reach, image.shape, strict=True))
        self._spectrum = scipy.fft.fftn(mirrored, workers=-1)
        self._real = mirrored.dtype
        self._frequencies = np.meshgrid(
            *(
                np.fft.fftfreq(n, s).astype(self._real)
                for n, s in zip(mirrored.shape, spacing, strict=True)
            ),
            indexing="ij",
            sparse=True,
        )

    def response(self, direction: ArrayLike) -> NDArray[np.complexfloating]:
        """The complex response, of the image's shape."""
        unit = np.asarray(direction, float) / np.linalg.norm(direction)
        transfer = self._window(unit / self._wavelength)
        if self._zero_mean:
            transfer -= transfer.flat[0] * self._window(np.zeros(len(unit)))
        filtered = scipy.fft.ifftn(self._spectrum * transfer, workers=-1, overwrite_x=True)
        return filtered[self._inner]

    def _window(self, centre: NDArray[np.float64]) -> NDArray[Any]:
        """The Gaussian window's transform, shifted to a frequency in 1/mm."""
        scale = -2 * (np.pi * self._sigma) ** 2
        factors = [
            np.exp(scale * (f - c) ** 2).astype(self._real)
            for f, c in zip(self._frequencies, centre, strict=True)
        ]
        product = factors[0]
        for factor in factors[1:]:
            product = product * factor
        return product


def _mirrored(image: NDArray[Any], reach: Sequence[int]) -> NDArray[Any]:
    """The image with `reach` voxels or more around it, of sizes that transform quickly."""
    sizes = [scipy.fft.next_fast_len(n + 2 * r) for n, r in zip(image.shape, reach, strict=True)]
    ends = [(r, p - n - r) for p, n, r in zip(sizes, image.shape, reach, strict=True)]
    return np.pad(image.astype(working_dtype(image.dtype)), ends, mode="symmetric")
