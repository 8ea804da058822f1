"""SIFT in two dimensions: OpenCV's, on slices."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Points, Table, Volume
from .parameters import SiftParameters
from .slices import Detector, Flat, from_opencv, run_in_slices

LENGTH = 128

SHIFT = 0.25
"""Pixels that OpenCV's positions lie towards the last column and row: it doubles the picture first
and does not correct for it."""


def run_sift(
    volume: Volume,
    parameters: SiftParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> dict[str, Points | Table]:
    """Keypoints of every slice along k, or those inside segments and region."""
    method = detector(parameters)
    return run_in_slices("sift", method, volume, parameters, context, segments, region)


def detector(p: SiftParameters) -> Detector:
    """SIFT with these parameters, for `run_in_slices`."""
    return Detector(lambda image: sift(image, p), LENGTH, np.float32)


def centred_detector(p: SiftParameters) -> Detector:
    """The same with OpenCV's shift taken off, for measuring where things are."""

    def detect(image: NDArray[np.uint8]) -> Flat:
        found = sift(image, p)
        return replace(found, pixels=found.pixels - SHIFT)

    return Detector(detect, LENGTH, np.float32)


def sift(image: NDArray[np.uint8], p: SiftParameters | None = None) -> Flat:
    """OpenCV's SIFT of a (rows, columns) picture of 8 bits; positions include its `SHIFT`."""
    p = p or SiftParameters()
    # Named, as OpenCV 4 and 5 differ in the order of what follows.
    points, descriptors = cv2.SIFT_create(
        nfeatures=0,
        nOctaveLayers=p.levels,
        contrastThreshold=p.contrast,
        edgeThreshold=p.edge_ratio,
        sigma=p.sigma,
    ).detectAndCompute(image, None)
    return from_opencv(points, descriptors, LENGTH, np.float32)
