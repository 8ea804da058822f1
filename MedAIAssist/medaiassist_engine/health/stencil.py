"""One small convolution, computed in several ways.

All values are small whole numbers, so that every way is exact, also with the shortened floats that
some GPUs multiply with: whatever differs is wrong.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.float32]

IMAGE: Image = np.random.default_rng(0).integers(0, 16, (32, 48)).astype(np.float32)
KERNEL: Image = np.array([[1, -2, 3], [0, 5, -1], [2, 4, -3]], np.float32)


def expected() -> Image:
    """The reference: sums of shifted images, zero outside."""
    padded = np.pad(IMAGE, 1)
    rows, columns = IMAGE.shape
    result = np.zeros_like(IMAGE)
    for (j, i), weight in np.ndenumerate(KERNEL):
        result += weight * padded[j : j + rows, i : i + columns]
    return result


def with_scipy(device: str) -> Image:
    from scipy.ndimage import correlate

    return correlate(IMAGE, KERNEL, mode="constant")


def with_numba(device: str) -> Image:
    """Compiles on purpose, without numba's cache: the compiler may be what is broken."""
    from numba import njit

    result = np.zeros_like(IMAGE)
    njit(nogil=True)(_correlate)(np.pad(IMAGE, 1), KERNEL, result)
    return result


def with_torch(device: str) -> Image:
    import torch

    image, kernel = (torch.from_numpy(a)[None, None].to(device) for a in (IMAGE, KERNEL))
    result: Image = torch.nn.functional.conv2d(image, kernel, padding=1)[0, 0].cpu().numpy()
    return result


def _correlate(padded: Any, kernel: Any, result: Any) -> None:
    for j in range(result.shape[0]):
        for i in range(result.shape[1]):
            for dj in range(3):
                for di in range(3):
                    result[j, i] += kernel[dj, di] * padded[j + dj, i + di]
