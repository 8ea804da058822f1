"""Matches of keypoints checked against one transform."""

from __future__ import annotations

import numpy as np

from ...context import Context
from .fitting import ransac
from .found import Keypoints
from .match_result import Matched
from .pairing import match_descriptors
from .parameters import MatchParameters
from .planes import Planes, in_plane


def match_keypoints(
    fixed: Keypoints,
    moving: Keypoints,
    parameters: MatchParameters,
    tolerance: float,
    planes: Planes | None,
    context: Context,
) -> Matched:
    """Mutual nearest descriptors, and the transform that most of them agree with.

    Args:
        planes: given, the transform is sought within these planes.
    """
    pairs = match_descriptors(
        fixed.descriptors,
        moving.descriptors,
        parameters.ratio,
        lambda f: context.progress(0.5 * f, "Matching"),
    )
    target, source = fixed.positions[pairs.first], moving.positions[pairs.second]
    if planes is not None:
        target, source = in_plane(target, planes.fixed), in_plane(source, planes.moving)
    fit = ransac(
        source,
        target,
        parameters.model,
        tolerance,
        parameters.seed,
        lambda f: context.progress(0.5 + 0.5 * f, "Checking"),
    )
    if fit is None or fit.inliers.sum() < parameters.least:
        return Matched(fixed, moving, pairs, None, None)
    if planes is None:
        matrix = np.vstack([fit.matrix, np.eye(4)[3]])
    else:
        matrix = planes.in_space(fit.matrix)
    return Matched(fixed, moving, pairs, fit, matrix)
