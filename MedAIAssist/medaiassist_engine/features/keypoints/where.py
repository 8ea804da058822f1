"""Which keypoints to keep: those inside any segment, and inside the region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..regions import WHOLE, Part, check_grey, parts_of

# In mm: of voxels with a point on their common border the same one holds it, however they are
# stored. No axis of voxels is at right angles to it.
_NUDGE = 1e-6 * np.array([1.0, np.e, np.pi])

Holds = Callable[[NDArray[np.float64]], NDArray[np.bool_]]


@dataclass(frozen=True)
class Where:
    """The parts of a volume that keypoints are kept in.

    Attributes:
        parts: at least one with voxels.
        to_index: (3, 4), from RAS mm to continuous index k, j, i.
    """

    parts: tuple[Part, ...]
    to_index: NDArray[np.float64]
    everywhere: bool

    @property
    def holds(self) -> Holds | None:
        """Tells for positions (n, 3) in RAS mm whether they are inside; None if all are."""
        return None if self.everywhere else lambda positions: self.part_of(positions) >= 0

    def part_of(self, positions: NDArray[np.float64]) -> NDArray[np.int64]:
        """Number of the first part that holds each position (of its nearest voxel), or -1."""
        nudged = positions + _NUDGE
        index = np.rint(nudged @ self.to_index[:, :3].T + self.to_index[:, 3]).astype(np.int64)
        result = np.full(len(index), -1)
        for number, part in reversed(list(enumerate(self.parts))):
            result[_inside(part, index)] = number
        return result

    def names(self, positions: NDArray[np.float64]) -> tuple[str, ...]:
        """The segment that holds each position, or "whole volume"."""
        if self.everywhere:
            return (WHOLE,) * len(positions)
        return tuple(self.parts[n].name for n in self.part_of(positions))


def find_where(
    volume: Volume, segments: LabelMap | None, region: Boxes | None, context: Context
) -> Where:
    """Where to keep keypoints of `volume`.

    Raises:
        UserError, GeometryError: the volume, the segments or the region cannot be used.
    """
    check_grey(volume)
    to_index = np.linalg.inv(np.asarray(volume.ijk_to_ras, dtype=np.float64))[[2, 1, 0]]
    parts = tuple(parts_of(volume, segments, region, context))
    return Where(parts, to_index, segments is None and region is None)


def _inside(part: Part, index: NDArray[Any]) -> NDArray[np.bool_]:
    if part.box is None:
        return np.zeros(len(index), dtype=bool)
    start = np.array([s.start for s in part.box])
    stop = np.array([s.stop for s in part.box])
    inside: NDArray[np.bool_] = np.all((index >= start) & (index < stop), axis=1)
    if part.inside is not None:
        k, j, i = (index[inside] - start).T
        inside[inside] = part.inside[k, j, i]
    return inside
