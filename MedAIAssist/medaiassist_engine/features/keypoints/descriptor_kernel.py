"""Compiled descriptors of 3D SIFT; import it lazily, numba takes most of a second."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

BINS = 4
"""Histograms of a descriptor along each axis of the keypoint's frame."""

SAMPLES = 16
"""Gradients taken along each axis."""

_GOLDEN = (1 + 5**0.5) / 2
_VERTICES = np.array(
    [(0, a, b * _GOLDEN) for a in (-1, 1) for b in (-1, 1)]
    + [(a, b * _GOLDEN, 0) for a in (-1, 1) for b in (-1, 1)]
    + [(b * _GOLDEN, 0, a) for a in (-1, 1) for b in (-1, 1)]
) / math.hypot(1, _GOLDEN)
DIRECTIONS = len(_VERTICES)
"""Directions of a gradient histogram: the corners of an icosahedron (Rister et al. 2017)."""

LENGTH = BINS**3 * DIRECTIONS


def _faces() -> np.ndarray:
    """The 20 triangles of the icosahedron as triples of its corners."""
    touching = np.isclose(_VERTICES @ _VERTICES.T, 1 / 5**0.5)
    return np.array(
        [
            (a, b, c)
            for a in range(12)
            for b in range(a + 1, 12)
            for c in range(b + 1, 12)
            if touching[a, b] and touching[b, c] and touching[a, c]
        ]
    )


_FACES = _faces()
_CENTRES = _VERTICES[_FACES].sum(axis=1)
_WEIGHTS = np.linalg.inv(_VERTICES[_FACES].transpose(0, 2, 1))  # direction -> share of each corner


@njit(nogil=True, cache=True)
def describe(image, inverse, index, steps, frames, result, start, stop):  # type: ignore[no-untyped-def]
    """Histograms of gradient directions in each keypoint's own frame, not yet normalised.

    Args:
        image: (k, j, i).
        inverse: (3, 3), RAS mm to steps along k, j, i.
        index: (n, 3) continuous k, j, i.
        steps: (n,) distance of the samples in mm.
        frames: (n, 3, 3), columns are the frame's axes in RAS.
        result: (n, LENGTH) float32, filled.
    """
    side = SAMPLES + 2
    patch = np.empty((side, side, side), np.float32)
    known = np.empty((side, side, side), np.bool_)
    histogram = np.empty((BINS, BINS, BINS, DIRECTIONS))
    falloff = np.empty(SAMPLES)
    for s in range(SAMPLES):
        middle = (s - 0.5 * (SAMPLES - 1)) / (0.5 * SAMPLES)
        falloff[s] = math.exp(-0.5 * middle * middle)
    for n in range(start, stop):
        _sample_patch(image, inverse @ frames[n] * steps[n], index[n], patch, known)
        histogram[:] = 0
        for x in range(SAMPLES):
            for y in range(SAMPLES):
                for z in range(SAMPLES):
                    _vote(patch, known, x, y, z, falloff[x] * falloff[y] * falloff[z], histogram)
        result[n] = histogram.ravel()


@njit(nogil=True, cache=True)
def _sample_patch(image, turn, centre, patch, known):  # type: ignore[no-untyped-def]
    """Trilinear values on a cube turned into the keypoint's frame."""
    side = patch.shape[0]
    half = 0.5 * (side - 1)
    depth, height, width = image.shape
    for x in range(side):
        for y in range(side):
            for z in range(side):
                dx, dy, dz = x - half, y - half, z - half
                k = centre[0] + turn[0, 0] * dx + turn[0, 1] * dy + turn[0, 2] * dz
                j = centre[1] + turn[1, 0] * dx + turn[1, 1] * dy + turn[1, 2] * dz
                i = centre[2] + turn[2, 0] * dx + turn[2, 1] * dy + turn[2, 2] * dz
                inside = (
                    k >= 0 and j >= 0 and i >= 0
                    and k <= depth - 1 and j <= height - 1 and i <= width - 1
                )  # fmt: skip
                known[x, y, z] = inside
                if not inside:
                    continue
                k0, j0, i0 = min(int(k), depth - 2), min(int(j), height - 2), min(int(i), width - 2)
                wk, wj, wi = np.float32(k - k0), np.float32(j - j0), np.float32(i - i0)
                near = (image[k0, j0, i0] * (1 - wi) + image[k0, j0, i0 + 1] * wi) * (1 - wj) + (
                    image[k0, j0 + 1, i0] * (1 - wi) + image[k0, j0 + 1, i0 + 1] * wi
                ) * wj
                k1 = k0 + 1
                far = (image[k1, j0, i0] * (1 - wi) + image[k1, j0, i0 + 1] * wi) * (1 - wj) + (
                    image[k1, j0 + 1, i0] * (1 - wi) + image[k1, j0 + 1, i0 + 1] * wi
                ) * wj
                patch[x, y, z] = near * (1 - wk) + far * wk


@njit(nogil=True, cache=True)
def _vote(patch, known, x, y, z, weight, histogram):  # type: ignore[no-untyped-def]
    """Add one gradient to the eight nearest histograms and the three nearest directions."""
    if not (
        known[x, y + 1, z + 1] and known[x + 2, y + 1, z + 1]
        and known[x + 1, y, z + 1] and known[x + 1, y + 2, z + 1]
        and known[x + 1, y + 1, z] and known[x + 1, y + 1, z + 2]
    ):  # fmt: skip
        return
    gx = patch[x + 2, y + 1, z + 1] - patch[x, y + 1, z + 1]
    gy = patch[x + 1, y + 2, z + 1] - patch[x + 1, y, z + 1]
    gz = patch[x + 1, y + 1, z + 2] - patch[x + 1, y + 1, z]
    length = math.sqrt(gx * gx + gy * gy + gz * gz)
    if length == 0:
        return
    face, nearest = 0, -1.0
    for f in range(len(_FACES)):
        along = _CENTRES[f, 0] * gx + _CENTRES[f, 1] * gy + _CENTRES[f, 2] * gz
        if along > nearest:
            face, nearest = f, along
    shares = np.empty(3)
    total = 0.0
    for v in range(3):
        share = _WEIGHTS[face, v, 0] * gx + _WEIGHTS[face, v, 1] * gy + _WEIGHTS[face, v, 2] * gz
        shares[v] = max(share, 0.0)
        total += shares[v]
    scale = weight * length / total
    bx = (x + 0.5) * BINS / SAMPLES - 0.5
    by = (y + 0.5) * BINS / SAMPLES - 0.5
    bz = (z + 0.5) * BINS / SAMPLES - 0.5
    x0, y0, z0 = math.floor(bx), math.floor(by), math.floor(bz)
    for cx in range(2):
        if not 0 <= x0 + cx < BINS:
            continue
        wx = 1 - abs(bx - x0 - cx)
        for cy in range(2):
            if not 0 <= y0 + cy < BINS:
                continue
            wy = 1 - abs(by - y0 - cy)
            for cz in range(2):
                if not 0 <= z0 + cz < BINS:
                    continue
                part = scale * wx * wy * (1 - abs(bz - z0 - cz))
                for v in range(3):
                    histogram[x0 + cx, y0 + cy, z0 + cz, _FACES[face, v]] += part * shares[v]
