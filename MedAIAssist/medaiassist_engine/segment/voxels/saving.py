"""Learn from painted voxels and keep what was learned, to use it on other volumes."""

from __future__ import annotations

import re
import time
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from ...context import Context
from ...contract.payloads import LabelMap, ModelRef, Volume
from ...models.folders import new_model
from ...preprocess.checks import check_volume
from ...versions import versions
from .cache import CACHE, Cache
from .classifying import load_libraries
from .fitness import grey_range, slice_normal
from .operation import describe, measured_for
from .parameters import TrainVoxelsParameters
from .saved import EXTENSION, MODEL_KIND, SavedVoxels, save
from .strokes import read_strokes
from .training import train


def run_voxels_train(
    volume: Volume,
    strokes: LabelMap,
    parameters: TrainVoxelsParameters,
    context: Context,
    cache: Cache = CACHE,
) -> ModelRef:
    """Learn the strokes, as `run_voxels` does, and save the classifier.

    Raises:
        UserError: the volume cannot be used, fewer than two classes are painted, or the file
            cannot be written.
    """
    context.progress(0.0, "reading the strokes")
    load_libraries(context)
    check_volume(volume)
    measured = measured_for(volume, parameters, context, cache)
    read = read_strokes(volume, strokes, context)
    with threadpool_limits(1):
        model = train(measured, read, parameters, context.part(0, 0.9, "learning"))
    describe(read, context)
    cache.rest()
    found = SavedVoxels(
        created=time.strftime("%Y-%m-%d"),
        model=model,
        wanted=measured.wanted,
        segments=read.segments,
        painted=tuple(np.bincount(read.classes).tolist()),
        grey=grey_range(measured.image),
        across=slice_normal(volume.ijk_to_ras),
        versions=versions(),
    )
    context.progress(0.95, "saving")

    def write(path: Path) -> None:
        save(path, found)

    stem = re.sub(r"[^\w.-]+", "-", parameters.name).strip("-.") or "voxels"
    return new_model(MODEL_KIND, stem, EXTENSION, write, parameters.folder)
