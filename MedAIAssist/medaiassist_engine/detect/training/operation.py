"""The operation that trains a detector."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ...classify.deep.checkpoints import path_of
from ...classify.deep.epochs import CURVE
from ...classify.deep.history import Epoch, best_of
from ...classify.deep.launching import trained_together
from ...classify.deep.seeds import repeatable
from ...context import Context
from ...contract.cohorts import TEST, TRAIN, VALIDATION
from ...contract.payloads import Chart, Column, ModelRef, Table
from ...features.embedding.running import chosen_device
from ...models.folders import models_folder
from ...versions import versions
from ..boxes.fusion import Fused
from ..evaluation.evaluate import evaluate
from ..evaluation.tables import metrics_table
from ..networks.building import build
from ..networks.parameters import TrainDetectorParameters
from ..networks.saved import Detector, save_detector
from .beginning import Beginning, beginning_of, take_over, with_backbone
from .cases import BoxCases, Case, box_cases
from .design import designed
from .found import found_table
from .rcnn_heads import fit_heads
from .together import SharedDetector
from .training import DetectorTraining, curve_chart, found_in
from .validating import rows_of, truth_of

_SAMPLES = 1000  # of the bootstrap over patients
_NO_MATTER = ("epochs", "name", "folder", "resume_folder", "device", "mixed_precision",
              "processes")  # fmt: skip
"""Choices that do not make another training of it: with fewer epochs it ends with the best."""


def run_train_detector(
    table: Table, boxes: Table, parameters: TrainDetectorParameters, context: Context,
    start: ModelRef | None = None, network: ModelRef | None = None,
) -> dict[str, ModelRef | Table | Chart]:  # fmt: skip
    """Train on the training cases, choose the epoch by the validation cases, measure on the test
    cases, and save the detector.

    Args:
        start: a detector, or network: of which the backbone is, whose weights training begins with.

    Raises:
        UserError: see `beginning`, `cases.box_cases` and `EpochTraining.run`; or the model cannot
            be written.
        Cancelled: the user cancelled; the same training goes on from its last epoch.
    """
    begin = beginning_of(start, network)
    p = with_backbone(parameters, begin, context)
    cases = box_cases(table, boxes, p, context.part(0, 0.05, "Reading images"))
    device = chosen_device(p.device)
    definition = designed(cases, p, context)
    with repeatable():
        torch.manual_seed(p.seed)
        module = build(definition)
    take_over(module, begin, cases.seeing, context)
    checkpoint = _checkpoint(cases, p, begin)
    end = 0.8 if p.detector == "rcnn" else 0.95
    part = context.part(0.05, end)
    job = SharedDetector(definition, module, table, boxes, p)
    together = trained_together(job, part, checkpoint) if p.processes > 1 else nullcontext()
    with together:  # after which the training is at its end already
        training = DetectorTraining(module, cases, p, part, device, checkpoint)
        history = training.run()
    if p.detector == "rcnn":
        fit_heads(module, cases.of(TRAIN), p.seed, context.part(end, 0.95))
    context.note(f"Kept are the weights of epoch {best_of(history) + 1} of {len(history)}.")
    context.progress(0.95, "Testing")
    tested = _tested(cases, context)
    found = found_in(module, tested, cases, p, training.device, context.part(0.95, 0.98))
    metrics = _metrics(tested, found, cases.classes, p.seed, context)
    context.progress(0.98, "Saving")
    facts = _facts(p, history, begin)
    model = save_detector(
        Detector(module, definition, cases.seeing, cases.classes, facts), p.name, p.folder
    )
    if not p.resume_folder:
        with suppress(FileNotFoundError):
            checkpoint.unlink()
    context.progress(1.0)
    return {
        "model": model,
        "metrics": metrics,
        "found": found_table(tested, found, cases.classes),
        CURVE: curve_chart(history),
    }


def _facts(
    p: TrainDetectorParameters, history: Sequence[Epoch], begin: Beginning
) -> dict[str, Any]:
    """What the model's file tells of its training."""
    best = best_of(history)
    return {
        "detector": p.detector,
        "choices": asdict(p) | {"folder": "", "resume_folder": ""},
        "best_epoch": best + 1,
        "epochs": len(history),
        "AP50": history[best].accuracy,
        "start": begin.sha256 if begin else "",
        "versions": versions(),
    }


def _tested(cases: BoxCases, context: Context) -> list[Case]:
    found = cases.of(TEST)
    if found:
        return found
    context.note(
        "There are no test cases: metrics are of the validation cases, which chose the epoch, so "
        "they are too good."
    )
    return cases.of(VALIDATION)


def _metrics(
    tested: Sequence[Case], found: Sequence[Fused], classes: Sequence[str], seed: int,
    context: Context,
) -> Table:  # fmt: skip
    if not sum(len(each.scores) for each in found):
        context.note("Nothing was found in any case: train longer, or with more cases.")
        return Table((Column("metric", texts=("AP50",)), Column("value", np.zeros(1))), "Metrics")
    result = evaluate(
        truth_of(tested, classes), rows_of(tested, found, classes), None, _SAMPLES, seed,
        lambda sentence: None, lambda fraction: context.check(),
    )  # fmt: skip
    return metrics_table(result)


def _checkpoint(cases: BoxCases, p: TrainDetectorParameters, begin: Beginning) -> Path:
    """The file of this very training: of these images, boxes and choices."""
    facts = {key: value for key, value in asdict(p).items() if key not in _NO_MATTER}
    facts |= {"start": begin.sha256 if begin else "", "seeing": asdict(cases.seeing)}
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode())
    for case in cases.cases:
        digest.update(f"{case.name}\0{case.part}\0".encode())
        masks = () if case.masks is None else (case.masks,)
        aside = (case.ignored, case.ignored_labels)
        for values in (case.seen.image, case.boxes, case.labels, *masks, *aside):
            digest.update(values.contiguous().numpy().tobytes())
    folder = (
        Path(p.resume_folder).expanduser() if p.resume_folder else models_folder() / "unfinished"
    )
    return path_of(folder, digest.hexdigest())
