"""Matches as payloads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...contract.payloads import Column, Lines, Table, Transform, matrix
from .fitting import Fit, apply
from .found import Keypoints
from .pairing import Pairs


@dataclass(frozen=True)
class Matched:
    """Matches of two images.

    Attributes:
        fit: the transform in the dimensions of the keypoints; None if too few matches agree.
        moving_to_fixed: (4, 4) the same in RAS mm.
    """

    fixed: Keypoints
    moving: Keypoints
    pairs: Pairs
    fit: Fit | None
    moving_to_fixed: NDArray[np.float64] | None

    @property
    def inliers(self) -> NDArray[np.bool_]:
        """(n,) which matches agree with the transform; none if there is none."""
        return np.zeros(len(self.pairs.first), bool) if self.fit is None else self.fit.inliers

    @property
    def residuals(self) -> NDArray[np.float64]:
        """(n,) mm between the fixed point and the mapped moving point; NaN without transform."""
        if self.moving_to_fixed is None:
            return np.full(len(self.pairs.first), np.nan)
        mapped = apply(self.moving_to_fixed[:3], self.moving.positions[self.pairs.second])
        distance: NDArray[np.float64] = np.linalg.norm(
            mapped - self.fixed.positions[self.pairs.first], axis=1
        )
        return distance


def lines_of(matched: Matched, name: str) -> Lines:
    """A line from the moving to the fixed keypoint of each match that agrees; surest first."""
    kept = np.flatnonzero(matched.inliers)
    kept = kept[np.argsort(matched.pairs.ratio[kept], kind="stable")]
    return Lines(
        starts=matched.moving.positions[matched.pairs.second[kept]],
        ends=matched.fixed.positions[matched.pairs.first[kept]],
        labels=tuple(str(n + 1) for n in kept),
        scores=1 - matched.pairs.ratio[kept],
        name=name,
    )


def transform_of(matched: Matched, name: str) -> Transform:
    """Maps moving to fixed."""
    assert matched.moving_to_fixed is not None
    return Transform(matrix(matched.moving_to_fixed), name)


def table_of(matched: Matched, name: str) -> Table:
    """One row per match, agreeing or not; the lines' labels are its row numbers."""
    pairs = matched.pairs
    columns = [
        Column(f"{image}_{axis}", values, unit="mm", description=f"Position in {image}, {axis}.")
        for image, rows in (
            ("fixed", matched.fixed.positions[pairs.first]),
            ("moving", matched.moving.positions[pairs.second]),
        )
        for axis, values in zip("RAS", rows.T, strict=True)
    ]
    columns += [
        Column("ratio", pairs.ratio, description="Distance over that of the second nearest."),
        Column("agrees", matched.inliers.astype(np.uint8), description="1: fits the transform."),
        Column(
            "residual",
            matched.residuals,
            unit="mm",
            description="Distance of the fixed and the mapped moving keypoint.",
        ),
    ]
    return Table(tuple(columns), name)


def summary_of(matched: Matched, tolerance: float, name: str) -> Table:
    """Counts and errors, one row; undefined ones are NaN."""
    count, agreeing = len(matched.pairs.first), matched.inliers.sum()
    errors = matched.residuals[matched.inliers]
    scale = np.nan
    if matched.moving_to_fixed is not None:
        scale = abs(np.linalg.det(matched.moving_to_fixed[:3, :3])) ** (1 / 3)
    values = (
        ("fixed_keypoints", len(matched.fixed), "", "Keypoints in the fixed image."),
        ("moving_keypoints", len(matched.moving), "", "Keypoints in the moving image."),
        ("matches", count, "", "Mutual nearest pairs that pass the ratio test."),
        ("agreeing", agreeing, "", "Matches that fit the transform."),
        ("agreeing_share", agreeing / count if count else np.nan, "", "Agreeing over matches."),
        ("tolerance", tolerance, "mm", "Largest residual of an agreeing match."),
        (
            "rms_residual",
            np.sqrt((errors**2).mean()) if len(errors) else np.nan,
            "mm",
            "Root mean square residual of agreeing matches.",
        ),
        ("scale", scale, "", "Growth from moving to fixed (cube root of the determinant)."),
    )
    return Table(
        tuple(Column(n, np.array([float(v)]), unit=u, description=d) for n, v, u, d in values), name
    )
