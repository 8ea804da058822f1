"""Objects of a volume, as boxes of space."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ...context import Context
from ...contract.payloads import Boxes, Volume, matrix
from ..boxes.fusion import Fused
from ..networks.saved import Detector
from ..networks.seeing import Seen, see
from ..training.cases import proposals_of
from .joining import join_slices
from .searching import Searcher


@dataclass(frozen=True)
class Look:
    """What was found in a volume or a slice.

    Attributes:
        found: where the network saw it; boxes: in space.
        rest: takes the progress of what is still done with it.
    """

    seen: Seen
    found: Fused
    boxes: Boxes
    rest: Context


def find(
    volume: Volume, detector: Detector, searcher: Searcher, context: Context,
    whole: Volume | None = None,
) -> Boxes:  # fmt: skip
    """What a detector finds in a volume, along its grid in RAS mm; slices joined.

    Args:
        whole: see `looks`.

    Raises:
        UserError: the volume does not fit the detector, or memory does not suffice.
        Cancelled: the user cancelled.
    """
    found = looks(volume, detector, searcher, context, whole=whole)
    return joined([look.boxes for look in found], volume)


def joined(found: list[Boxes], volume: Volume) -> Boxes:
    """Of a look at the whole volume its boxes; those of several slices joined."""
    return found[0] if len(found) == 1 else join_slices(found, volume.ijk_to_ras)


def looks(
    volume: Volume, detector: Detector, searcher: Searcher, context: Context, share: float = 1.0,
    whole: Volume | None = None,
) -> Iterator[Look]:  # fmt: skip
    """One look at the volume, or at each of its slices by a detector of pictures.

    Args:
        share: of the progress that is the search's.
        whole: what the volume was cut from, for the scale of intensities; where slices are looked
            at, the same slices.
    """
    count = volume.array.shape[0]
    if detector.seeing.dimensions == 3 or count == 1:
        yield _looked(volume, detector, searcher, context, share, whole)
        return
    for k in range(count):
        part = context.part(k / count, (k + 1) / count, f"Slice {k + 1} of {count}")
        like = None if whole is None else slice_of(whole, k)
        yield _looked(slice_of(volume, k), detector, searcher, part, share, like)


def slice_of(volume: Volume, k: int) -> Volume:
    """One slice, at its place in space."""
    grid = np.array(volume.ijk_to_ras, dtype=np.float64)
    grid[:3, 3] += k * grid[:3, 2]
    return replace(volume, array=volume.array[k : k + 1], ijk_to_ras=matrix(grid))


def _looked(
    volume: Volume, detector: Detector, searcher: Searcher, context: Context, share: float,
    whole: Volume | None,
) -> Look:  # fmt: skip
    seen = see(volume, detector.seeing, whole)
    proposals = None
    if detector.facts.get("detector") in ("fast_rcnn", "rcnn"):
        proposals = proposals_of(seen, detector.seeing, context)
    found = searcher(seen.image, context.part(0.0, share), proposals)
    labels = [detector.classes[n] for n in found.labels]
    boxes = seen.in_space(found.boxes, labels, found.scores)
    return Look(seen, found, boxes, context.part(share, 1.0))
