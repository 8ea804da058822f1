"""Selective search: regions of similar pixels, joined step by step; each step gives a box.

Uijlings, van de Sande, Gevers, Smeulders, IJCV 104, 2013, on the segmentation of Felzenszwalb and
Huttenlocher, IJCV 59, 2004, as OpenCV's contributed modules have them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...interruptible import interruptible
from ..boxes.grid import Reals, as_boxes, clipped
from .tones import in_bytes, shrunk_shape

# Felzenszwalb and Huttenlocher's k: larger gives larger first regions. Chosen for recall on the
# training images of BCCD with at most 2,000 boxes; the paper's (50 and 150) miss touching cells.
_SCALES = {"fast": (20.0, 40.0, 80.0), "quality": (10.0, 20.0, 40.0, 80.0, 160.0)}
_SMALLEST_REGION = {"fast": 40, "quality": 20}
_SMOOTHING = 0.8
_SMALLEST_SIDE = 8  # OpenCV's segmentation needs a few pixels along each side


def search(
    image: NDArray[Any], spacing: Sequence[float], effort: str, pixels: int, context: Context
) -> Reals:
    """Boxes (n, 4) in a fixed order that means nothing.

    Args:
        image: (j, i), or (j, i, 3) in red, green, blue.
        effort: "fast" or "quality".
        pixels: larger images are shrunk to about so many.
    """
    shape = image.shape[:2]
    small = _resized(in_bytes(image), shrunk_shape(shape, spacing, pixels))
    if min(small.shape[:2]) < _SMALLEST_SIDE:
        return as_boxes([], 2)
    process = cv2.ximgproc.segmentation.createSelectiveSearchSegmentation()
    for each in _colour_spaces(small, effort):
        process.addImage(each)
    for scale in _SCALES[effort]:
        process.addGraphSegmentation(
            cv2.ximgproc.segmentation.createGraphSegmentation(
                _SMOOTHING, scale, _SMALLEST_REGION[effort]
            )
        )
    for strategy in _strategies(effort):
        process.addStrategy(strategy)
    found = interruptible(process.process, context)
    corners = np.unique(np.asarray(found, dtype=np.float64).reshape(-1, 4), axis=0)
    left, top, width, height = corners.T
    boxes = np.column_stack([top, left, top + height, left + width])
    enlarged = np.tile(np.divide(shape, small.shape[:2]), 2)
    return clipped(boxes * enlarged, shape)


def _resized(image: NDArray[np.uint8], shape: tuple[int, ...]) -> NDArray[np.uint8]:
    if image.shape[:2] == shape:
        return np.ascontiguousarray(image)
    return cv2.resize(
        np.ascontiguousarray(image), (shape[1], shape[0]), interpolation=cv2.INTER_AREA
    )


def _colour_spaces(image: NDArray[np.uint8], effort: str) -> list[NDArray[np.uint8]]:
    """Hue, saturation, value and Lab tell objects apart that grey does not; grey has only one."""
    if image.ndim == 2:
        return [image]
    spaces = [cv2.cvtColor(image, code) for code in (cv2.COLOR_RGB2HSV, cv2.COLOR_RGB2LAB)]
    return spaces if effort == "fast" else [*spaces, cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)]


def _strategies(effort: str) -> list[Any]:
    """Which likeness joins neighbours; each gives another hierarchy."""
    make = cv2.ximgproc.segmentation
    joined = make.createSelectiveSearchSegmentationStrategyMultiple

    def shape() -> list[Any]:
        return [
            make.createSelectiveSearchSegmentationStrategyFill(),
            make.createSelectiveSearchSegmentationStrategyTexture(),
            make.createSelectiveSearchSegmentationStrategySize(),
        ]

    colour = make.createSelectiveSearchSegmentationStrategyColor
    both = [joined(colour(), *shape()), joined(*shape())]
    if effort == "fast":
        return both
    return [*both, shape()[0], make.createSelectiveSearchSegmentationStrategySize()]
