"""Boxes of voxels that are worked on at once, and the features of those painted in them."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...preprocess.threads import in_blocks
from ...preprocess.voxelwise import Progress
from .cache import Cache
from .scales import FeatureSet
from .stack import Box, Check, Floats, features_of, nothing
from .strokes import Integers

_LARGEST = (8, 64, 256)  # voxels along k, j, i: some ten MB of features


@dataclass(frozen=True)
class Measured:
    """A volume and how its features are measured.

    Attributes:
        image: (k, j, i).
        identity: the same for the same image.
        cache: keeps the features of planes and of painted voxels.
        check: called between the scales; may raise to stop.
    """

    image: NDArray[Any]
    wanted: FeatureSet
    ijk_to_ras: NDArray[np.float64]
    identity: bytes
    cache: Cache
    check: Check = nothing

    @property
    def key(self) -> tuple[bytes, FeatureSet, bytes]:
        place = self.ijk_to_ras.tobytes() if self.wanted.position else b""
        return self.identity, self.wanted, place

    def features(self, box: Box, keep: bool = False) -> Floats:
        """(voxels, features) of a box; `keep`: it will be asked for again."""
        if not keep:
            return features_of(self.image, box, self.wanted, self.ijk_to_ras, self.check)
        return self.cache.get((self.key, bounds(box)), lambda: self.features(box), _size)

    def painted(self, index: Integers, progress: Progress) -> Floats:
        """(n, features) of single voxels, given as ascending flat indices.

        They are collected plane by plane, across the axis along which they lie in the fewest.
        """
        places = np.stack(np.unravel_index(index, self.image.shape), axis=1)
        axis = int(np.argmin([len(np.unique(column)) for column in places.T]))
        groups = self._groups(places, axis)
        rows = np.empty((len(index), len(self.wanted.names)), np.float32)

        def collect(start: int, stop: int) -> None:
            for tile, members in groups[start:stop]:
                rows[members] = self._rows(tile, places[members])

        in_blocks(collect, len(groups), progress, None)
        return rows

    def _groups(self, places: Integers, axis: int) -> list[tuple[Box, Integers]]:
        """Tiles of planes across an axis, and which voxels lie in each."""
        groups = []
        for plane in np.unique(places[:, axis]):
            in_plane = np.flatnonzero(places[:, axis] == plane)
            for tile in tiles(plane_box(self.image.shape, axis, int(plane))):
                low, high = np.array(bounds(tile)).T
                inside = ((places[in_plane] >= low) & (places[in_plane] < high)).all(axis=1)
                if inside.any():
                    groups.append((tile, in_plane[inside]))
        return groups

    def _rows(self, tile: Box, places: Integers) -> Floats:
        digest = hashlib.blake2b(places.tobytes(), digest_size=16).digest()

        def measure() -> Floats:
            box, features = tile, self.cache.find((self.key, bounds(tile)))
            if features is None:
                low, high = places.min(axis=0), places.max(axis=0) + 1
                k, j, i = (slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
                box, features = (k, j, i), self.features((k, j, i))
            shape = [s.stop - s.start for s in box]
            inner = tuple(column - s.start for column, s in zip(places.T, box, strict=True))
            found: Floats = features[np.ravel_multi_index(inner, shape)]
            return found

        return self.cache.get((self.key, digest), measure, _size)


def tiles(box: Box) -> list[Box]:
    """The box in parts small enough to hold the features of, large enough to be worth it."""
    sizes = [s.stop - s.start for s in box]
    height, width = min(sizes[1], _LARGEST[1]), min(sizes[2], _LARGEST[2])
    depth = max(_LARGEST[0], math.prod(_LARGEST) // (height * width))
    longest = (depth, height, width)
    k, j, i = (_spans(whole, most) for whole, most in zip(box, longest, strict=True))
    return list(product(k, j, i))


def plane_box(shape: tuple[int, ...], axis: int, plane: int) -> Box:
    """One plane of a volume across an axis (0: k, 1: j, 2: i)."""
    k, j, i = (slice(plane, plane + 1) if a == axis else slice(0, n) for a, n in enumerate(shape))
    return k, j, i


def bounds(box: Box) -> tuple[tuple[int, int], ...]:
    """Start and stop along k, j, i, as slices cannot be looked up."""
    return tuple((s.start, s.stop) for s in box)


def _spans(whole: slice, longest: int) -> list[slice]:
    """The fewest parts of nearly equal length."""
    length = whole.stop - whole.start
    parts = max(1, math.ceil(length / longest))
    edges = [whole.start + length * n // parts for n in range(parts + 1)]
    return [slice(a, b) for a, b in pairwise(edges)]


def _size(features: Floats) -> int:
    return features.nbytes
