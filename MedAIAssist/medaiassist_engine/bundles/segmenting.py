"""Segmenting a volume: the operation for bundles, and what it shares with TorchScript alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ..classify.deep.apply_network import cropped
from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Boxes, LabelMap, ModelRef, Volume
from ..features.regions import Part, parts_of
from ..models.references import check_reference
from ..preprocess.checks import check_volume
from .facts import class_names
from .labels import label_map
from .parameters import SegmentParameters
from .postprocessing import Postprocessing, Segmentation
from .running import Answer, applied
from .workflow import Workflow, load_workflow


def run_segment(
    volume: Volume,
    model: ModelRef,
    parameters: SegmentParameters,
    context: Context,
    volume_2: Volume | None = None,
    volume_3: Volume | None = None,
    volume_4: Volume | None = None,
    region: Boxes | None = None,
) -> dict[str, LabelMap | Volume]:
    """What a bundle finds in a volume, as segments on its voxels.

    A network of single slices is applied to each slice. With a region, the smallest box of voxels
    that holds it is all that is looked at.

    Args:
        volume_2, volume_3, volume_4: further channels in the order of the bundle.

    Raises:
        UserError: the bundle cannot be run, needs trust, gives no segmentation, or does not take
            the volume.
        GeometryError: the channels have different voxels.
        Cancelled: the user cancelled.
    """
    path = check_reference(model)
    p = parameters

    def load(device: str) -> Workflow:
        return load_workflow(path, p.trust, p.config, device)

    volumes = [v for v in (volume, volume_2, volume_3, volume_4) if v is not None]
    return segmented(load, volumes, region, p.device, p.probability_of, context)


def segmented(
    load: Callable[[str], Workflow], volumes: Sequence[Volume], region: Boxes | None, device: str,
    probability: str, context: Context,
) -> dict[str, LabelMap | Volume]:  # fmt: skip
    """The segmentation by a workflow, and the probability of a class, if its name is not empty.

    Args:
        load: gives the workflow for a device.

    Raises:
        see `run_segment`.
    """
    for volume in volumes:
        check_volume(volume)
    (part,) = parts_of(volumes[0], None, region, context)
    seen = [cropped(volume, part) for volume in volumes]
    workflows: list[Workflow] = []

    def finish(answer: Answer, inner: Context) -> Segmentation:
        workflows.append(answer.workflow)
        wanted = _class_called(probability, answer.workflow)
        return Postprocessing(answer, wanted, inner).run()

    found = _together(applied(load, seen, device, finish, context))
    workflow = workflows[0]
    labels = label_map(found, class_names(workflow.metadata), seen[0].ijk_to_ras)
    labels = replace(_within(labels, part), name=workflow.name)
    if not labels.segments:
        context.note(f"'{workflow.name}' found nothing in this volume.")
    context.progress(1.0)
    context.note(f"{workflow.name} (SHA-256 {workflow.sha256[:12]}), {workflows[-1].device}.")
    outputs: dict[str, LabelMap | Volume] = {"segmentation": labels}
    if found.probability is not None:
        values = np.ascontiguousarray(found.probability.transpose(2, 1, 0), np.float32)
        outputs["probability"] = Volume(values, seen[0].ijk_to_ras, f"Probability of {probability}")
    return outputs


def _together(found: Sequence[Segmentation]) -> Segmentation:
    """One segmentation of what was found in each slice."""
    if len(found) == 1:
        return found[0]
    kept = [each.probability for each in found if each.probability is not None]
    return Segmentation(
        np.concatenate([each.values for each in found], axis=3),
        found[0].by_channel,
        np.concatenate(kept, axis=2) if kept else None,
    )


def _within(labels: LabelMap, part: Part) -> LabelMap:
    """Without what lies outside of a region that fills no whole box."""
    if part.inside is None:
        return labels
    return replace(labels, array=labels.array * part.inside.astype(labels.array.dtype))


def _class_called(name: str, workflow: Workflow) -> int | None:
    """The number of a class by its name or number; None for no name."""
    name = name.strip()
    if not name:
        return None
    names = class_names(workflow.metadata)
    found = next((n for n, known in names.items() if known.lower() == name.lower()), None)
    if found is None and name.isdecimal():
        found = int(name)
    if found is None:
        there = ", ".join(names.values()) or "numbers from 0 on"
        raise UserError(
            f"Probability of (probability_of) is '{name}', but the classes of '{workflow.name}' "
            f"are: {there}."
        )
    return found
