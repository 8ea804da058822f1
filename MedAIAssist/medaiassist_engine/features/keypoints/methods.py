"""The detectors of slices by name, loaded when used."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Volume
from .found import Keypoints
from .parameters import AkazeParameters, OrbParameters, SiftParameters, SurfParameters
from .patent import SURF_PATENT
from .slices import Detector, keypoints_in_slices
from .where import Where


def keypoints_2d(
    volume: Volume,
    method: str,
    strongest: int,
    context: Context,
    where: Where,
    away: NDArray[np.float64],
) -> Keypoints:
    """Keypoints by "sift", "orb", "akaze" or "surf" with default settings, for matching."""
    parameters, detector = _detector(method, strongest, context)
    return keypoints_in_slices(volume, detector, parameters, context, where, away)


def _detector(method: str, strongest: int, context: Context) -> tuple[Any, Detector]:
    if method == "sift":
        from .sift import centred_detector as sift

        settings = SiftParameters(strongest=strongest)
        return settings, sift(settings)
    if method == "orb":
        from .orb import detector as orb

        corners = OrbParameters(strongest=strongest)
        return corners, orb(corners)
    if method == "akaze":
        from .akaze import detector as akaze

        nonlinear = AkazeParameters(strongest=strongest)
        return nonlinear, akaze(nonlinear)
    from .surf import detector as surf

    if SURF_PATENT not in context.notes:
        context.note(SURF_PATENT)
    patented = SurfParameters(strongest=strongest)
    return patented, surf(patented)
