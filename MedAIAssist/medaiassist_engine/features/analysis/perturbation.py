"""A volume and its segments as they might have been: moved, turned, outlined a little otherwise.

Reference: Zwanenburg et al., Scientific Reports 9:614, 2019.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import affine_transform

from ...contract.payloads import LabelMap, Segment, Volume, matrix
from ...preprocess.dtypes import saturate, working_dtype
from ...preprocess.limits import Limit
from ...preprocess.prepare.grids import moved_origin
from ...preprocess.region import Slices, tight_box
from ...preprocess.voxelwise import spacing_kji
from .outlines import Mask, grown, redrawn
from .parameters import RobustnessParameters

_AROUND_MM = 30.0  # of the image kept around the segments, for filters that look around them
_REDRAWN_MM = 10.0  # around a segment in which its outline may be redrawn


@dataclass(frozen=True)
class Scene:
    """The part of a volume around its segments, and each segment's own mask."""

    volume: Volume
    segments: tuple[Segment, ...]
    masks: tuple[Mask, ...]

    def labels(self) -> LabelMap:
        """A layer for each segment, as grown ones may overlap."""
        layers = [
            s.value * m.astype(np.int32) for s, m in zip(self.segments, self.masks, strict=True)
        ]
        own = tuple(replace(s, layer=n) for n, s in enumerate(self.segments))
        return LabelMap(np.stack(layers), self.volume.ijk_to_ras, own)


def around(volume: Volume, segments: Sequence[Segment], masks: Sequence[Mask]) -> Scene:
    """Cut out what perturbing and measuring the segments needs."""
    box = _near(np.any(masks, axis=0), _spacing(volume), _AROUND_MM)
    origin = moved_origin(volume.ijk_to_ras, [s.start for s in box[::-1]])
    cut = replace(volume, array=volume.array[box], ijk_to_ras=origin)
    return Scene(cut, tuple(segments), tuple(mask[box] for mask in masks))


def perturbed(scene: Scene, p: RobustnessParameters, repeat: int) -> Scene:
    """The scene of one repeat; the same seed and number give the same."""
    generator = np.random.default_rng([p.seed, repeat])
    spacing = np.array(_spacing(scene.volume))
    shift = generator.uniform(-p.translation, p.translation, 3)
    shift[np.array(scene.volume.array.shape) == 1] = 0  # across one slice nothing can be seen
    angle = np.radians(generator.uniform(-p.rotation, p.rotation))
    turn = np.eye(3)
    turn[1:, 1:] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    linear = turn * spacing / spacing[:, None]  # in voxels: mm to mm, then back
    centre = _centre(scene.masks)
    offset = centre + shift - linear @ centre
    if p.moved == "grid":
        moved = _on_moved_grid(scene, linear, offset)
    else:
        moved = replace(scene, masks=tuple(_moved(m, linear, offset) for m in scene.masks))
    by = generator.uniform(-p.growth, p.growth, len(scene.masks))
    masks = [grown(m, spacing, float(g)) for m, g in zip(moved.masks, by, strict=True)]
    if p.contour:
        masks = [_redrawn(moved.volume, m, generator) for m in masks]
    return replace(moved, masks=tuple(masks))


def _centre(masks: Sequence[Mask]) -> NDArray[np.float64]:
    return np.argwhere(np.any(masks, axis=0)).mean(axis=0)


def _on_moved_grid(scene: Scene, linear: NDArray[np.float64], offset: NDArray[np.float64]) -> Scene:
    """Image and masks sampled at voxels elsewhere; where those are is kept in the matrix."""
    array = scene.volume.array
    source = array.astype(working_dtype(array.dtype))
    found = affine_transform(source, linear, offset, order=3, mode="nearest")
    np.clip(found, source.min(), source.max(), out=found)  # splines overshoot at edges
    index = np.eye(4)
    index[:3, :3], index[:3, 3] = linear[::-1, ::-1], offset[::-1]
    volume = replace(
        scene.volume,
        array=saturate(found, array.dtype),
        ijk_to_ras=matrix(np.asarray(scene.volume.ijk_to_ras) @ index),
    )
    masks = tuple(_moved(mask, linear, offset) for mask in scene.masks)
    return replace(scene, volume=volume, masks=masks)


def _moved(mask: Mask, linear: NDArray[Any], offset: NDArray[Any]) -> Mask:
    soft = affine_transform(mask.astype(np.float32), linear, offset, order=1, mode="constant")
    return np.asarray(soft >= 0.5)


def _redrawn(volume: Volume, mask: Mask, generator: np.random.Generator) -> Mask:
    """Patches are looked for in and near the mask only."""
    if not mask.any():
        return mask
    spacing = _spacing(volume)
    near = _near(mask, spacing, _REDRAWN_MM)
    image = volume.array[near].astype(working_dtype(volume.array.dtype))
    result = mask.copy()
    result[near] = redrawn(image, mask[near], spacing, generator)
    return result


def _spacing(volume: Volume) -> tuple[float, float, float]:
    """Along k, j, i without the rounding of oblique axes, which would decide how boxes are cut."""
    k, j, i = (float(f"{step:.6g}") for step in spacing_kji(volume))
    return k, j, i


def _near(mask: Mask, spacing: Sequence[float], margin_mm: float) -> Slices:
    """The smallest box that holds the mask and a margin."""
    k, j, i = (int(np.ceil(margin_mm / step)) for step in spacing)
    nk, nj, ni = mask.shape
    return Limit(tight_box(mask)).grown((k, j, i), (nk, nj, ni))
