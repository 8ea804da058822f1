"""Slices of the patient's volume with the segments' outlines, as PNG pictures for the report."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from ..contract.errors import GeometryError
from ..contract.payloads import LabelMap, Volume
from ..documents.blocks import Picture
from ..geometry import decompose, same_grid

_HEIGHT = 240  # pixels of the tallest slice
_GREY = (0.5, 99.5)  # percentiles shown as black and white
_SAMPLE = 1 << 20  # voxels that they are taken of


def slices_of(volume: Volume, segments: LabelMap | None) -> list[Picture]:
    """Axial, coronal and sagittal, where the segments are largest, seen as radiologists do:
    the patient's right at the left, anterior or superior at the top.

    Raises:
        GeometryError: volume and segments lie on different grids.
    """
    import cv2

    inside = _inside(volume, segments)
    array = np.asarray(volume.array)
    window = _window(array)
    upright, spacing = _upright(array, volume)
    if inside is not None:
        inside, _ = _upright(inside, volume)
    shown = []
    for axis, at in enumerate(_largest(inside, upright.shape[:3])):
        size = tuple(np.delete(spacing, axis))
        outlined = None if inside is None else inside.take(at, axis=axis)
        if min(np.delete(upright.shape[:3], axis)) > 1:
            shown.append(_slice(_shades(upright.take(at, axis=axis), window), outlined, size))
    if not shown:
        return []
    height = max(len(s) for s in shown)
    padded = [np.pad(s, ((0, height - len(s)), (0, 4), (0, 0))) for s in shown]
    _, png = cv2.imencode(".png", np.concatenate(padded, axis=1))
    names = ", ".join(s.name for s in segments.segments) if segments else ""
    where = f" through {names}" if names else " through the middle"
    return [Picture(png.tobytes(), f"Slices{where}; the patient's right is at the left.")]


def _window(array: NDArray[Any]) -> tuple[float, float]:
    """The intensities shown as black and white, from a regular sample of the voxels."""
    voxels = array.reshape(math.prod(array.shape[:3]), -1)
    sample = voxels[:: max(1, len(voxels) // _SAMPLE)].mean(axis=1, dtype=np.float64)
    low, high = np.nanpercentile(sample, _GREY)
    return float(low), float(high)


def _shades(plane: NDArray[Any], window: tuple[float, float]) -> NDArray[np.uint8]:
    low, high = window
    grey = np.asarray(plane, dtype=np.float32)
    if grey.ndim == 3:
        grey = grey.mean(axis=2)
    scaled = np.clip((grey - low) / max(high - low, 1e-12), 0, 1)
    return np.nan_to_num(255 * scaled).astype(np.uint8)


def _inside(volume: Volume, segments: LabelMap | None) -> NDArray[np.bool_] | None:
    if segments is None:
        return None
    labels = np.asarray(segments.array)
    inside = np.asarray(labels.any(axis=0) if labels.ndim == 4 else labels > 0)
    if not same_grid(segments, volume):
        raise GeometryError(
            "The segments do not lie on the volume's voxel grid; resample them to it, or leave "
            "them out."
        )
    return inside if inside.any() else None


def _upright(array: Any, volume: Volume) -> tuple[Any, NDArray[np.float64]]:
    """The array with axes from superior to inferior, anterior to posterior, right to left, as near
    as the voxel grid comes to it, and the voxel size along these axes."""
    _, sizes, cosines = decompose(volume.ijk_to_ras)
    _, voxel_axis = linear_sum_assignment(-np.abs(cosines))  # of right, anterior, superior
    order = [2 - voxel_axis[ras] for ras in (2, 1, 0)]  # arrays are k, j, i
    turned = np.transpose(array, [*order, *range(3, array.ndim)])
    ups = [n for n, ras in enumerate((2, 1)) if cosines[ras, voxel_axis[ras]] > 0]
    leftwards = [2] if cosines[0, voxel_axis[0]] > 0 else []
    return np.flip(turned, tuple(ups + leftwards)), sizes[voxel_axis[[2, 1, 0]]]


def _largest(inside: NDArray[np.bool_] | None, shape: tuple[int, ...]) -> list[int]:
    """The slice along each axis with most of the segments, else the middle one."""
    if inside is None:
        return [n // 2 for n in shape]
    others = ((1, 2), (0, 2), (0, 1))
    return [int(inside.sum(axis=axes).argmax()) for axes in others]


def _slice(grey: Any, inside: Any, spacing: tuple[float, ...]) -> Any:
    """(rows, columns, 3) blue, green, red with square pixels."""
    import cv2

    rows, columns = (n * s for n, s in zip(grey.shape, spacing, strict=True))
    scale = _HEIGHT / max(rows, columns)
    size = (max(1, round(columns * scale)), max(1, round(rows * scale)))
    image = cv2.cvtColor(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), cv2.COLOR_GRAY2BGR)
    if inside is not None:
        mask = cv2.resize(inside.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
        outlines, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        cv2.drawContours(image, outlines, -1, (0, 220, 255), 1)
    return image
