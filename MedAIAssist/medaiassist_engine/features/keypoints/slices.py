"""Detectors of two dimensions on every slice of a volume."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Points, Table, Volume
from ...preprocess.checks import title
from .found import Keypoints, joined, no_keypoints
from .grey import grey_window, in_bytes
from .plane import Slice, plane_axes, slice_count, slices_of, squared
from .result import outputs
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
    """

    detect: Callable[[NDArray[np.uint8]], Flat]
    length: int
    dtype: Any


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
    away: NDArray[np.float64] | None = None,
) -> Keypoints:
    """The strongest keypoints of all slices of a checked volume inside `where`.

    A slice is the same picture however it is stored (see `upright`), and so are its keypoints.

    Args:
        parameters: with `strongest`, `low` and `high`.
        away: roughly the direction that points away from the viewer; None for the usual one.
    """
    window = grey_window(volume, parameters.low, parameters.high)
    none = no_keypoints(detector.length, 1, detector.dtype)
    if window is None:
        context.note(f"{title(volume)} has the same intensity everywhere: no keypoints.")
        return none
    parts, count = [none], slice_count(volume)
    too_small = False
    for n, part in enumerate(slices_of(volume, away)):
        context.progress(n / count, "Looking for keypoints")
        picture = squared(in_bytes(part, window))
        if min(picture.image.shape) < _LEAST_PIXELS:
            too_small = True
            continue
        found = _in_picture(picture, detector)
        if where.holds is not None:
            found = found[where.holds(found.positions)]
        parts.append(found)
    if too_small:
        context.note(f"Slices of less than {_LEAST_PIXELS} pixels are too small for keypoints.")
    context.progress(1.0)
    return joined(parts).strongest(parameters.strongest)


def _in_picture(picture: Slice, detector: Detector) -> Keypoints:
    flat = detector.detect(picture.image)
    directions = picture.directions(flat.angle)
    u, v, _ = plane_axes(picture.normal).T
    return Keypoints(
        positions=picture.positions(flat.pixels),
        size=flat.size * picture.pixel,
        angle=np.degrees(np.arctan2(directions @ v, directions @ u)) % 360,
        response=flat.response,
        axes=directions[:, :, None],
        descriptors=flat.descriptors,
    )


def from_opencv(keypoints: Any, descriptors: NDArray[Any] | None, length: int, dtype: Any) -> Flat:
    """OpenCV's keypoints and descriptors (None where there are none)."""
    rows = np.array([(*k.pt, k.size, k.angle, k.response) for k in keypoints], float).reshape(-1, 5)
    if descriptors is None:
        descriptors = np.zeros((0, length), dtype)
    return Flat(rows[:, :2], rows[:, 2], rows[:, 3], rows[:, 4], descriptors)
