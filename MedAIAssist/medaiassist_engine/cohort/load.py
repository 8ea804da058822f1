"""One case, read for Slicer: the same voxels and the same grid as everything else here sees."""

from __future__ import annotations

import dataclasses
from functools import partial
from pathlib import Path

from ..context import Context
from ..contract.payloads import LabelMap, Volume
from ..files.labels import read_labels
from ..files.volumes import read_volume
from ..interruptible import interruptible
from .parameters import LoadParameters


def run_load(parameters: LoadParameters, context: Context) -> dict[str, Volume | LabelMap]:
    """Read the image, and the mask if one is named.

    Raises:
        UserError: a file is missing, damaged, or no image.
    """
    context.progress(0.0, "reading the image")
    outputs: dict[str, Volume | LabelMap] = {
        "volume": interruptible(partial(read_volume, parameters.image), context)
    }
    if parameters.mask:
        context.progress(0.5, "reading the mask")
        labels = interruptible(partial(read_labels, parameters.mask), context)
        outputs["segments"] = dataclasses.replace(labels, name=Path(parameters.mask).name)
    context.progress(1.0)
    return outputs
