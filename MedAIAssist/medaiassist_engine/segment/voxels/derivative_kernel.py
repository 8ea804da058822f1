"""Compiled features of a smoothed box: derivatives by central differences, and eigenvalues.

Import it lazily, numba takes a second. Boxes are one voxel larger on each side than the features
made from them; a planar box (`planar`) is not larger across its slices.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Spacing = tuple[float, float, float]


@njit(nogil=True, cache=True)
def gradient(smooth: Floats, spacing: Spacing, planar: bool, out: Floats) -> None:
    """Derivatives per mm along k, j, i into `out` (3, k, j, i); 0 along k where planar."""
    _, depth, height, width = out.shape
    margin = 0 if planar else 1
    for k in range(depth):
        s = k + margin
        for j in range(1, height + 1):
            for i in range(1, width + 1):
                across = 0.0 if planar else smooth[s + margin, j, i] - smooth[s - margin, j, i]
                out[0, k, j - 1, i - 1] = across / (2 * spacing[0])
                down = smooth[s, j + 1, i] - smooth[s, j - 1, i]
                out[1, k, j - 1, i - 1] = down / (2 * spacing[1])
                along = smooth[s, j, i + 1] - smooth[s, j, i - 1]
                out[2, k, j - 1, i - 1] = along / (2 * spacing[2])


@njit(nogil=True, cache=True)
def eigenvalues_2d(jj: float, ii: float, ji: float) -> tuple[float, float]:
    """Of [[jj, ji], [ji, ii]], the larger first."""
    middle = 0.5 * (jj + ii)
    apart = math.sqrt(0.25 * (jj - ii) ** 2 + ji * ji)
    return middle + apart, middle - apart


@njit(nogil=True, cache=True)
def eigenvalues_3d(
    kk: float, jj: float, ii: float, kj: float, ki: float, ji: float
) -> tuple[float, float, float]:
    """Of a symmetric 3 x 3 matrix, descending, by the cosine formula of Smith (1961)."""
    middle = (kk + jj + ii) / 3
    a, b, c = kk - middle, jj - middle, ii - middle
    spread = math.sqrt((a * a + b * b + c * c + 2 * (kj * kj + ki * ki + ji * ji)) / 6)
    if spread == 0:
        return middle, middle, middle
    determinant = a * (b * c - ji * ji) - kj * (kj * c - ji * ki) + ki * (kj * ji - b * ki)
    ratio = min(max(determinant / (2 * spread**3), -1.0), 1.0)
    angle = math.acos(ratio) / 3
    largest = middle + 2 * spread * math.cos(angle)
    smallest = middle + 2 * spread * math.cos(angle + 2 * math.pi / 3)
    return largest, 3 * middle - largest - smallest, smallest


@njit(nogil=True, cache=True)
def local_features(
    smooth: Floats,
    spacing: Spacing,
    planar: bool,
    wanted: tuple[bool, bool, bool],
    out: Floats,
    column: int,
) -> None:
    """Gradient magnitude, Laplacian and Hessian eigenvalues, as `wanted`, of a smoothed box.

    Args:
        smooth: the box, larger by one voxel on each side.
        spacing: mm along k, j, i.
        out: (voxels of the box in C order, features); the features go to `column` and after.
    """
    margin = 0 if planar else 1
    depth, height, width = smooth.shape
    hk, hj, hi = spacing
    n = 0
    for k in range(margin, depth - margin):
        for j in range(1, height - 1):
            for i in range(1, width - 1):
                centre = 2.0 * smooth[k, j, i]
                up, down = smooth[k, j - 1, i], smooth[k, j + 1, i]
                left, right = smooth[k, j, i - 1], smooth[k, j, i + 1]
                jj = (float(up) + down - centre) / (hj * hj)
                ii = (float(left) + right - centre) / (hi * hi)
                gradient_j, gradient_i = (down - up) / (2 * hj), (right - left) / (2 * hi)
                kk = gradient_k = 0.0
                if not planar:
                    before, after = smooth[k - 1, j, i], smooth[k + 1, j, i]
                    kk = (float(before) + after - centre) / (hk * hk)
                    gradient_k = (after - before) / (2 * hk)
                c = column
                if wanted[0]:
                    out[n, c] = math.sqrt(gradient_k**2 + gradient_j**2 + gradient_i**2)
                    c += 1
                if wanted[1]:
                    out[n, c] = kk + jj + ii
                    c += 1
                if wanted[2]:
                    ji = _mixed(
                        smooth[k, j + 1, i + 1],
                        smooth[k, j - 1, i - 1],
                        smooth[k, j + 1, i - 1],
                        smooth[k, j - 1, i + 1],
                    ) / (4 * hj * hi)
                    if planar:
                        out[n, c], out[n, c + 1] = eigenvalues_2d(jj, ii, ji)
                    else:
                        kj = _mixed(
                            smooth[k + 1, j + 1, i],
                            smooth[k - 1, j - 1, i],
                            smooth[k + 1, j - 1, i],
                            smooth[k - 1, j + 1, i],
                        ) / (4 * hk * hj)
                        ki = _mixed(
                            smooth[k + 1, j, i + 1],
                            smooth[k - 1, j, i - 1],
                            smooth[k + 1, j, i - 1],
                            smooth[k - 1, j, i + 1],
                        ) / (4 * hk * hi)
                        out[n, c], out[n, c + 1], out[n, c + 2] = eigenvalues_3d(
                            kk, jj, ii, kj, ki, ji
                        )
                n += 1


@njit(nogil=True, cache=True)
def _mixed(a: np.float32, b: np.float32, c: np.float32, d: np.float32) -> float:
    return float(a) + float(b) - float(c) - float(d)


@njit(nogil=True, cache=True)
def tensor_eigenvalues(tensor: Floats, planar: bool, out: Floats, column: int) -> None:
    """Of a tensor (6, k, j, i) with components kk, jj, ii, kj, ki, ji, descending."""
    n = 0
    for k in range(tensor.shape[1]):
        for j in range(tensor.shape[2]):
            for i in range(tensor.shape[3]):
                kk, jj, ii = tensor[0, k, j, i], tensor[1, k, j, i], tensor[2, k, j, i]
                kj, ki, ji = tensor[3, k, j, i], tensor[4, k, j, i], tensor[5, k, j, i]
                if planar:
                    out[n, column], out[n, column + 1] = eigenvalues_2d(jj, ii, ji)
                else:
                    out[n, column], out[n, column + 1], out[n, column + 2] = eigenvalues_3d(
                        kk, jj, ii, kj, ki, ji
                    )
                n += 1
