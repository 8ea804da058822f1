"""What a detector is built of, from the boxes that there are to learn."""

from __future__ import annotations

import numpy as np
import torch

from ...context import Context
from ...contract.cohorts import TRAIN
from ..boxes.grid import Reals
from ..learning.anchor_sizes import propose_sizes
from ..networks.backbones import LEVELS, SMALL
from ..networks.building import OWN, TARGETS, Definition
from ..networks.parameters import DetectorChoices
from .cases import BoxCases

_FEATURES = {2: 64, 3: 32}
_PER_BOX = {2: 1.5, 3: 2.0}  # voxels of the finest map that a small box is at least long
_PER_LARGE = 2.0  # voxels of the coarsest map that anchors lie on that a large box is long
_COARSEST = 8  # voxels of the image for one of the finest map


def designed(cases: BoxCases, p: DetectorChoices, context: Context) -> Definition:
    """The definition of the network that suits the training cases' boxes."""
    lengths, smallest = _lengths(cases)
    definition: Definition = {
        "_target_": OWN + TARGETS[p.detector],
        "dimensions": cases.seeing.dimensions,
        "channels": cases.seeing.channels,
        "classes": len(cases.classes),
    }
    if p.detector == "rcnn":
        return definition | {"backbone": p.backbone, "width": p.width}
    per_box = 3.0 if p.detector == "centers" else _PER_BOX[cases.seeing.dimensions]
    finest = _finest(smallest, p, per_box)
    definition |= {
        "backbone": p.backbone,
        "width": p.width,
        "features": _FEATURES[cases.seeing.dimensions],
        "finest": finest,
    }
    if p.detector == "centers":
        definition["typical"] = float(np.exp(np.log(lengths).mean()))
    if p.detector in ("retinanet", "faster_rcnn", "mask_rcnn"):
        definition["anchors"] = _anchors(lengths, finest, p, context)
    if p.detector in ("faster_rcnn", "mask_rcnn", "fast_rcnn") and p.negatives == "hard":
        definition["hard"] = True
    return definition


def _lengths(cases: BoxCases) -> tuple[Reals, float]:
    """Lengths (n, D) of all boxes, and that of the smallest quarter of the smallest class."""
    learnt = cases.of(TRAIN)
    boxes = torch.cat([case.boxes for case in learnt]).double().numpy()
    labels = torch.cat([case.labels for case in learnt]).numpy()
    half = boxes.shape[1] // 2
    lengths = boxes[:, half:] - boxes[:, :half]
    edges = [lengths[labels == label].min(axis=1) for label in np.unique(labels)]
    return lengths, min(float(np.quantile(edge, 0.25)) for edge in edges)


def _finest(smallest: float, p: DetectorChoices, per_box: float) -> int:
    """The coarsest stride at which small boxes still are some voxels long."""
    low = 2 if p.backbone == SMALL else 4  # finer maps of others have seen few layers
    return int(np.clip(2 ** int(np.log2(max(smallest / per_box, 1.0))), low, _COARSEST))


def _anchors(
    lengths: Reals, finest: int, p: DetectorChoices, context: Context
) -> list[list[list[float]]]:
    """Sizes of each level, the finest with the smallest; coarse ones only where boxes are large."""
    largest = float(np.quantile(lengths.max(axis=1), 0.9))
    levels = int(np.clip(np.log2(max(largest / (_PER_LARGE * finest), 1)) + 1, 1, LEVELS))
    count = levels * p.anchors
    sizes, overlap = propose_sizes(lengths, count, p.seed)
    while len(sizes) < count:  # few different boxes: some on both sides of them
        sizes = np.concatenate([sizes[:1] / 1.5, sizes, sizes[-1:] * 1.5])
    sizes = sizes[:count]
    context.note(f"Anchors overlap the boxes by {overlap:.0%} on average.")
    return sizes.reshape(levels, p.anchors, -1).round(2).tolist()
