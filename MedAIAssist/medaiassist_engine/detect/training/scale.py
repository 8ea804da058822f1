"""At which resolution a detector sees images, from their voxels and boxes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import psutil

from ...classify.deep.preparation import channels_of, dimensions_of
from ...cohort.columns import listed
from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, Volume
from ..networks.parameters import DetectorChoices
from ..networks.seeing import Seeing, oriented

_SHARE = 0.7  # of the free memory that images may take
_FLOAT = 4
_SMALLEST = {2: 12.0, 3: 7.0}  # voxels that the smallest quarter of the boxes of a class is long


def seeing_for(
    volumes: Sequence[Volume], placed: Sequence[Boxes], classes: Sequence[str],
    p: DetectorChoices, context: Context,
) -> Seeing:  # fmt: skip
    """How all of these images are given to the network; what is not chosen is estimated.

    Args:
        volumes: only their form and grid count.
        placed: the boxes of each training case in RAS mm, of which those of `classes` count.

    Raises:
        UserError: they differ in dimensions or channels.
    """
    sizes = [volume.array.shape[2::-1] for volume in volumes]
    kinds = {(dimensions_of(s), channels_of(v)) for s, v in zip(sizes, volumes, strict=True)}
    if len(kinds) > 1:
        raise UserError(
            "Some images have other dimensions or channels than others: "
            + listed([f"{d}D with {c} channels" for d, c in sorted(kinds)])
            + "; train on images of one kind."
        )
    dimensions, channels = kinds.pop()
    spacing = p.spacing[:dimensions] if p.spacing else None
    if spacing is None:
        spacing = _automatic(volumes, placed, classes, dimensions)
        context.note(
            "Spacing, estimated from the boxes: " + " x ".join(f"{s:.3g}" for s in spacing)
            + " mm."
        )  # fmt: skip
    patch = p.patch or (64 if dimensions == 3 else None)
    return Seeing(
        dimensions, channels, tuple(spacing), p.intensities, p.black, p.white, patch
    )  # fmt: skip


def _automatic(
    volumes: Sequence[Volume], placed: Sequence[Boxes], classes: Sequence[str], dimensions: int
) -> tuple[float, ...]:
    """So that boxes of the smallest class keep enough voxels; never finer than the images are."""
    own = np.median([oriented(volume, dimensions)[1] for volume in volumes], axis=0)
    lengths: dict[str, list[float]] = defaultdict(list)
    for boxes in placed:
        edges = boxes.sizes[:, :dimensions].min(axis=1).tolist()
        for label, edge in zip(boxes.labels, edges, strict=True):
            if label in classes:
                lengths[label].append(edge)
    small = min(float(np.quantile(found, 0.25)) for found in lengths.values())
    small /= _SMALLEST[dimensions]
    return tuple(float(max(s, small)) for s in own)


def check_memory(volumes: Sequence[Volume], seeing: Seeing, masks: bool = False) -> None:
    """Raises:
    UserError: the free memory does not hold all images as the network sees them.
    """
    voxels = sum(math.prod(seeing.size(volume)) for volume in volumes)
    needed, free = voxels * (seeing.channels + masks) * _FLOAT, psutil.virtual_memory().available
    if needed > _SHARE * free:
        raise UserError(
            f"The images take {needed / 1e9:.1f} GB of memory, but {free / 1e9:.1f} GB are free; "
            "choose a larger Spacing (spacing)."
        )
