"""Which voxels belong to the object of each box, from the masks of a cohort."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.ndimage import generate_binary_structure, label
from torch import Tensor

from ...classify.columns import required
from ...cohort.columns import CASE, MASK, NODE, cells
from ...contract.errors import UserError
from ...contract.payloads import LabelMap, Table, Volume
from ...features.regions import segments_of
from ...files.labels import read_labels
from ...preprocess.checks import check_mask
from ...preprocess.prepare.reorient import reorient
from ..boxes.grid import as_slices
from ..networks.seeing import Seen

Whole = NDArray[np.int64]
_LEAST = 0.05  # share of a box that an object fills; less is a corner of something else


def mask_files(table: Table, cases: Collection[str]) -> dict[str, str]:
    """The mask of each of these cases, "" for those without.

    Raises:
        UserError: the cohort has no masks, or they are nodes of the scene.
    """
    required(table, MASK, "voxels of the objects, or choose a detector that finds boxes only")
    found = dict(zip(cells(table, CASE), cells(table, MASK), strict=True))
    found = {case: path for case, path in found.items() if case in cases}
    if not any(found.values()):
        raise UserError(
            "No case with boxes has a mask; fill in the column 'mask', or choose a detector that "
            "finds boxes only."
        )
    for case, path in found.items():
        if path.startswith(NODE):
            raise UserError(
                f"The mask of case '{case}' is a node of the scene; save it as a file and name the "
                "file in the column 'mask'."
            )
    return found


def instances_in(path: str, case: str, volume: Volume, seen: Seen, boxes: Tensor) -> Tensor:
    """`instances_of` with the mask in a file.

    Raises:
        UserError: it cannot be read, or lies on other voxels; the text names the case.
    """
    try:
        return instances_of(volume, read_labels(path), seen, boxes)
    except UserError as error:
        raise UserError(f"The mask of case '{case}' cannot be used: {error}") from error


def instances_of(volume: Volume, labels: LabelMap, seen: Seen, boxes: Tensor) -> Tensor:
    """The number of the box, counted from 1, whose object each voxel that the network sees
    belongs to; 0 for none. (*shape) float32, exact.

    The object of a box is the separate part of a segment that fills most of it. What of it lies
    outside the box is left to its neighbours, which it touches.

    Args:
        boxes: (n, 2 D) in voxels that the network sees.

    Raises:
        GeometryError: the mask lies on other voxels than the volume.
    """
    check_mask(volume, labels)
    parts = _as_seen(_parts(labels), volume, seen)
    found = np.zeros(parts.shape, dtype=np.float32)
    for number, box in enumerate(boxes.double().numpy(), 1):
        place = as_slices(box, parts.shape)
        inside = parts[place]
        counts = np.bincount(inside.ravel(), minlength=1)
        counts[0] = 0
        if counts.max() > _LEAST * inside.size:
            found[place][inside == counts.argmax()] = number
    return torch.from_numpy(found)


def _parts(labels: LabelMap) -> Whole:
    """(k, j, i) a number of its own for each separate part of each segment, 0 for none."""
    array = np.asarray(labels.array)
    layers = array if array.ndim == 4 else array[None]
    found = np.zeros(layers.shape[1:], dtype=np.int64)
    touching, known = generate_binary_structure(3, 3), 0
    for segment in segments_of(labels):
        parts, count = label(layers[segment.layer] == segment.value, touching)
        np.copyto(found, parts + known, where=parts > 0)
        known += count
    return found


def _as_seen(parts: Whole, volume: Volume, seen: Seen) -> Whole:
    """The nearest voxel's number along the network's axes: (i, j[, k])."""
    if seen.dimensions == 3:
        parts, _ = reorient(parts, volume.ijk_to_ras, "RAS")
    turned = parts.transpose(2, 1, 0)
    size = (*seen.image.shape[1:], 1)[:3]
    nearest = [
        ((np.arange(n) + 0.5) * whole / n).astype(int)
        for n, whole in zip(size, turned.shape, strict=True)
    ]
    picked = turned[np.ix_(*nearest)]
    return picked if seen.dimensions == 3 else picked[..., 0]
