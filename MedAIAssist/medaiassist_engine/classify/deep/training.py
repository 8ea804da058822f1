"""Training a network that tells images apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ...context import Context
from .augmentation import Augmentation
from .batches import batches_of
from .epochs import EpochTraining, Rows
from .losses import Loss, shares_of
from .optimisation_parameters import OptimisationChoices
from .stepping import Seen, Stepper
from .tables import curve_chart
from .team import Team


@dataclass(frozen=True)
class Examples:
    """Images (n, channels, i, j[, k]), their classes (n,) and clinical values (n, columns)."""

    images: torch.Tensor
    codes: NDArray[np.intp]
    values: torch.Tensor | None = None

    def seen(self, rows: Any, images: torch.Tensor | None = None) -> Seen:
        """What the network takes of these cases, with their images as they are or varied."""
        images = self.images[rows] if images is None else images
        return (images,) if self.values is None else (images, self.values[rows])


class Training(EpochTraining):
    """Of one network; see `EpochTraining`."""

    def __init__(
        self, module: Any, learnt: Examples, validation: Examples, classes: int,
        choices: OptimisationChoices, augmentation: Augmentation, context: Context,
        device: str = "cpu", checkpoint: Path | None = None, team: Team | None = None,
    ) -> None:  # fmt: skip
        super().__init__(module, choices, context, curve_chart, device, checkpoint, team)
        self._learnt, self._validation, self._classes = learnt, validation, classes
        self._images, self._augmentation = choices, augmentation
        self._loss = Loss(choices, learnt.codes, classes)
        self._step = Stepper(
            module, self._optimiser, self._loss, device, choices.images, choices.mixed_precision,
            context, team,
        )  # fmt: skip

    @property
    def device(self) -> str:
        """Where it computes; the CPU once a GPU's memory did not suffice."""
        return self._step.device

    def _batches(self, number: int) -> list[Rows]:
        p = self._images
        balanced = p.imbalance == "balanced_sampling"
        return batches_of(self._learnt.codes, p.images * p.accumulate, balanced, p.seed, number)

    def _learn(self, rows: Rows, number: int, batch: int) -> float:
        images = self._augmentation(self._learnt.images[rows], rows, number)
        codes = torch.from_numpy(self._learnt.codes[rows])
        targets = shares_of(codes, self._classes, self._images.label_smoothing)
        seen = self._learnt.seen(rows, images)
        return self._step(*self._augmentation.mixed(seen, targets, number, batch))

    def _validated(self) -> tuple[float, float, float | None]:
        """Loss and share of right answers of the validation cases."""
        self.module.eval()
        codes = torch.from_numpy(self._validation.codes)
        rows = torch.arange(len(codes)).split(self._choices.images)
        with torch.no_grad():
            parts = [self._step.run(self._validation.seen(part)).float().cpu() for part in rows]
        logits = torch.cat(parts)
        loss = self._loss(logits, shares_of(codes, self._classes))
        return float(loss), float((logits.argmax(dim=1) == codes).float().mean()), None
