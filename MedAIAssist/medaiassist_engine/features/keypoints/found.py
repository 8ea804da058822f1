"""Keypoints as all detectors here give them, before they become payloads."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Keypoints:
    """Keypoints in space, with what describes them.

    Attributes:
        positions: (n, 3) RAS mm.
        size: (n,) diameter in mm: twice the scale sigma for SIFT, the patch for others.
        angle: (n,) degrees.
        response: (n,) how distinct the detector finds it; never negative.
        axes: (n, 3, a) unit vectors in RAS: the direction (a = 1), or a full frame (a = 3).
        descriptors: (n, m).
    """

    positions: NDArray[np.float64]
    size: NDArray[np.float64]
    angle: NDArray[np.float64]
    response: NDArray[np.float64]
    axes: NDArray[np.float64]
    descriptors: NDArray[Any]

    def __len__(self) -> int:
        return len(self.positions)

    def __getitem__(self, chosen: Any) -> Keypoints:
        """Those of a mask, slice or list of indices."""
        return replace(self, **{f.name: getattr(self, f.name)[chosen] for f in fields(self)})

    def strongest(self, count: int | None) -> Keypoints:
        """At most `count`, strongest first; of equals the one lower in S, A, R comes first."""
        s, a, r = (np.round(self.positions[:, axis], 6) for axis in (2, 1, 0))
        order = np.lexsort((self.angle, r, a, s, -self.response))
        return self[order[:count]]


def no_keypoints(length: int, axes: int, dtype: Any = np.float32) -> Keypoints:
    """None at all, with descriptors of `length`."""
    none = np.zeros(0)
    return Keypoints(
        np.zeros((0, 3)), none, none, none, np.zeros((0, 3, axes)), np.zeros((0, length), dtype)
    )


def joined(parts: list[Keypoints]) -> Keypoints:
    """All keypoints of several parts (at least one)."""
    return Keypoints(
        **{
            f.name: np.concatenate([getattr(part, f.name) for part in parts])
            for f in fields(Keypoints)
        }
    )
