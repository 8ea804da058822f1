"""A small picture of every case."""

from __future__ import annotations

from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Table, Volume
from ..files.labels import read_labels
from ..files.volumes import read_volume
from ..interruptible import interruptible
from .columns import CASE, IMAGE, MASK, NODE, cells, listed
from .parameters import ThumbnailParameters

Picture = NDArray[np.uint8]

_OUTLINE = (255, 200, 0)


def run_thumbnails(table: Table, parameters: ThumbnailParameters, context: Context) -> Volume:
    """One slice for each row, (cases, size, size, 3) RGB; black where there is no image.

    It is the middle slice, or that with most of the mask, whose outline is drawn. Images that
    cannot be read, and those of the scene, stay black; the former are noted.
    """
    cases = cells(table, CASE)
    rows = list(zip(cases, cells(table, IMAGE), cells(table, MASK), strict=True))
    stack = context.empty((len(rows), parameters.size, parameters.size, 3), np.uint8)
    stack[...] = 0
    failed = []
    for number, (case, image, mask) in enumerate(rows):
        context.progress(number / len(rows), "images")
        if image and not image.startswith(NODE):
            try:
                draw = partial(thumbnail, image, mask, parameters.size)
                stack[number] = interruptible(draw, context)
            except (UserError, OSError, RuntimeError, ValueError, MemoryError):
                failed.append(case)
    if failed:
        context.note(f"{len(failed)} images could not be read: {listed(failed)}.")
    return Volume(stack, name="Thumbnails", colour=True)


def thumbnail(image: str, mask: str, size: int) -> Picture:
    """A slice of an image as (size, size, 3), as the slice views show it, in its proportions.

    Raises:
        UserError: the image cannot be read; of a mask that cannot, nothing is drawn.
    """
    volume = read_volume(image)
    labels = _mask(mask, volume.array.shape[:3])
    k = volume.array.shape[0] // 2
    if labels is not None and labels.any():
        k = int(labels.sum(axis=(1, 2)).argmax())
    matrix = np.array(volume.ijk_to_ras)
    picture = _fitted(_colours(volume.array[k]), matrix, size)
    if labels is not None:
        inside = _fitted(255 * labels[k].astype(np.uint8), matrix, size) > 127
        picture[_edge(inside)] = _OUTLINE
    return picture


def _mask(mask: str, shape: tuple[int, ...]) -> NDArray[np.bool_] | None:
    if not mask or mask.startswith(NODE):
        return None
    try:
        array = np.asarray(read_labels(mask).array)
    except (UserError, OSError, RuntimeError, ValueError):
        return None
    layers = array if array.ndim == 4 else array[None]
    inside: NDArray[np.bool_] = np.any(layers > 0, axis=0)
    return inside if inside.shape == shape else None


def _colours(plane: NDArray[np.generic]) -> Picture:
    """(j, i, 3); grey values from the 1st to the 99th percentile."""
    if plane.ndim == 3 and plane.shape[2] >= 3 and plane.dtype == np.uint8:
        return np.ascontiguousarray(plane[..., :3])
    grey = np.nan_to_num(np.asarray(plane, dtype=np.float32), posinf=0, neginf=0)
    grey = grey[..., 0] if grey.ndim == 3 else grey
    low, high = np.percentile(grey, [1, 99])
    if low == high:
        low, high = float(grey.min()), float(grey.max())
    scaled = (grey - low) * (255 / (high - low)) if high > low else grey * 0
    return np.repeat(np.rint(np.clip(scaled, 0, 255)).astype(np.uint8)[..., None], 3, axis=2)


def _fitted(plane: Picture, matrix: NDArray[np.float64], size: int) -> Picture:
    """The plane in the middle of a black square; patient right on the left, anterior or head up."""
    extent = np.array(plane.shape[:2]) * np.linalg.norm(matrix[:3, :2], axis=0)[::-1]
    rows, columns = (max(1, round(size * e / extent.max())) for e in extent)
    small = cv2.resize(plane, (columns, rows), interpolation=cv2.INTER_AREA)
    square = np.zeros((size, size, *plane.shape[2:]), np.uint8)
    top, left = (size - rows) // 2, (size - columns) // 2
    square[top : top + rows, left : left + columns] = small
    for axis, direction in ((0, matrix[:3, 1]), (1, matrix[:3, 0])):
        if direction[np.abs(direction).argmax()] > 0:
            square = np.flip(square, axis)
    return np.ascontiguousarray(square)


def _edge(inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    core = inside.copy()
    for axis in (0, 1):
        for shift in (1, -1):
            core &= np.roll(inside, shift, axis)
    return inside & ~core
