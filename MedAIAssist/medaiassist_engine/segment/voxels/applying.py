"""A saved voxel classifier on another volume."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, LabelMap, ModelRef, Volume
from ...geometry import spatial_shape
from ...interruptible import interruptible
from ...preprocess.checks import check_volume
from ...preprocess.edges.result import grey
from ...preprocess.limits import find_limit
from .cache import Cache
from .classifying import classify, load_libraries
from .fitness import check_fit
from .parameters import ApplyVoxelsParameters
from .result import canvas, payloads
from .saved import SavedVoxels, load, load_ref
from .stack import Box
from .tiles import Measured


def run_voxels_apply(
    volume: Volume,
    parameters: ApplyVoxelsParameters,
    context: Context,
    model: ModelRef | None = None,
    region: Boxes | None = None,
) -> dict[str, LabelMap | Volume]:
    """Classify every voxel of a volume by what was learned on another.

    Scales are lengths in mm, so a volume with other voxels is measured alike.

    Raises:
        UserError: no classifier or two are named, it is refused (see `saved.load`), the volume
            cannot be used or is of quite another kind than the painted one (see `fitness`), or
            the region lies outside.
    """
    check_volume(volume)
    context.progress(0.0, "loading the classifier")
    load_libraries(context)
    saved = interruptible(lambda: _chosen(model, parameters.file), context)
    image = grey(volume)
    wanted = check_fit(saved, volume, image, context)
    names = ", ".join(segment.name for segment in saved.segments)
    context.note(f"By a classifier of {saved.created} that tells apart: {names}.")
    limit = find_limit(volume, None, region, context)
    result = canvas(_whole(volume), limit, saved.segments, parameters, context)
    measured = Measured(image, wanted, np.asarray(volume.ijk_to_ras), b"", Cache(), context.check)
    with threadpool_limits(1):
        classify(measured, saved.model, result, context.part(0, 1, "classifying"))
    return {
        name: payload
        for name, payload in payloads(result, volume, saved.segments, parameters).items()
        if isinstance(payload, (LabelMap, Volume))
    }


def _chosen(model: ModelRef | None, file: str) -> SavedVoxels:
    if model is not None and file.strip():
        raise UserError("A classifier and a file are both chosen; empty one of them.")
    if model is not None:
        return load_ref(model)
    if not file.strip():
        raise UserError("Choose a saved voxel classifier, or its file.")
    return load(Path(file).expanduser())


def _whole(volume: Volume) -> Box:
    k, j, i = (slice(0, n) for n in spatial_shape(volume))
    return k, j, i
