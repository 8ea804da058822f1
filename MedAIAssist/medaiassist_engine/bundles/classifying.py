"""The operation that classifies a volume, or its segments, with a bundle."""

from __future__ import annotations

import numpy as np

from ..classify.deep.apply_network import cropped, run_apply_network
from ..classify.deep.bundle_config import KEY
from ..classify.deep.parameters import ApplyNetworkParameters
from ..context import Context
from ..contract.payloads import Boxes, Column, LabelMap, ModelRef, Table, Volume
from ..features.regions import key_columns, parts_of
from ..models.references import check_reference
from ..preprocess.checks import check_volume
from .opening import opened
from .parameters import ApplyBundleParameters
from .probabilities import Classified, classified, result_columns
from .running import applied
from .workflow import Workflow, load_workflow


def run_classify(
    volume: Volume,
    model: ModelRef,
    parameters: ApplyBundleParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> Table:
    """Probabilities of each class for a volume, or for the box around each of its segments.

    A network of single slices is applied to each slice, which has a row of its own.

    Raises:
        UserError: the bundle cannot be run, needs trust, does not classify, or does not take the
            volume.
        Cancelled: the user cancelled.
    """
    path = check_reference(model)
    p = parameters
    if KEY in opened(path).metadata:  # trained here: what it needs is known
        own = ApplyNetworkParameters(device=p.device)
        return run_apply_network(model, own, context, volume, segments, region)
    check_volume(volume)
    workflows: list[Workflow] = []

    def load(device: str) -> Workflow:
        workflows.append(load_workflow(path, p.trust, p.config, device))
        return workflows[-1]

    parts = [part for part in parts_of(volume, segments, region, context) if part.box is not None]
    rows: list[Classified] = []
    names, slices = [], []
    for n, part in enumerate(parts):
        inner = context.part(n / len(parts), (n + 1) / len(parts), part.name)
        found = applied(load, [cropped(volume, part)], p.device, classified, inner)
        first = part.box[0].start if part.box is not None else 0
        rows += found
        names += [part.name] * len(found)
        slices += [first + k for k in range(len(found))]
    context.progress(1.0)
    last = workflows[-1]
    context.note(f"{last.name} (SHA-256 {last.sha256[:12]}), {last.device}.")
    keys = key_columns(volume, names)
    if len(rows) > len(parts):
        keys.append(Column("slice", np.array(slices), description="Counted from 0."))
    return Table((*keys, *result_columns(rows, last)), "Probabilities")
