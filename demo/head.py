"""The demo's data: a real head MR, and the same with known noise."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from medaiassist_engine.contract.payloads import Volume, matrix

NOISE = 0.06  # of the brightest tissue
MARGIN = 4  # voxels kept around the head


def head() -> Volume:
    """The MNI152 T1 average head that nilearn carries, as int16 in 0..1000, RAS mm."""
    from nilearn.datasets import load_mni152_template

    image = load_mni152_template(resolution=1)
    values = np.asarray(image.dataobj, dtype=np.float32)  # i, j, k
    array, start = _cropped(values)
    array = np.ascontiguousarray(array.transpose(2, 1, 0) * (1000 / array.max()))
    ijk_to_ras = np.array(image.affine)
    ijk_to_ras[:3, 3] += ijk_to_ras[:3, :3] @ start
    return Volume(array.round().astype(np.int16), matrix(ijk_to_ras), "Head")


def with_rician_noise(volume: Volume, seed: int = 0) -> Volume:
    """Noise as in magnitude MR images (Gudbjartsson and Patz, 1995); the seed repeats it."""
    random = np.random.default_rng(seed)
    sigma = NOISE * 1000
    real = volume.array + random.normal(0, sigma, volume.array.shape)
    imaginary = random.normal(0, sigma, volume.array.shape)
    noisy = np.hypot(real, imaginary).round().astype(np.int16)
    return Volume(noisy, volume.ijk_to_ras, "Noisy head")


def _cropped(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Without the empty border, and the index at which the rest starts."""
    inside = np.argwhere(values > 0)
    start = np.maximum(inside.min(axis=0) - MARGIN, 0)
    stop = inside.max(axis=0) + MARGIN + 1
    return values[tuple(slice(a, b) for a, b in zip(start, stop, strict=True))], start
