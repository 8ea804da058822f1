"""AKAZE: keypoints of a nonlinear scale space with binary descriptors, by OpenCV, on slices."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Points, Table, Volume
from .parameters import AkazeParameters
from .slices import Detector, Flat, from_opencv, run_in_slices

BYTES = 61


def run_akaze(
    volume: Volume,
    parameters: AkazeParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> dict[str, Points | Table]:
    """Keypoints of every slice along k, or those inside segments and region."""
    method = detector(parameters)
    return run_in_slices("akaze", method, volume, parameters, context, segments, region)


def detector(p: AkazeParameters) -> Detector:
    """AKAZE with these parameters, for `run_in_slices`."""
    return Detector(lambda image: akaze(image, p), BYTES, np.uint8)


def akaze(image: NDArray[np.uint8], p: AkazeParameters | None = None) -> Flat:
    """OpenCV's AKAZE of a (rows, columns) picture of 8 bits; descriptors are 61 bytes."""
    p = p or AkazeParameters()
    points, descriptors = _create(
        threshold=p.threshold, nOctaves=p.octaves, nOctaveLayers=p.layers
    ).detectAndCompute(image, None)
    return from_opencv(points, descriptors, BYTES, np.uint8)


def _create(**settings: Any) -> Any:
    """OpenCV 5 moved AKAZE into its contributed modules."""
    create = getattr(cv2, "AKAZE_create", None) or cv2.xfeatures2d.AKAZE_create
    return create(**settings)
