"""Separate parts of segments as boxes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import find_objects, generate_binary_structure, label

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, LabelMap, spacing_of
from ...features.regions import segments_of
from ...preprocess.checks import title
from ...preprocess.region import tight_box
from ..parameters import ComponentParameters
from .geometry import to_ras
from .grid import Reals, as_boxes, from_slices


def run_component_boxes(
    segments: LabelMap, parameters: ComponentParameters, context: Context
) -> Boxes:
    """A box around each separate part of each segment, labelled with the segment's name.

    Raises:
        UserError: no segment has a voxel.
    """
    touching = 3 if parameters.touching == "corners" else 1
    voxel = float(np.prod(spacing_of(segments.ijk_to_ras)))
    fewest = max(1, int(np.ceil(parameters.least_volume / voxel - 1e-9)))
    array = np.asarray(segments.array)
    found: list[Reals] = []
    labels: list[str] = []
    listed = segments_of(segments)
    for n, segment in enumerate(listed):
        context.progress(n / len(listed), segment.name)
        layer = array[segment.layer] if array.ndim == 4 else array
        boxes, dropped = component_boxes(layer == segment.value, touching, fewest)
        if dropped:
            context.note(
                f"{dropped} parts of segment '{segment.name}' are smaller than "
                f"{parameters.least_volume:g} mm³ and left out."
            )
        if not len(boxes) and not dropped:
            context.note(f"Segment '{segment.name}' has no voxels.")
        found.append(boxes)
        labels += [segment.name] * len(boxes)
    if not array.any():
        raise UserError(f"{title(segments, 'The segmentation')} is empty; draw a segment first.")
    context.progress(1.0)
    name = f"{segments.name} boxes" if segments.name else "Boxes"
    return to_ras(as_boxes(np.concatenate(found), 3), segments.ijk_to_ras, labels, name=name)


def component_boxes(
    mask: NDArray[np.bool_], touching: int | None = None, fewest: int = 1
) -> tuple[Reals, int]:
    """The boxes (n, 2 D) around the connected components of a mask of D dimensions.

    Args:
        touching: 1 joins voxels that share a face, D also those that share a corner (default).
        fewest: components of fewer voxels are left out, and counted in the second result.
    """
    if not mask.any():
        return as_boxes([], mask.ndim), 0
    around = tight_box(mask) if mask.ndim == 3 else (slice(None),) * mask.ndim
    parts, _ = label(mask[around], generate_binary_structure(mask.ndim, touching or mask.ndim))
    large = np.bincount(parts.ravel())[1:] >= fewest
    slices = [s for s, kept in zip(find_objects(parts), large, strict=True) if kept]
    corner = [s.start or 0 for s in around]
    return from_slices(slices, mask.ndim) + np.tile(corner, 2), int((~large).sum())
