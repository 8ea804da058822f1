"""The operation that says what a trained network sees in every frame of a sequence."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import numpy as np
import torch

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Chart, Column, Curve, ModelRef, Sequence, Table, Volume
from ...features.embedding.running import chosen_device
from ..result_tables import PROBABILITY
from .bundle_reading import load_classifier
from .networks.registry import SLICES
from .parameters import ApplyNetworkParameters
from .preparation import prepare
from .running import answers, runs_of
from .tables import predictions_table

FRAME = "frame"
_MOST_CURVES = 6
_TITLE = "Probabilities"


def run_apply_to_frames(
    model: ModelRef, sequence: Sequence, parameters: ApplyNetworkParameters, context: Context
) -> dict[str, Table | Chart]:
    """Probabilities of each class in each frame, as a table and as curves.

    A network that reads frames in order sees them as one image: one row, and no curves.

    Raises:
        UserError: the model cannot be loaded, or a frame does not fit the network.
        Cancelled: the user cancelled.
    """
    context.progress(0.0, "Loading the network")
    classifier = load_classifier(model)
    in_order = classifier.preparation.order == SLICES
    frames = (as_stack(sequence),) if in_order else sequence.frames
    images = []
    for n, frame in enumerate(frames):
        context.progress(0.3 * n / len(frames), "Preparing frames")
        images.append(prepare(frame, classifier.preparation))
    p = parameters
    runs = runs_of(p, classifier.preparation, context)
    found = answers(
        classifier.module, torch.stack(images), runs, context.part(0.3, 1), chosen_device(p.device)
    )
    context.note(f"Network {classifier.name} (SHA-256 {classifier.sha256[:12]}), {found.device}.")
    if classifier.clinical:
        context.note("Clinical values, which the network also takes, count as missing.")
    if in_order:
        keys = [Column("frames", np.array([len(sequence.frames)]), description="Seen together")]
        return {"probabilities": predictions_table(keys, found, classifier.classes, _TITLE)}
    keys = frame_columns(sequence)
    table = predictions_table(keys, found, classifier.classes, _TITLE)
    highest = np.argsort(-found.probabilities.max(axis=0))[:_MOST_CURVES]
    return {"probabilities": table, "curves": _chart(table, keys[-1], classifier.classes, highest)}


def as_stack(sequence: Sequence) -> Volume:
    """The frames of one slice each as slices of one image.

    Raises:
        UserError: frames have several slices, or differ in size.
    """
    shapes = {frame.array.shape for frame in sequence.frames}
    if len(shapes) > 1 or any(len(frame.array) > 1 for frame in sequence.frames):
        raise UserError(
            f"The network reads frames of one slice in order, but those of '{sequence.name}' have "
            "several slices or differ in size; choose another network or sequence."
        )
    array = np.concatenate([frame.array for frame in sequence.frames])
    return replace(sequence.frames[0], array=array, name=sequence.name)


def frame_columns(sequence: Sequence) -> list[Column]:
    """The number of each frame from 1, and its place such as the time, where that is a number."""
    count = len(sequence.frames)
    columns = [Column(FRAME, np.arange(1, count + 1), description="From 1")]
    with contextlib.suppress(ValueError):
        places = np.array([float(text) for text in sequence.index])
        name = sequence.index_name or "index"
        if name != FRAME:
            columns.append(Column(name, places, unit=sequence.index_unit))
    return columns


def _chart(table: Table, along: Column, classes: tuple[str, ...], chosen: np.ndarray) -> Chart:
    names = [classes[code] for code in sorted(chosen)]
    curves = tuple(Curve(along.name, f"{PROBABILITY}{name}", name) for name in names)
    title = f"{along.name} ({along.unit})" if along.unit else along.name
    return Chart(table, curves, _TITLE, title, "probability")
