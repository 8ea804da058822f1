"""Objects of a volume with their voxels: boxes of space and segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..boxes.geometry import to_grid
from ..boxes.grid import Reals
from ..networks.saved import Detector
from .finding import Look, joined, looks
from .outlining import outlines
from .painting import Outline, painted
from .searching import Searcher

_EXACT = 1e-6  # voxels
_SEARCH = 0.7  # of the progress; the rest is outlining


def find_with_voxels(
    volume: Volume, whole: Volume, detector: Detector, searcher: Searcher, context: Context,
    like: Volume | None = None,
) -> tuple[Boxes, LabelMap | None]:  # fmt: skip
    """As `finding.find`, and a segment for each object or class; None if nothing was found.

    Args:
        volume: what is looked at, perhaps a part of `whole`, on whose voxels the segments lie.
        like: see `whole` of `looks`.
    """
    slices: list[Boxes] = []
    drawn: list[Outline] = []
    for look in looks(volume, detector, searcher, context.part(0.0, 0.9), _SEARCH, like):
        slices.append(look.boxes)
        drawn += _outlined(look, outlines(look.seen.image, look.found, searcher, look.rest))
    boxes = joined(slices, volume)
    if not len(boxes.centres):
        return boxes, None
    names, values = _segments(boxes, detector.classes, searcher.parameters.segments == "object")
    objects = np.concatenate([_owners(part, boxes, volume) for part in slices])
    order = np.argsort(objects, kind="stable")  # the strongest first
    labels = painted(
        whole, [drawn[n] for n in order], values[objects[order]].tolist(), names,
        context.part(0.9, 1.0),
    )  # fmt: skip
    return boxes, replace(labels, name=f"{whole.name} found" if whole.name else "Found")


def _segments(
    boxes: Boxes, classes: Sequence[str], each: bool
) -> tuple[list[str], NDArray[np.int64]]:
    """The names of the segments and the value of each object's."""
    if not each:
        values = [classes.index(label) + 1 for label in boxes.labels]
        return list(classes), np.array(values)
    seen: Counter[str] = Counter()
    names = []
    for label in boxes.labels:
        seen[label] += 1
        names.append(f"{label} {seen[label]}")
    return names, np.arange(1, len(names) + 1)


def _owners(boxes: Boxes, whole: Boxes, volume: Volume) -> NDArray[np.int64]:
    """Numbers of the objects that the boxes of a slice have been joined to: those of the class
    whose boxes hold them, the strongest of them."""
    if boxes is whole:
        return np.arange(len(whole.centres))
    if not len(boxes.centres):
        return np.zeros(0, dtype=np.int64)
    inner, outer = to_grid(boxes, volume.ijk_to_ras), to_grid(whole, volume.ijk_to_ras)
    holds = (outer[None, :, :3] <= inner[:, None, :3] + _EXACT).all(axis=2)
    holds &= (outer[None, :, 3:] >= inner[:, None, 3:] - _EXACT).all(axis=2)
    holds &= np.array(whole.labels)[None] == np.array(boxes.labels)[:, None]
    return holds.argmax(axis=1)


def _outlined(look: Look, masks: Sequence[Reals]) -> list[Outline]:
    grid, found = look.seen.ijk_to_ras, look.found.boxes
    if look.seen.dimensions == 2:  # a picture is one voxel thick
        found = np.insert(np.insert(found, 2, 0.0, axis=1), 5, 1.0, axis=1)
        masks = [mask[..., None] for mask in masks]
    return [Outline(box, mask, grid) for box, mask in zip(found, masks, strict=True)]
