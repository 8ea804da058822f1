"""Small pictures of boxes: the middle slice of each with what lies around it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from medaiassist_engine.contract.errors import UserError

from .box_grid import edges_in
from .boxes import read
from .scalars import view
from .volumes import image_of
from .windows import shown_window

_AROUND = 1.8  # times the box
_LEAST = 12  # voxels of the picture
_FRAME = 235


def picture_of_box(
    volume: Any, node: Any, size: int, frame: Any = _FRAME
) -> NDArray[np.uint8] | None:
    """(size, size, 3) RGB of the slice through a box's centre, with the box's frame in a colour.

    Windowed as the volume is shown. None where the box lies outside the volume, or the volume has
    no regular grid in the world.
    """
    try:
        low, high = edges_in(volume, read(node))
        image = image_of(volume)
    except UserError:  # GeometryError, too
        return None
    shape = np.array(image.GetDimensions())
    middle = (low[0] + high[0]) / 2
    k = int(np.clip(np.floor(middle[2]), 0, shape[2] - 1))
    if (middle[:2] < 0).any() or (middle[:2] > shape[:2]).any():
        return None
    half = max(float((high[0] - low[0])[:2].max()) * _AROUND, _LEAST) / 2
    steps = (np.arange(size) + 0.5) / size * 2 * half - half
    columns, rows = (np.floor(middle[axis] + steps).astype(int) for axis in (0, 1))
    components = image.GetNumberOfScalarComponents()
    voxels = view(image, components > 1)[k]
    inside = ((rows >= 0) & (rows < shape[1]))[:, None] & ((columns >= 0) & (columns < shape[0]))
    taken = voxels[np.clip(rows, 0, shape[1] - 1)[:, None], np.clip(columns, 0, shape[0] - 1)]
    picture = _rgb(taken, shown_window(volume)) * inside[..., None]
    return _framed(picture.astype(np.uint8), rows, columns, low[0], high[0], frame)


def _rgb(pixels: NDArray[Any], window: tuple[float, float] | None) -> NDArray[np.uint8]:
    if pixels.ndim == 3 and pixels.shape[2] >= 3 and pixels.dtype == np.uint8:
        return np.asarray(pixels[..., :3])
    grey = np.nan_to_num(np.asarray(pixels if pixels.ndim == 2 else pixels[..., 0], np.float32))
    width, level = window or (float(np.ptp(grey)) or 1.0, float(grey.max() + grey.min()) / 2)
    scaled = (grey - level) * (255 / max(abs(width), 1e-12)) + 127.5
    return np.repeat(np.clip(scaled, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


def _framed(
    picture: NDArray[np.uint8],
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    frame: Any,
) -> NDArray[np.uint8]:
    """Draw the box's frame, one pixel wide."""
    ys = np.flatnonzero((rows >= np.floor(low[1])) & (rows < high[1]))
    xs = np.flatnonzero((columns >= np.floor(low[0])) & (columns < high[0]))
    if len(ys) and len(xs):
        picture[ys[[0, -1]], xs[0] : xs[-1] + 1] = frame
        picture[ys[0] : ys[-1] + 1, xs[[0, -1]]] = frame
    return picture
