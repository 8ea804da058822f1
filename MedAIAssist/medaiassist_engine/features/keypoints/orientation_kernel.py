"""Compiled sums of gradients around keypoints; import it lazily, numba takes most of a second."""

from __future__ import annotations

import math

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def gather_gradients(image, axes, inverse, index, sigmas, radius, tensors, means, start, stop):  # type: ignore[no-untyped-def]
    """Sums of gradient products (n, 3, 3) and gradients (n, 3) per mm, in RAS, around keypoints.

    Args:
        image: (k, j, i).
        axes: (3, 3), columns are the steps along k, j, i in RAS mm; `inverse` is its inverse.
        index: (n, 3) continuous k, j, i.
        sigmas: (n,) standard deviation in mm of the Gaussian window.
        radius: the window's reach in standard deviations.
    """
    for n in range(start, stop):
        sigma = sigmas[n]
        reach = radius * sigma
        low, high = np.empty(3, np.int64), np.empty(3, np.int64)
        for axis in range(3):
            # How far along this axis a sphere reaches: exact for sheared axes as well.
            extent = reach * math.sqrt((inverse[axis] ** 2).sum())
            low[axis] = max(1, math.ceil(index[n, axis] - extent))
            high[axis] = min(image.shape[axis] - 2, math.floor(index[n, axis] + extent))
        tensor = np.zeros((3, 3))
        mean = np.zeros(3)
        for k in range(low[0], high[0] + 1):
            for j in range(low[1], high[1] + 1):
                for i in range(low[2], high[2] + 1):
                    dk, dj, di = k - index[n, 0], j - index[n, 1], i - index[n, 2]
                    square = 0.0
                    for r in range(3):
                        along = axes[r, 0] * dk + axes[r, 1] * dj + axes[r, 2] * di
                        square += along * along
                    if square > reach * reach:
                        continue
                    weight = math.exp(-0.5 * square / (sigma * sigma))
                    gk = 0.5 * (image[k + 1, j, i] - image[k - 1, j, i])
                    gj = 0.5 * (image[k, j + 1, i] - image[k, j - 1, i])
                    gi = 0.5 * (image[k, j, i + 1] - image[k, j, i - 1])
                    tensor[0, 0] += weight * gk * gk
                    tensor[0, 1] += weight * gk * gj
                    tensor[0, 2] += weight * gk * gi
                    tensor[1, 1] += weight * gj * gj
                    tensor[1, 2] += weight * gj * gi
                    tensor[2, 2] += weight * gi * gi
                    mean[0] += weight * gk
                    mean[1] += weight * gj
                    mean[2] += weight * gi
        tensor[1, 0], tensor[2, 0], tensor[2, 1] = tensor[0, 1], tensor[0, 2], tensor[1, 2]
        for r in range(3):
            means[n, r] = 0.0
            for a in range(3):
                means[n, r] += inverse[a, r] * mean[a]
            for c in range(3):
                total = 0.0
                for a in range(3):
                    for b in range(3):
                        total += inverse[a, r] * tensor[a, b] * inverse[b, c]
                tensors[n, r, c] = total
