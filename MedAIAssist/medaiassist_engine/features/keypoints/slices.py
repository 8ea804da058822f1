"""Detectors of two dimensions on every slice of a volume."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import ParameterError
from ...contract.payloads import Boxes, LabelMap, Points, Table, Volume
from ...preprocess.checks import title
from .found import Keypoints, joined, no_keypoints
from .plane import Slice, plane_axes, slice_count, slices_of, squared, viewing_normal
from .result import intensity_range, outputs
from .where import Where, find_where

_LEAST_PIXELS = 8


@dataclass(frozen=True)
class Flat:
    """Keypoints of one picture.

    Attributes:
        pixels: (n, 2) column and row; pixel centres are whole numbers.
        size: (n,) diameter in pixels.
        angle: (n,) degrees from the columns' axis towards the rows' axis.
        response: (n,).
        descriptors: (n, m).
    """

    pixels: NDArray[np.float64]
    size: NDArray[np.float64]
    angle: NDArray[np.float64]
    response: NDArray[np.float64]
    descriptors: NDArray[Any]


@dataclass(frozen=True)
class Detector:
    """A method for pictures of 8 bits.

    Attributes:
        detect: finds keypoints in a (rows, columns) uint8 array.
        length: values of a descriptor.
        dtype: of the descriptor.
        mirror: turns descriptors into those of the mirrored picture; None if that cannot be
            done, and the picture itself must be mirrored.
    """

    detect: Callable[[NDArray[np.uint8]], Flat]
    length: int
    dtype: Any
    mirror: Callable[[NDArray[Any]], NDArray[Any]] | None = None


def run_in_slices(
    method: str,
    detector: Detector,
    volume: Volume,
    parameters: Any,
    context: Context,
    segments: LabelMap | None,
    region: Boxes | None,
) -> dict[str, Points | Table]:
    """The outputs of an operation: keypoints of every slice along k, inside segments and region.

    Args:
        method: one of `record.TITLES`; parameters: as for `keypoints_in_slices`.

    Raises:
        UserError, GeometryError: the volume, the segments or the region cannot be used.
    """
    where = find_where(volume, segments, region, context)
    found = keypoints_in_slices(volume, detector, parameters, context, where)
    return outputs(found, volume, where, method, parameters, context)


def keypoints_in_slices(
    volume: Volume,
    detector: Detector,
    parameters: Any,
    context: Context,
    where: Where,
    normal: NDArray[np.float64] | None = None,
) -> Keypoints:
    """The strongest keypoints of all slices of a checked volume inside `where`.

    Descriptors and angles are those seen from one side of the slices, however they are stored.

    Args:
        parameters: with `strongest`, `low` and `high`.
        normal: roughly the direction that points away from the viewer; None for the usual one.
    """
    low, high = _window(volume, parameters)
    none = no_keypoints(detector.length, 1, detector.dtype)
    if low == high:
        context.note(f"{title(volume)} has the same intensity everywhere: no keypoints.")
        return none
    parts, count = [none], slice_count(volume)
    too_small = False
    for n, part in enumerate(slices_of(volume)):
        context.progress(n / count, "Looking for keypoints")
        picture = squared(Slice(_bytes(part.image, low, high), part.to_ras))
        if min(picture.image.shape) < _LEAST_PIXELS:
            too_small = True
            continue
        found = _in_slice(picture, detector, normal)
        if where.holds is not None:
            found = found[where.holds(found.positions)]
        parts.append(found)
    if too_small:
        context.note(f"Slices of less than {_LEAST_PIXELS} pixels are too small for keypoints.")
    context.progress(1.0)
    return joined(parts).strongest(parameters.strongest)


def _in_slice(picture: Slice, detector: Detector, normal: NDArray[np.float64] | None) -> Keypoints:
    away = viewing_normal(picture.normal)
    if normal is not None:
        away = picture.normal * np.sign(picture.normal @ normal or 1)
    backwards = bool(picture.normal @ away < 0)
    if backwards and detector.mirror is None:
        picture = picture.mirrored()
    flat = detector.detect(np.ascontiguousarray(picture.image))
    descriptors = flat.descriptors
    if backwards and detector.mirror is not None:
        descriptors = detector.mirror(descriptors)
    directions = picture.directions(flat.angle)
    u, v, _ = plane_axes(away).T
    return Keypoints(
        positions=picture.positions(flat.pixels),
        size=flat.size * picture.pixel,
        angle=np.degrees(np.arctan2(directions @ v, directions @ u)) % 360,
        response=flat.response,
        axes=directions[:, :, None],
        descriptors=descriptors,
    )


def _window(volume: Volume, parameters: Any) -> tuple[float, float]:
    """Intensities that become 0 and 255."""
    if volume.array.dtype == np.uint8 and parameters.low is None and parameters.high is None:
        return (0.0, 255.0) if volume.array.min() < volume.array.max() else (0.0, 0.0)
    low, high = intensity_range(volume)
    if low == high:
        return low, high
    low = low if parameters.low is None else parameters.low
    high = high if parameters.high is None else parameters.high
    if low >= high:
        raise ParameterError(
            f"Black below ({low:g}) must be less than white above ({high:g}); "
            "change one or set both to automatic."
        )
    return low, high


def _bytes(image: NDArray[Any], low: float, high: float) -> NDArray[np.uint8]:
    if image.dtype == np.uint8 and (low, high) == (0.0, 255.0):
        return np.ascontiguousarray(image)
    scaled = (image.astype(np.float64) - low) * (255 / (high - low))
    result: NDArray[np.uint8] = np.clip(np.rint(scaled), 0, 255).astype(np.uint8)
    return result


def from_opencv(keypoints: Any, descriptors: NDArray[Any] | None, length: int, dtype: Any) -> Flat:
    """OpenCV's keypoints and descriptors (None where there are none)."""
    rows = np.array([(*k.pt, k.size, k.angle, k.response) for k in keypoints], float).reshape(-1, 5)
    if descriptors is None:
        descriptors = np.zeros((0, length), dtype)
    return Flat(rows[:, :2], rows[:, 2], rows[:, 3], rows[:, 4], descriptors)
