"""ORB: oriented FAST corners with binary descriptors, by OpenCV, on slices."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Points, Table, Volume
from .parameters import OrbParameters
from .slices import Detector, Flat, from_opencv, run_in_slices

BYTES = 32

_MANY = 100_000  # OpenCV wants a number; the strongest are chosen over all slices


def run_orb(
    volume: Volume,
    parameters: OrbParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> dict[str, Points | Table]:
    """Keypoints of every slice along k, or those inside segments and region."""
    method = detector(parameters)
    return run_in_slices("orb", method, volume, parameters, context, segments, region)


def detector(p: OrbParameters) -> Detector:
    """ORB with these parameters, for `run_in_slices`."""
    return Detector(lambda image: orb(image, p), BYTES, np.uint8)


def orb(image: NDArray[np.uint8], p: OrbParameters | None = None) -> Flat:
    """OpenCV's ORB of a (rows, columns) picture of 8 bits; descriptors are 32 bytes."""
    p = p or OrbParameters()
    points, descriptors = cv2.ORB_create(
        nfeatures=p.strongest or _MANY,
        scaleFactor=p.factor,
        nlevels=p.levels,
        fastThreshold=p.threshold,
    ).detectAndCompute(image, None)
    return from_opencv(points, descriptors, BYTES, np.uint8)
