"""The parts of a volume that features are measured in: segments, or the whole volume."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Boxes, Column, LabelMap, Segment, Volume
from ..preprocess.checks import check_mask, check_volume, title
from ..preprocess.limits import find_limit
from ..preprocess.region import Slices

WHOLE = "whole volume"


@dataclass(frozen=True)
class Part:
    """One row's worth of voxels.

    Attributes:
        name: the segment's, or "whole volume".
        box: the smallest slices along k, j, i that hold it; None if it has no voxels.
        inside: bool of the box's shape; None if all of the box belongs to it.
    """

    name: str
    box: Slices | None
    inside: NDArray[np.bool_] | None = None

    def mask(self) -> NDArray[np.bool_]:
        """Bool of the box's shape; empty if the part is."""
        if self.box is None:
            return np.zeros((0, 0, 0), dtype=bool)
        if self.inside is not None:
            return self.inside
        return np.ones([s.stop - s.start for s in self.box], dtype=bool)


def check_grey(volume: Volume) -> None:
    """Refuse what features are not defined for.

    Raises:
        UserError: several components a voxel, no voxels, NaN, or unusable axes.
    """
    check_volume(volume)
    if volume.array.ndim != 3:
        kind = "a colour picture" if volume.colour else "a vector or 4D volume"
        raise UserError(
            f"{title(volume)} is {kind} with {volume.array.shape[3]} values per voxel; features "
            "need one value per voxel. Choose a single component or a grey volume."
        )


def key_columns(volume: Volume, names: Sequence[str]) -> list[Column]:
    """The first columns of every table of features: the case and what was measured in it."""
    case = volume.name or "volume"
    return [
        Column("case", texts=(case,) * len(names), description="Name of the volume."),
        Column("segment", texts=tuple(names), description="What was measured."),
    ]


def parts_of(
    volume: Volume, segments: LabelMap | None, region: Boxes | None, context: Context
) -> list[Part]:
    """Every segment within the region, or the whole volume; empty ones are noted and kept.

    Raises:
        GeometryError: the segments lie on another grid.
        UserError: no segment, or none that has a voxel in the region.
    """
    if segments is None:
        limit = find_limit(volume, None, region, context)
        return [Part(WHOLE, limit.box, limit.inside)]
    check_mask(volume, segments)
    parts = [_part(volume, segments, each, region, context) for each in segments_of(segments)]
    if all(part.box is None for part in parts):
        where = "" if region is None else " inside the region"
        raise UserError(
            f"{title(segments, 'The segmentation')} has no voxels{where}; draw a segment first."
        )
    for part in parts:
        if part.box is None:
            where = "" if region is None else " inside the region"
            context.note(f"Segment '{part.name}' has no voxels{where}; its features are undefined.")
    return parts


def _part(
    volume: Volume, labels: LabelMap, segment: Segment, region: Boxes | None, context: Context
) -> Part:
    array = np.asarray(labels.array)
    layer = array[segment.layer] if array.ndim == 4 else array
    drawn = LabelMap((layer == segment.value).view(np.uint8), labels.ijk_to_ras)
    if not drawn.array.any():
        return Part(segment.name, None)
    try:
        limit = find_limit(volume, drawn, region, context)
    except UserError:
        if region is None:
            raise
        find_limit(volume, None, region, Context())  # the region itself may be at fault
        return Part(segment.name, None)
    return Part(segment.name, limit.box, limit.inside)


def segments_of(labels: LabelMap) -> tuple[Segment, ...]:
    """The segments of a label map; one for each value of each layer where it names none."""
    if labels.segments:
        return labels.segments
    array = np.asarray(labels.array)
    layers = array if array.ndim == 4 else array[None]
    return tuple(
        Segment(int(value), f"segment {value}", layer=n)
        for n, layer in enumerate(layers)
        for value in np.unique(layer)
        if value != 0
    )
