"""SIFT descriptors on a regular grid of every slice, upright as the slice is usually seen.

Patches of several sizes around each point, blurred as far as their size asks for, as in Fei-Fei
and Perona (CVPR 2005) and Bosch, Zisserman and Muñoz (ICCV 2007). Textures without corners are
described too, where keypoints leave gaps.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Table, Volume
from ...preprocess.checks import title
from ..keypoints.found import Keypoints, joined, no_keypoints
from ..keypoints.grey import grey_window, in_bytes
from ..keypoints.plane import Slice, plane_axes, slice_count, slices_of, squared
from ..keypoints.record import recorded
from ..keypoints.result import as_table
from ..keypoints.sift import LENGTH
from ..keypoints.where import Where, find_where
from .parameters import DenseParameters

_STEP = 4  # pixels between points, unless told
_PATCH = 16  # pixels across a patch, unless told
_RATIO = 1.5  # of one patch's size to the next
_WIDTHS = 12  # a descriptor is 4 histograms of 3 scales wide
_SHARP = 0.5  # blur that SIFT takes any picture to have, in pixels

Grid = NDArray[np.float64]


def run_dense_sift(
    volume: Volume,
    parameters: DenseParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> Table:
    """Descriptors on a grid of every slice, or of its points inside segments and region."""
    where = find_where(volume, segments, region, context)
    found = dense_sift(volume, parameters, context, where)
    context.note(f"Dense SIFT: {len(found)} descriptors.")
    name = f"{volume.name} dense SIFT".strip()
    table = as_table(found, where.names(found.positions), name)
    return recorded(table, "dense", parameters)


def dense_sift(volume: Volume, p: DenseParameters, context: Context, where: Where) -> Keypoints:
    """Descriptors of a checked volume at the grid's points inside `where`.

    The response is 1 everywhere, the size 2 scales as for keypoints.
    """
    window = grey_window(volume, p.low, p.high)
    none = no_keypoints(LENGTH, 1)
    if window is None:
        context.note(f"{title(volume)} has the same intensity everywhere: no descriptors.")
        return none
    grids = _grids(volume, p, where)
    parts, count = [none], slice_count(volume)
    for n, (part, grid) in enumerate(zip(slices_of(volume), grids, strict=True)):
        context.progress(n / count, "Describing the grid")
        if len(grid):
            parts.append(_described(squared(in_bytes(part, window)), grid, p))
    context.progress(1.0)
    return joined(parts)


def _grids(volume: Volume, p: DenseParameters, where: Where) -> list[Grid]:
    """For each slice the pixels (n, 2) of the points to describe, `most` of them altogether."""
    parts = [_pixels_of(part) for part in slices_of(volume)]
    grids = [_grid(part, p, where) for part in parts]
    count = sum(map(len, grids))
    if count <= p.most:
        return grids
    taken = np.zeros(count, dtype=bool)
    taken[np.random.default_rng(0).choice(count, p.most, replace=False)] = True
    chosen = np.split(taken, np.cumsum([len(grid) for grid in grids])[:-1])
    return [grid[keep] for grid, keep in zip(grids, chosen, strict=True)]


def _pixels_of(part: Slice) -> Slice:
    """Where the pixels lie once they are square; all are black."""
    return squared(Slice(np.zeros(part.image.shape, np.uint8), part.to_ras))


def _grid(part: Slice, p: DenseParameters, where: Where) -> Grid:
    """Points around the middle of the picture."""
    step = _step(part, p)
    rows, columns = (_line(n, step) for n in part.image.shape)
    grid = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
    return grid if where.holds is None else grid[where.holds(part.positions(grid))]


def _step(part: Slice, p: DenseParameters) -> float:
    return max(1.0, p.step / part.pixel if p.step else _STEP)


def _line(length: int, step: float) -> NDArray[np.float64]:
    count = max(1, int(length // step))
    around = np.arange(count, dtype=np.float64) - (count - 1) / 2
    return np.asarray((length - 1) / 2 + around * step)


def _described(part: Slice, grid: Grid, p: DenseParameters) -> Keypoints:
    along = plane_axes(part.normal)[:, 0]
    columns, rows = (part.to_ras[:, n] / np.linalg.norm(part.to_ras[:, n]) for n in (0, 1))
    turn = math.degrees(math.atan2(along @ rows, along @ columns)) % 360
    ones, found = np.ones(len(grid)), []
    for n in range(p.scales):
        patch = (p.patch / part.pixel if p.patch else _PATCH) * _RATIO**n
        image, pixels, pixel = _resampled(part.image, grid, _step(part, p), patch)
        found.append(
            Keypoints(
                positions=part.positions(grid),
                size=2 * patch / _WIDTHS * part.pixel * ones,
                angle=0 * ones,
                response=ones,
                axes=np.tile(along[:, None], (len(grid), 1, 1)),
                descriptors=describe(image, pixels, patch / _WIDTHS / pixel, turn),
            )
        )
    return joined(found)


def _resampled(
    image: NDArray[np.uint8], grid: Grid, step: float, patch: float
) -> tuple[NDArray[np.uint8], Grid, float]:
    """The picture on pixels that make the patch about 16 wide, so that it is blurred in the same
    proportion at every size; the points' pixels there, which are whole; and the pixels' side.

    OpenCV rounds places to whole pixels, and its own octaves would shift them.
    """
    pixel = step / max(1, round(step / (patch / _PATCH)))
    first = np.array([_line(n, step)[0] for n in image.shape[::-1]])
    around = np.ceil(first / pixel)
    start = first - around * pixel
    size = np.rint((np.array(image.shape[::-1]) - 1 - 2 * start) / pixel).astype(int) + 1
    if pixel > 1:
        image = cv2.GaussianBlur(image, (0, 0), _SHARP * math.sqrt(pixel**2 - 1))
    to_old = np.array([[pixel, 0, start[0]], [0, pixel, start[1]]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    border = cv2.BORDER_REPLICATE
    resampled = cv2.warpAffine(
        np.ascontiguousarray(image), to_old, size.tolist(), flags=flags, borderMode=border
    )
    return resampled, np.rint((grid - start) / pixel), pixel


def describe(
    image: NDArray[np.uint8], pixels: Grid, scale: float, degrees: float = 0.0
) -> NDArray[Any]:
    """(n, 128) SIFT descriptors by OpenCV, at given places, scale and direction.

    Args:
        pixels: (n, 2) columns and rows; OpenCV rounds them to whole ones.
        scale: in pixels, about 1.6 as OpenCV blurs the image so far; a patch is 12 scales wide.
        degrees: direction, from the columns' axis towards the rows' axis.
    """
    places = [cv2.KeyPoint(float(x), float(y), 2 * scale, degrees, 1.0, 0) for x, y in pixels]
    kept, descriptors = cv2.SIFT_create().compute(np.ascontiguousarray(image), places)
    if len(kept) != len(places):
        raise RuntimeError("OpenCV dropped points of the grid")
    return descriptors
