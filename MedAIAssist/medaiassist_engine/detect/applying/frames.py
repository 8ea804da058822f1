"""The operation that finds objects in every frame of a sequence."""

from __future__ import annotations

import numpy as np

from ...classify.deep.apply_to_frames import frame_columns
from ...context import Context
from ...contract.payloads import Column, ModelRef, Sequence, Table
from ..formats.box_table import place_columns
from ..networks.parameters import ApplyDetectorParameters
from .finding import find
from .operation import loaded


def run_apply_to_frames(
    model: ModelRef, sequence: Sequence, parameters: ApplyDetectorParameters, context: Context
) -> dict[str, Table]:
    """A row for each box of each frame: frame, time, class, score, centre and size in RAS mm.

    Raises:
        UserError: the model cannot be loaded, or a frame does not fit it.
        Cancelled: the user cancelled.
    """
    context.progress(0.0, "Loading the detector")
    detector, searcher = loaded(model, parameters, context)
    rows: list[int] = []
    labels: list[str] = []
    scores: list[float] = []
    places = [np.zeros((0, 6))]
    count = len(sequence.frames)
    for n, frame in enumerate(sequence.frames):
        part = context.part(n / count, (n + 1) / count, f"Frame {n + 1} of {count}")
        boxes = find(frame, detector, searcher, part)
        half = np.abs(boxes.axes @ (boxes.sizes[:, :, None] / 2))[:, :, 0]
        places.append(np.concatenate([boxes.centres - half, boxes.centres + half], axis=1))
        rows += [n] * len(boxes.centres)
        labels += boxes.labels
        scores += [] if boxes.scores is None else [float(s) for s in boxes.scores]
    if not rows:
        context.note("Nothing was found in any frame; lower Least score (score).")
    columns = [
        Column(c.name, c.values[rows], unit=c.unit, description=c.description)
        for c in frame_columns(sequence)
        if c.values is not None
    ]
    columns += [
        Column("label", texts=tuple(labels), description="Class of the box."),
        Column("score", np.array(scores), description="How sure, 0 to 1."),
        *place_columns(np.concatenate(places), "ras"),
    ]
    context.progress(1.0)
    return {"found": Table(tuple(columns), "Found in frames")}
