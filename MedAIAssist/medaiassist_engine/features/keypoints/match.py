"""Keypoints of two images matched, checked against one transform, and the transform itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, LabelMap, Lines, Table, Transform, Volume
from ...preprocess.checks import title
from .fitting import Fit, ransac
from .found import Keypoints
from .match_result import Matched, lines_of, summary_of, table_of, transform_of
from .methods import keypoints_2d
from .pairing import match_descriptors
from .parameters import MatchParameters, Sift3dParameters
from .plane import plane_axes, slices_of, viewing_normal
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
    planes = None
    if parameters.method == "sift3d":
        found = _keypoints_3d(fixed, moving, parameters, context, segments, region)
    else:
        planes = _planes(fixed, moving)
        found = _keypoints_2d(fixed, moving, parameters, context, segments, region, planes)
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


@dataclass(frozen=True)
class Planes:
    """Frames (4, 4) of two slices: columns u, v, normal and origin in RAS mm."""

    fixed: NDArray[np.float64]
    moving: NDArray[np.float64]


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
        target, source = _in_plane(target, planes.fixed), _in_plane(source, planes.moving)
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
    matrix = np.eye(4)
    if planes is None:
        matrix[:3] = fit.matrix
    else:
        matrix = planes.fixed @ _lifted(fit) @ np.linalg.inv(planes.moving)
    return Matched(fixed, moving, pairs, fit, matrix)


def _in_plane(positions: NDArray[np.float64], plane: NDArray[np.float64]) -> NDArray[np.float64]:
    flat: NDArray[np.float64] = (positions - plane[:3, 3]) @ plane[:3, :2]
    return flat


def _lifted(fit: Fit) -> NDArray[np.float64]:
    """The in-plane transform in space; across the plane it scales as much as on average in it."""
    full = np.eye(4)
    full[:2, :2], full[:2, 3] = fit.matrix[:, :2], fit.matrix[:, 2]
    full[2, 2] = np.sqrt(abs(np.linalg.det(fit.matrix[:, :2])))
    return full


def _planes(fixed: Volume, moving: Volume) -> Planes:
    """Both slices seen from the same side."""
    a, b = next(slices_of(fixed)), next(slices_of(moving))
    away = viewing_normal(a.normal)
    there = b.normal if b.normal @ away >= 0 else -b.normal
    frames = [np.eye(4), np.eye(4)]
    for frame, normal, part in zip(frames, (away, there), (a, b), strict=True):
        frame[:3, :3], frame[:3, 3] = plane_axes(normal), part.to_ras[:, 2]
    return Planes(*frames)


def _keypoints_3d(
    fixed: Volume,
    moving: Volume,
    p: MatchParameters,
    context: Context,
    segments: LabelMap | None,
    region: Boxes | None,
) -> tuple[Keypoints, Keypoints]:
    settings = Sift3dParameters(strongest=p.strongest)
    first, second = context.part(0, 0.4), context.part(0.4, 0.8)
    return (
        keypoints_of(fixed, settings, first, find_where(fixed, segments, region, first)),
        keypoints_of(moving, settings, second, find_where(moving, None, None, second)),
    )


def _keypoints_2d(
    fixed: Volume,
    moving: Volume,
    p: MatchParameters,
    context: Context,
    segments: LabelMap | None,
    region: Boxes | None,
    planes: Planes,
) -> tuple[Keypoints, Keypoints]:
    first, second = context.part(0, 0.4), context.part(0.4, 0.8)
    a = find_where(fixed, segments, region, first)
    b = find_where(moving, None, None, second)
    return (
        keypoints_2d(fixed, p.method, p.strongest, first, a, planes.fixed[:3, 2]),
        keypoints_2d(moving, p.method, p.strongest, second, b, planes.moving[:3, 2]),
    )


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
