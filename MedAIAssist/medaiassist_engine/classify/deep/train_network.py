"""The operation that trains a network on the images of a cohort."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import torch

from ...context import Context
from ...contract.cohorts import TEST, VALIDATION
from ...contract.payloads import Chart, ModelRef, Table
from ...features.embedding.running import chosen_device
from ...models.folders import models_folder
from .bundle_saving import TrainedNetwork, save_network
from .data import ImageCases, image_cases
from .fitting import Fitted, Rows, fit
from .history import Epoch
from .metrics import network_metrics
from .parameters import NetworkChoices, TrainNetworkParameters
from .rate_search import rate_chart
from .running import Answers, Runs, answers
from .starting import start_of
from .tables import curve_chart, predictions_table, truth_columns
from .transfer import started


def run_train_network(
    table: Table, parameters: TrainNetworkParameters, context: Context,
    start: ModelRef | None = None,
) -> dict[str, ModelRef | Table | Chart | None]:  # fmt: skip
    """Train on the training cases, choose the epoch and calibrate on the validation cases, measure
    on the test cases, and save the network as a MONAI bundle.

    Raises:
        UserError: see `data.image_cases` and `fitting.fit`; or the model cannot be written.
        Cancelled: the user cancelled; the same training goes on from its last epoch.
    """
    begin = None if start is None else start_of(start)
    p = started(parameters, begin, context)
    cases = image_cases(table, p, context.part(0, 0.1, "Reading images"))
    part = context.part(0.1, 0.9, "Training")
    fitted = fit(cases, p, part, checkpoints_folder(p), begin)
    tested = _tested_rows(cases, context)
    found = tell(fitted, cases, tested, p, context.part(0.9, 0.95, "Testing"))
    metrics, values = network_metrics(
        cases.codes[tested], found.probabilities, cases.patients[tested],
        fitted.before(found.probabilities), p.seed, context.part(0.95, 0.98),
    )  # fmt: skip
    context.progress(0.98, "Saving")
    trained = replace(fitted.trained, facts={**fitted.trained.facts, "metrics": values})
    model = save_network(trained, p.name, p.folder)
    forget(fitted, p)
    context.progress(1.0)
    keys = truth_columns(
        cases.names[tested], cases.patients[tested], str(cases.parts[tested[0]]),
        [cases.classes[code] for code in cases.codes[tested]],
    )  # fmt: skip
    return {
        "model": model,
        "metrics": metrics,
        "predictions": predictions_table(keys, found, cases.classes, "Predictions"),
        "learning_curve": curve_chart(fitted.history),
        "rate_search": None if fitted.search is None else rate_chart(fitted.search),
    }


def train_network(
    cases: ImageCases, p: NetworkChoices, context: Context
) -> tuple[TrainedNetwork, list[Epoch]]:
    """Train a network on cases that were read; see `fitting.fit`.

    Raises:
        UserError: see `fitting.fit`.
        Cancelled: the user cancelled.
    """
    fitted = fit(cases, p, context)
    return fitted.trained, fitted.history


def tell(
    fitted: Fitted, cases: ImageCases, rows: Rows, p: NetworkChoices, context: Context
) -> Answers:
    """What a trained network says of some of the cases."""
    images = cases.images[torch.from_numpy(rows)]
    values = None if cases.clinical is None else cases.clinical.rows(rows)
    runs = Runs(batch=p.batch or 16)
    return answers(fitted.trained.module, images, runs, context, chosen_device(p.device), values)


def checkpoints_folder(p: NetworkChoices) -> Path:
    """Where epochs are kept."""
    if p.resume_folder:
        return Path(p.resume_folder).expanduser()
    return models_folder() / "unfinished"


def forget(fitted: Fitted, p: NetworkChoices) -> None:
    """Remove the epochs of a training that is saved, unless the user keeps them."""
    if not p.resume_folder and fitted.checkpoint is not None:
        with contextlib.suppress(FileNotFoundError):
            fitted.checkpoint.unlink()


def _tested_rows(cases: ImageCases, context: Context) -> Rows:
    rows = cases.rows(TEST)
    if len(rows):
        return rows
    context.note(
        "There are no test cases: metrics are of the validation cases, which chose the epoch, so "
        "they are too good."
    )
    return cases.rows(VALIDATION)
