"""One network, from prepared cases to calibrated answers."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.special import softmax

from ...context import Context
from ...contract.cohorts import TRAIN, VALIDATION
from ...features.embedding.running import chosen_device
from ...versions import versions
from .augmentation import Augmentation
from .automatic import chosen
from .bundle_saving import TrainedNetwork
from .calibration import cool, temperature_of
from .checking import check_network
from .checkpoints import fingerprint_of, path_of
from .clinical import as_json
from .data import ImageCases
from .history import Epoch, best_of
from .launching import trained_together
from .networks.building import build, cost_of
from .networks.registry import OWN, TIMES, Definition, definition_of
from .parameters import NetworkChoices
from .rate_search import RateSearch
from .running import Runs, answers
from .seeds import repeatable
from .starting import Start
from .together import SharedNetwork
from .training import Examples, Training
from .transfer import freeze, take_weights

Reals = NDArray[np.float64]
Rows = NDArray[np.intp]
_NO_MATTER = ("epochs", "name", "folder", "resume_folder", "device", "mixed_precision", "calibrate",
              "processes")  # fmt: skip
"""Choices that do not make another training of it: with fewer epochs it ends with the best."""


@dataclass(frozen=True)
class Fitted:
    """A network that was trained.

    Attributes:
        temperature: that calibrated it, or None.
        search: of the learning rate, if it was left to the program.
        checkpoint: the file of its epochs, if they were kept.
    """

    trained: TrainedNetwork
    history: list[Epoch]
    temperature: float | None
    search: RateSearch | None
    checkpoint: Path | None

    def before(self, probabilities: Reals) -> Reals | None:
        """What probabilities were before calibration."""
        if self.temperature is None:
            return None
        found: Reals = softmax(self.temperature * _logarithms(probabilities), axis=1)
        return found


def fit(
    cases: ImageCases, p: NetworkChoices, context: Context, folder: Path | None = None,
    start: Start | None = None,
) -> Fitted:  # fmt: skip
    """Train a network on the training cases, choose its epoch and calibrate it on the validation
    cases.

    Args:
        folder: every epoch is kept there; None for nowhere.
        start: the network whose weights training begins with; see `transfer.started`.

    Raises:
        UserError: the network takes no such images or does not fit the memory, `start` is of
            another sort, or see `Training.run`.
        Cancelled: the user cancelled; the same training goes on from its last epoch.
    """
    definition = _definition(cases, p)
    if cases.preparation.order == TIMES:
        context.note("Signals are varied by noise and mixup alone; they are not moved or turned.")
    device = chosen_device(p.device)
    _check_cost(definition, cases, p, device, context)
    learnt, validation = (examples(cases, part) for part in (TRAIN, VALIDATION))
    module = _begun(definition, cases, p, start, context)
    classes = len(cases.classes)
    p, search = chosen(p, module, learnt, classes, device, context.part(0, 0.05))
    path = None if folder is None else _checkpoint(folder, cases, p, start)
    part = context.part(0.05 if search else 0, 0.97)
    job = SharedNetwork(definition, module, learnt, validation, classes, p)
    together = trained_together(job, part, path) if p.processes > 1 else nullcontext(path)
    with together as kept:
        training = Training(
            module, learnt, validation, classes, p,
            Augmentation(p, cases.preparation.size, p.seed, cases.preparation.order), part, device,
            kept,
        )  # fmt: skip
        history = training.run()
    best = best_of(history)
    context.note(f"Kept are the weights of epoch {best + 1} of {len(history)}.")
    temperature = None
    if p.calibrate:
        temperature = _calibrated(module, validation, p, context.part(0.97, 1), training.device)
    facts = _facts(cases, p, start, history, temperature)
    trained = TrainedNetwork(module, definition, cases.preparation, cases.classes, facts)
    return Fitted(trained, history, temperature, search, path)


def examples(cases: ImageCases, part: str) -> Examples:
    """The cases of a part, to train with."""
    rows = cases.rows(part)
    clinical = cases.clinical
    return Examples(
        cases.images[torch.from_numpy(rows)],
        cases.codes[rows],
        None if clinical is None else clinical.rows(rows),
    )


def _definition(cases: ImageCases, p: NetworkChoices) -> Definition:
    form = cases.preparation.form(len(cases.classes), p.dropout)
    definition = definition_of(p.network, form)
    if cases.clinical is None:
        return definition
    return {
        "_target_": OWN + "fusion.ImageAndClinical",
        "image": definition,
        "categories": [len(predictor.categories) for predictor in cases.clinical.predictors],
        "classes": form.classes,
        "dropout": form.dropout,
    }


def _check_cost(
    definition: Definition, cases: ImageCases, p: NetworkChoices, device: str,
    context: Context,
) -> None:  # fmt: skip
    cost = cost_of(definition, cases.preparation.form(len(cases.classes)))
    check_network(cost, device)
    needed = f"{cost.training(p.batch or 1) / 1e9:.1f} GB" + ("" if p.batch else " or more")
    context.note(
        f"The network learns {cost.parameters:,} numbers and takes about {needed} to train on "
        f"{device}."
    )


def _begun(
    definition: Definition, cases: ImageCases, p: NetworkChoices, start: Start | None,
    context: Context,
) -> Any:  # fmt: skip
    with repeatable():
        torch.manual_seed(p.seed)
        module = build(definition)
    if cases.clinical is not None:
        module.coding.fit(cases.clinical.rows(cases.rows(TRAIN)))
    if start is not None:
        take_weights(module, start, cases.preparation, cases.classes, context)
        freeze(module, p, context)
    return module


def _calibrated(
    module: Any, validation: Examples, p: NetworkChoices, context: Context, device: str
) -> float:
    said = answers(
        module, validation.images, Runs(batch=p.images), context, device, validation.values
    )
    temperature = temperature_of(_logarithms(said.probabilities), validation.codes)
    cool(module, temperature)
    context.note(
        f"Calibrated with temperature {temperature:.2f}: its answers were "
        f"{'too sure' if temperature > 1 else 'not sure enough'} before."
    )
    return temperature


def _facts(
    cases: ImageCases, p: NetworkChoices, start: Start | None, history: list[Epoch],
    temperature: float | None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "network": p.network,
        "choices": asdict(p) | {"folder": "", "resume_folder": ""},
        "best_epoch": best_of(history) + 1,
        "epochs": len(history),
        "temperature": temperature,
        "clinical": as_json(cases.clinical.predictors) if cases.clinical else [],
        "start": start.sha256 if start else "",
        "versions": versions(),
    }


def _checkpoint(folder: Path, cases: ImageCases, p: NetworkChoices, start: Start | None) -> Path:
    facts = {key: value for key, value in asdict(p).items() if key not in _NO_MATTER}
    facts["start"] = start.sha256 if start else ""
    values = () if cases.clinical is None else cases.clinical.values.flatten().tolist()
    columns = (cases.names, cases.parts, cases.codes, cases.classes, values)
    return path_of(folder, fingerprint_of(facts, cases.images, columns))


def _logarithms(probabilities: Reals) -> Reals:
    found: Reals = np.log(np.maximum(probabilities, np.finfo(float).tiny))
    return found
