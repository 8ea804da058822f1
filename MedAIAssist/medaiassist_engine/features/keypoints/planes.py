"""Two single slices to be matched: transforms are sought within their planes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...contract.payloads import Volume
from .plane import plane_axes, slices_of


@dataclass(frozen=True)
class Planes:
    """Frames (4, 4) of two slices: columns u, v, normal and origin in RAS mm."""

    fixed: NDArray[np.float64]
    moving: NDArray[np.float64]

    @property
    def normals(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Across both, away from the side they are seen from."""
        return self.fixed[:3, 2], self.moving[:3, 2]

    def in_space(self, flat: NDArray[np.float64]) -> NDArray[np.float64]:
        """A transform (2, 3) from plane to plane in RAS mm, (4, 4).

        Across the plane it scales as much as on average in it.
        """
        full = np.eye(4)
        full[:2, :2], full[:2, 3] = flat[:, :2], flat[:, 2]
        full[2, 2] = np.sqrt(abs(np.linalg.det(flat[:, :2])))
        placed: NDArray[np.float64] = self.fixed @ full @ np.linalg.inv(self.moving)
        return placed


def planes_of(fixed: Volume, moving: Volume) -> Planes:
    """Both slices seen from the same side."""
    first = next(slices_of(fixed))
    second = next(slices_of(moving, first.normal))
    frames = [np.eye(4), np.eye(4)]
    for frame, part in zip(frames, (first, second), strict=True):
        frame[:3, :3], frame[:3, 3] = plane_axes(part.normal), part.to_ras[:, 2]
    return Planes(*frames)


def in_plane(positions: NDArray[np.float64], plane: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, 2) along u and v of positions (n, 3) in RAS mm."""
    flat: NDArray[np.float64] = (positions - plane[:3, 3]) @ plane[:3, :2]
    return flat
