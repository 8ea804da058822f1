"""The operation that finds things in a volume with a bundle."""

from __future__ import annotations

import numpy as np

from ..classify.deep.apply_network import cropped
from ..context import Context
from ..contract.payloads import Boxes, ModelRef, Volume
from ..features.regions import parts_of
from ..models.references import check_reference
from ..preprocess.checks import check_volume
from .detections import detections_of
from .parameters import DetectParameters
from .running import applied
from .workflow import Workflow, load_workflow


def run_detect(
    volume: Volume,
    model: ModelRef,
    parameters: DetectParameters,
    context: Context,
    region: Boxes | None = None,
) -> Boxes:
    """What a bundle detects in a volume: boxes along its voxels, the surest first.

    A network of single slices is applied to each slice.

    Raises:
        UserError: the bundle cannot be run, needs trust, gives no boxes, or does not take the
            volume.
        Cancelled: the user cancelled.
    """
    path = check_reference(model)
    p = parameters
    workflows: list[Workflow] = []

    def load(device: str) -> Workflow:
        workflows.append(load_workflow(path, p.trust, p.config, device))
        return workflows[-1]

    check_volume(volume)
    (part,) = parts_of(volume, None, region, context)
    found = applied(load, [cropped(volume, part)], p.device, detections_of, context)
    context.progress(1.0)
    last = workflows[-1]
    context.note(f"{last.name} (SHA-256 {last.sha256[:12]}), {last.device}.")
    centres, sizes, axes, scores = (
        np.concatenate([getattr(each, name) for each in found])
        for name in ("centres", "sizes", "axes", "scores")
    )
    labels = [label for each in found for label in each.labels]
    kept = [int(n) for n in np.argsort(-scores, kind="stable") if scores[n] >= p.lowest]
    return Boxes(
        centres[kept], sizes[kept], axes[kept], tuple(labels[n] for n in kept), scores[kept],
        last.name,
    )  # fmt: skip
