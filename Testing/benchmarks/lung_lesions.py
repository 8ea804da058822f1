"""Lesions put into a real chest CT at known places."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import ndimage

from medaiassist_engine.contract.payloads import Volume, matrix

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "chest_ct"
_AIR = -500  # HU; lungs are below
_SOFT = 0.6  # mm over which a lesion's edge fades


@dataclass(frozen=True)
class Lesion:
    """A shape of the size of a box: alpha (k, j, i) in 0..1 and HU."""

    alpha: Any
    values: Any


def lungs(volume: Volume) -> Any:
    """(k, j, i) mask of the air inside the body."""
    air = volume.array < _AIR
    parts, count = ndimage.label(air[::2, ::2, ::2])
    outside = np.unique(np.concatenate([parts[:, [0, -1]].ravel(), parts[:, :, [0, -1]].ravel()]))
    sizes = np.bincount(parts.ravel(), minlength=count + 1)
    kept = np.setdiff1d(np.flatnonzero(sizes > 20000), [0, *outside])
    small = np.isin(parts, kept)
    mask = np.zeros(air.shape, dtype=bool)
    whole = small.repeat(2, 0).repeat(2, 1).repeat(2, 2)[tuple(slice(0, n) for n in air.shape)]
    mask[tuple(slice(0, n) for n in whole.shape)] = whole
    return mask & air


def ball(spacing: Any, rng: np.random.Generator) -> Lesion:
    """A lesion of 5 to 24 mm, not quite round, of soft tissue.

    Args:
        spacing: along k, j, i in mm.
    """
    radii = rng.uniform(2.5, 12.0) * rng.uniform(0.8, 1.2, 3)
    size = np.ceil(2 * (radii + 3) / spacing).astype(int) | 1
    grid = [(np.arange(n) - n // 2) * s for n, s in zip(size, spacing, strict=True)]
    z, y, x = np.meshgrid(*grid, indexing="ij")
    distance = np.sqrt((z / radii[0]) ** 2 + (y / radii[1]) ** 2 + (x / radii[2]) ** 2)
    rough = ndimage.gaussian_filter(rng.standard_normal(size), 2.0)
    rough *= rng.uniform(0, 0.25) / max(np.abs(rough).max(), 1e-6)
    alpha = 1 / (1 + np.exp((distance + rough - 1) * radii.mean() / _SOFT))
    values = rng.uniform(-80, 80) + 15 * rng.standard_normal(size)
    return Lesion(alpha, values)


def copied(volume: Volume, mask: Any, rng: np.random.Generator) -> Lesion:
    """The real lesion, turned by right angles and mirrored at random."""
    places = np.argwhere(mask)
    low, high = places.min(axis=0) - 3, places.max(axis=0) + 4
    box = tuple(slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
    alpha = ndimage.gaussian_filter(mask[box].astype(float), 0.7)
    values = volume.array[box].astype(float)
    turns = int(rng.integers(4))
    flips = [axis for axis in range(3) if rng.uniform() < 0.5]
    alpha, values = (np.flip(np.rot90(a, turns, (1, 2)), flips) for a in (alpha, values))
    return Lesion(alpha, values)


def put(array: Any, labels: Any, value: int, lesion: Lesion, centre: Any) -> Any:
    """Lay a lesion into an array, in place; its box (6,) where alpha is a half or more, and the
    voxels there get a value in `labels`."""
    size = np.array(lesion.alpha.shape)
    start = np.asarray(centre) - size // 2
    box = tuple(slice(int(a), int(a + n)) for a, n in zip(start, size, strict=True))
    before = array[box].astype(float)
    values = np.maximum(lesion.values, before)  # vessels go on inside
    array[box] = np.round(before + lesion.alpha * (values - before)).astype(array.dtype)
    labels[box][lesion.alpha >= 0.5] = value
    inside = np.argwhere(lesion.alpha >= 0.5)
    return np.concatenate([start + inside.min(axis=0), start + inside.max(axis=0) + 1.0])


def filled(
    volume: Volume, mask: Any, lesions: list[Lesion], rng: np.random.Generator,
    apart: Any = (),
) -> tuple[Volume, np.ndarray, Any]:  # fmt: skip
    """A copy with lesions inside a mask, far from each other, their boxes (n, 6), and a label map
    (k, j, i) of their numbers from 1.

    Args:
        apart: boxes (m, 6) that they keep away from, too.
    """
    array, labels = volume.array.copy(), np.zeros(volume.array.shape, np.uint8)
    taken = [np.asarray(b, dtype=float) for b in apart]
    boxes: list[np.ndarray] = []
    places = np.argwhere(mask)
    for lesion in lesions:
        margin = np.array(lesion.alpha.shape) // 2 + 1
        for _ in range(1000):
            centre = places[int(rng.integers(len(places)))]
            room = (centre >= margin).all() and (centre < np.array(array.shape) - margin).all()
            far = all(np.abs(centre - (b[:3] + b[3:]) / 2).max() > 30 for b in [*taken, *boxes])
            if room and far:
                boxes.append(put(array, labels, len(boxes) + 1, lesion, centre))
                break
    made = Volume(array, volume.ijk_to_ras, volume.name)
    return made, np.array(boxes).reshape(-1, 6), labels


def part(volume: Volume, box: tuple[slice, slice, slice]) -> Volume:
    """Some of a volume, at its place."""
    grid = np.array(volume.ijk_to_ras)
    start = np.array([box[2].start, box[1].start, box[0].start])
    grid[:3, 3] += grid[:3, :3] @ start
    return Volume(np.ascontiguousarray(volume.array[box]), matrix(grid), volume.name)
