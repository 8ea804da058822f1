"""The operation that trains a network on the images of a cohort."""

from __future__ import annotations

import contextlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ...context import Context
from ...contract.cohorts import TEST, TRAIN, VALIDATION
from ...contract.payloads import Chart, ModelRef, Table
from ...features.embedding.running import chosen_device
from ...models.folders import models_folder
from ...versions import versions
from ..intervals import metric_intervals
from ..result_tables import metrics_table
from .augmentation import Augmentation
from .bundle_saving import TrainedNetwork, save_network
from .checkpoints import fingerprint_of, path_of
from .data import ImageCases, image_cases
from .history import Epoch, best_of
from .networks.building import build, cost_of
from .networks.registry import definition_of
from .parameters import TrainNetworkParameters
from .running import Answers, Runs, answers
from .seeds import repeatable
from .tables import curve_chart, predictions_table, truth_columns
from .training import Examples, Training

_BOOTSTRAP = 2000
_NO_MATTER = ("epochs", "name", "folder", "resume_folder", "device", "mixed_precision")
"""Choices that do not make another training of it: with fewer epochs it ends with the best."""


def run_train_network(
    table: Table, parameters: TrainNetworkParameters, context: Context
) -> dict[str, ModelRef | Table | Chart]:
    """Train on the training cases, choose the epoch on the validation cases, measure on the test
    cases, and save the network as a MONAI bundle.

    Raises:
        UserError: see `data.image_cases` and `Training.run`; or the model cannot be written.
        Cancelled: the user cancelled; the same training goes on from its last epoch.
    """
    cases = image_cases(table, parameters, context.part(0, 0.1, "Reading images"))
    checkpoint = _checkpoint(cases, parameters)
    trained, history = train_network(
        cases, parameters, context.part(0.1, 0.9, "Training"), checkpoint
    )
    tested, found = _tested(trained, cases, parameters, context.part(0.9, 0.95, "Testing"))
    intervals = metric_intervals(
        cases.codes[tested], found.probabilities, found.probabilities.argmax(axis=1),
        cases.patients[tested], _BOOTSTRAP, parameters.seed, context.part(0.95, 0.98),
    )  # fmt: skip
    context.progress(0.98, "Saving")
    metrics = {name: values[0] for name, values in intervals.items() if np.isfinite(values[0])}
    facts = {**trained.facts, "metrics": metrics}
    model = save_network(
        TrainedNetwork(trained.module, trained.definition, trained.preparation, trained.classes,
                       facts),
        parameters.name, parameters.folder,
    )  # fmt: skip
    if not parameters.resume_folder:
        with contextlib.suppress(FileNotFoundError):
            checkpoint.unlink()
    context.progress(1.0)
    keys = truth_columns(
        cases.names[tested], cases.patients[tested], str(cases.parts[tested[0]]),
        [cases.classes[code] for code in cases.codes[tested]],
    )  # fmt: skip
    return {
        "model": model,
        "metrics": metrics_table(intervals),
        "predictions": predictions_table(keys, found, cases.classes, "Predictions"),
        "learning_curve": curve_chart(history),
    }


def train_network(
    cases: ImageCases, p: TrainNetworkParameters, context: Context, checkpoint: Path | None = None
) -> tuple[TrainedNetwork, list[Epoch]]:
    """Train a network on cases that were read.

    Args:
        checkpoint: the file that every epoch is kept in; None for none.

    Raises:
        UserError: see `Training.run`; or the network takes no such images.
        Cancelled: the user cancelled.
    """
    form = cases.preparation.form(len(cases.classes), p.dropout)
    definition = definition_of(p.network, form)
    cost = cost_of(definition, form)
    device = chosen_device(p.device)
    context.note(
        f"The network learns {cost.parameters:,} numbers and takes about "
        f"{cost.training(p.batch) / 1e9:.1f} GB to train on {device}."
    )
    with repeatable():
        torch.manual_seed(p.seed)
        module = build(definition)
    training = Training(
        module, _examples(cases, TRAIN), _examples(cases, VALIDATION), len(cases.classes), p,
        Augmentation(p, cases.preparation.size, p.seed), context, device, checkpoint,
    )  # fmt: skip
    history = training.run()
    best = best_of(history)
    context.note(f"Kept are the weights of epoch {best + 1} of {len(history)}.")
    facts: dict[str, Any] = {
        "network": p.network,
        "choices": asdict(p) | {"folder": "", "resume_folder": ""},
        "best_epoch": best + 1,
        "epochs": len(history),
        "versions": versions(),
    }
    return TrainedNetwork(module, definition, cases.preparation, cases.classes, facts), history


def _examples(cases: ImageCases, part: str) -> Examples:
    rows = cases.rows(part)
    return Examples(cases.images[torch.from_numpy(rows)], cases.codes[rows])


def _tested(
    trained: TrainedNetwork, cases: ImageCases, p: TrainNetworkParameters, context: Context
) -> tuple[Any, Answers]:
    rows = cases.rows(TEST)
    if not len(rows):
        rows = cases.rows(VALIDATION)
        context.note(
            "There are no test cases: metrics are of the validation cases, which chose the epoch, "
            "so they are too good."
        )
    images = cases.images[torch.from_numpy(rows)]
    device = chosen_device(p.device)
    return rows, answers(trained.module, images, Runs(batch=p.batch), context, device)


def _checkpoint(cases: ImageCases, p: TrainNetworkParameters) -> Path:
    folder = (
        Path(p.resume_folder).expanduser() if p.resume_folder else models_folder() / "unfinished"
    )
    facts = {key: value for key, value in asdict(p).items() if key not in _NO_MATTER}
    columns = (cases.names, cases.parts, cases.codes, cases.classes)
    return path_of(folder, fingerprint_of(facts, cases.images, columns))
