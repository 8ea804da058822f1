"""The operation that cross-validates a network and keeps the networks of all folds together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ...context import Context
from ...contract.cohorts import TEST
from ...contract.payloads import Chart, Column, ModelRef, Table
from ..metrics import MEANINGS, measure
from .bundle_saving import TrainedNetwork, save_network
from .cross_validation import in_folds, set_aside
from .data import ImageCases, image_cases
from .fitting import Fitted, Rows, fit
from .history import best_of
from .metrics import network_metrics
from .networks.building import build
from .networks.registry import OWN
from .parameters import CrossValidateNetworkParameters
from .running import Answers, members_of
from .starting import Start, start_of
from .tables import fold_chart, predictions_table, truth_columns
from .train_network import checkpoints_folder, forget, tell
from .transfer import started


@dataclass(frozen=True)
class Fold:
    """A network, and what it said of the cases that it never saw."""

    name: str
    fitted: Fitted
    rows: Rows
    found: Answers


def run_cross_validate_network(
    table: Table, parameters: CrossValidateNetworkParameters, context: Context,
    start: ModelRef | None = None,
) -> dict[str, ModelRef | Table | Chart]:  # fmt: skip
    """A network for each fold; their answers about cases they never saw, and all as an ensemble.

    Raises:
        UserError: see `data.image_cases`, `cross_validation.in_folds` and `fitting.fit`.
        Cancelled: the user cancelled; begun again, it goes on in the same fold.
    """
    begin = None if start is None else start_of(start)
    p = started(parameters, begin, context)
    cases = image_cases(table, p, context.part(0, 0.1, "Reading images"), set_aside)
    folder = checkpoints_folder(p)
    found: list[Fold] = []
    for n, divided in enumerate(in_folds(cases, p)):
        part = context.part(0.1 + 0.8 * n / p.folds, 0.1 + 0.8 * (n + 1) / p.folds)
        found.append(_trained(f"fold {n + 1}", divided, p, part, folder, begin))
    metrics, values = _pooled(found, cases, p.seed, context.part(0.9, 0.98))
    context.progress(0.98, "Saving")
    model = save_network(_ensemble(found, values), p.name, p.folder)
    for fold in found:
        forget(fold.fitted, p)
    context.note(
        "Metrics are of single networks, each asked about cases that it never saw; the ensemble of "
        "all is usually a little better, but was not tested."
    )
    return {
        "model": model,
        "metrics": metrics,
        "predictions": _predictions(found, cases),
        "fold_metrics": _fold_table(found, cases),
        "learning_curves": fold_chart([fold.fitted.history for fold in found]),
    }


def _trained(
    name: str, cases: ImageCases, p: CrossValidateNetworkParameters, context: Context,
    folder: Path, start: Start | None,
) -> Fold:  # fmt: skip
    def report(fraction: float, phase: str) -> None:
        context.progress(fraction, f"{name.capitalize()}: {phase}")

    inner = Context(report, show=context.show)
    fitted = fit(cases, p, inner.part(0, 0.95), folder, start)
    rows = cases.rows(TEST)
    found = tell(fitted, cases, rows, p, inner.part(0.95, 1))
    for note in inner.notes:
        context.note(f"{name.capitalize()}: {note}")
    return Fold(name, fitted, rows, found)


def _pooled(
    found: Sequence[Fold], cases: ImageCases, seed: int, context: Context
) -> tuple[Table, dict[str, float]]:
    """Metrics of the answers of all folds together."""
    rows = np.concatenate([fold.rows for fold in found])
    before = [fold.fitted.before(fold.found.probabilities) for fold in found]
    known = [values for values in before if values is not None]
    return network_metrics(
        cases.codes[rows], np.concatenate([fold.found.probabilities for fold in found]),
        cases.patients[rows], np.concatenate(known) if known else None, seed, context,
    )  # fmt: skip


def _ensemble(found: Sequence[Fold], metrics: dict[str, float]) -> TrainedNetwork:
    """The networks of all folds as one."""
    members = [fold.fitted.trained for fold in found]
    definition = {"_target_": OWN + "ensemble.Ensemble",
                  "members": [member.definition for member in members]}  # fmt: skip
    module = build(definition)
    for place, member in zip(members_of(module), members, strict=True):
        getattr(place, "wrapped", place).load_state_dict(member.module.cpu().state_dict())
    facts: dict[str, Any] = {
        **members[0].facts,
        "temperature": [member.facts["temperature"] for member in members],
        "best_epoch": [member.facts["best_epoch"] for member in members],
        "epochs": [member.facts["epochs"] for member in members],
        "metrics": metrics,
    }
    return TrainedNetwork(module, definition, members[0].preparation, members[0].classes, facts)


def _predictions(found: Sequence[Fold], cases: ImageCases) -> Table:
    rows = np.concatenate([fold.rows for fold in found])
    truth = [cases.classes[code] for code in cases.codes[rows]]
    names = np.repeat([fold.name for fold in found], [len(fold.rows) for fold in found])
    keys = truth_columns(cases.names[rows], cases.patients[rows], names.tolist(), truth)
    pooled = Answers(
        np.concatenate([fold.found.probabilities for fold in found]), None, None,
        found[0].found.device,
    )  # fmt: skip
    return predictions_table(keys, pooled, cases.classes, "Predictions")


def _fold_table(found: Sequence[Fold], cases: ImageCases) -> Table:
    """A row for each fold."""
    measured = [
        measure(cases.codes[fold.rows], fold.found.probabilities,
                fold.found.probabilities.argmax(axis=1))
        for fold in found
    ]  # fmt: skip
    temperatures = [fold.fitted.temperature for fold in found]
    epochs = [best_of(fold.fitted.history) + 1 for fold in found]
    return Table(
        (
            Column("fold", texts=tuple(fold.name for fold in found)),
            Column("cases", np.array([len(fold.rows) for fold in found])),
            *(Column(name, np.array([float(m[name][0]) for m in measured])) for name in MEANINGS),
            Column("epoch", np.array(epochs), description="Whose weights are kept"),
            Column("temperature",
                   np.array([np.nan if t is None else t for t in temperatures]),
                   description="Above 1: answers were too sure before calibration"),
        ),
        "Folds",
    )  # fmt: skip
