"""The inner loop of Canny's detector: keeping only the crest of each edge."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def keep_maxima(magnitude, grad_k, grad_j, grad_i, steps, thin, start, stop):  # type: ignore[no-untyped-def]
    """Copy `magnitude` to `thin` where it is largest along the gradient, for rows start..stop.

    `steps` are the voxels along k, j, i that one smallest spacing covers.
    """
    height, width = magnitude.shape[1:]
    for row in range(start, stop):
        k, j = row // height, row % height
        for i in range(width):
            here = magnitude[k, j, i]
            if here <= 0:
                continue
            dk = grad_k[k, j, i] / here * steps[0]
            dj = grad_j[k, j, i] / here * steps[1]
            di = grad_i[k, j, i] / here * steps[2]
            # Strict on one side only, so that of two equal neighbours one remains.
            ahead = _at(magnitude, k + dk, j + dj, i + di)
            if here >= ahead and here > _at(magnitude, k - dk, j - dj, i - di):
                thin[k, j, i] = here


@njit(nogil=True, cache=True)
def _at(image, k, j, i):  # type: ignore[no-untyped-def]
    """Trilinear value at a continuous index, clamped to the image."""
    depth, height, width = image.shape
    k = min(max(k, 0.0), depth - 1.0)
    j = min(max(j, 0.0), height - 1.0)
    i = min(max(i, 0.0), width - 1.0)
    k0, j0, i0 = int(k), int(j), int(i)
    k1, j1, i1 = min(k0 + 1, depth - 1), min(j0 + 1, height - 1), min(i0 + 1, width - 1)
    wk, wj, wi = np.float32(k - k0), np.float32(j - j0), np.float32(i - i0)
    near = (image[k0, j0, i0] * (1 - wi) + image[k0, j0, i1] * wi) * (1 - wj) + (
        image[k0, j1, i0] * (1 - wi) + image[k0, j1, i1] * wi
    ) * wj
    far = (image[k1, j0, i0] * (1 - wi) + image[k1, j0, i1] * wi) * (1 - wj) + (
        image[k1, j1, i0] * (1 - wi) + image[k1, j1, i1] * wi
    ) * wj
    return near * (1 - wk) + far * wk
