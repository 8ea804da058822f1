"""Keypoints of two images matched, checked against one transform, and the transform itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, LabelMap, Lines, Table, Transform, Volume
from ...preprocess.checks import title
from .agreement import match_keypoints
from .found import Keypoints
from .match_result import lines_of, summary_of, table_of, transform_of
from .methods import keypoints_2d
from .parameters import MatchParameters, Sift3dParameters
from .plane import slices_of
from .planes import planes_of
from .sift3d import keypoints_of
from .where import find_where

_VOXELS = 3.0  # automatic tolerance


def run_match(
    fixed: Volume,
    moving: Volume,
    parameters: MatchParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> dict[str, Lines | Transform | Table]:
    """Matches that agree, as lines from moving to fixed; all matches; counts; the transform.

    The transform is left out, with a note, where too few matches agree on one.

    Raises:
        UserError: an input cannot be used, or does not suit the method.
    """
    _check_dimensions(fixed, parameters.method)
    _check_dimensions(moving, parameters.method)
    tolerance = parameters.tolerance or _VOXELS * max(_voxel(fixed), _voxel(moving))
    if parameters.tolerance is None:
        context.note(f"Tolerance: {tolerance:.3g} mm (three voxels).")
    planes = None if parameters.method == "sift3d" else planes_of(fixed, moving)
    first, second = context.part(0, 0.4), context.part(0.4, 0.8)
    fixed_away, moving_away = (None, None) if planes is None else planes.normals
    found = (
        _keypoints(fixed, parameters, fixed_away, first, segments, region),
        _keypoints(moving, parameters, moving_away, second),
    )
    matched = match_keypoints(*found, parameters, tolerance, planes, context.part(0.8, 1))
    agreeing = 0 if matched.fit is None else int(matched.fit.inliers.sum())
    name = f"{moving.name} to {fixed.name}" if fixed.name and moving.name else "Matches"
    context.note(
        f"{len(found[0])} and {len(found[1])} keypoints, {len(matched.pairs.first)} matches, "
        f"{agreeing} agree on one transform."
    )
    outputs: dict[str, Lines | Transform | Table] = {
        "lines": lines_of(matched, name),
        "matches": table_of(matched, name),
        "summary": summary_of(matched, tolerance, name),
    }
    if matched.fit is not None:
        outputs["transform"] = transform_of(matched, name)
    else:
        context.note(
            f"No transform: fewer than {parameters.least} matches agree on one. Raise the ratio or "
            "the tolerance, use more keypoints, or choose another kind of transform."
        )
    return outputs


def _keypoints(
    volume: Volume,
    p: MatchParameters,
    away: NDArray[np.float64] | None,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> Keypoints:
    """Those of a slice seen from one side, where the direction away from it is given, or in 3D."""
    where = find_where(volume, segments, region, context)
    if away is None:
        settings = Sift3dParameters(strongest=p.strongest)
        return keypoints_of(volume, settings, context, where)
    return keypoints_2d(volume, p.method, p.strongest, context, where, away)


def _check_dimensions(volume: Volume, method: str) -> None:
    single = 1 in volume.array.shape[:3]
    if method == "sift3d" and single:
        raise UserError(
            f"{title(volume)} is a single slice; choose SIFT, ORB or AKAZE, or a whole volume."
        )
    if method != "sift3d" and not single:
        raise UserError(
            f"{title(volume)} has several slices, but this method matches two single slices; "
            "choose SIFT 3D, or give one slice of each."
        )


def _voxel(volume: Volume) -> float:
    """Side in mm of a cube (or of a square, in single slices) as large as a voxel."""
    if 1 in volume.array.shape[:3]:
        return next(slices_of(volume)).pixel
    return float(abs(np.linalg.det(np.asarray(volume.ijk_to_ras)[:3, :3])) ** (1 / 3))
