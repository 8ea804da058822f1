"""Training a network: epoch after epoch, kept on disk, the best one returned."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from . import checkpoints
from .augmentation import Augmentation
from .averaging import Average, copied
from .batches import batches_of
from .history import Epoch, best_of, ended, rate
from .interrupting import interruptible
from .losses import Loss, shares_of
from .optimisation_parameters import OptimisationChoices
from .optimisers import optimiser_of, restore, state_of
from .seeds import repeatable, seed_of
from .stepping import Stepper


@dataclass(frozen=True)
class Examples:
    """Images (n, channels, i, j[, k]) and their classes (n,)."""

    images: torch.Tensor
    codes: NDArray[np.intp]


class Training:
    """Of one network.

    After each epoch everything is kept in `checkpoint`; the same training, begun again, goes on
    from there, and on the CPU ends with the very same weights.

    Args:
        module: the network; it is left with the weights of its best epoch.
        checkpoint: the file; None to keep nothing.
        device: such as "cpu" or "cuda:0".
    """

    def __init__(
        self, module: Any, learnt: Examples, validation: Examples, classes: int,
        choices: OptimisationChoices, augmentation: Augmentation, context: Context,
        device: str = "cpu", checkpoint: Path | None = None,
    ) -> None:  # fmt: skip
        self.module = module.to(device)
        self.history: list[Epoch] = []
        self._learnt, self._validation, self._classes = learnt, validation, classes
        self._choices, self._augmentation, self._context = choices, augmentation, context
        self._checkpoint = checkpoint
        self._best: checkpoints.Tensors = {}
        self._done, self._text = 0.0, ""
        self._optimiser = optimiser_of(module, choices)
        self._average = Average(module, choices.averaging) if choices.averaging else None
        self._loss = Loss(choices, learnt.codes, classes)
        self._step = Stepper(
            module, self._optimiser, self._loss, device, choices.batch, choices.mixed_precision,
            context,
        )  # fmt: skip

    @property
    def device(self) -> str:
        """Where it computes; the CPU once a GPU's memory did not suffice."""
        return self._step.device

    def run(self) -> list[Epoch]:
        """Train to the end; the module then has the weights of its best epoch.

        Raises:
            Cancelled: the user cancelled; the checkpoint has all epochs that were finished, and
                the best weights.
            UserError: memory does not suffice, or the loss is no number from the start.
        """
        self._resume()
        begun, first = time.monotonic(), len(self.history)
        with repeatable(), interruptible(self.module, self._ask):
            while not ended(self.history, self._choices):
                self._tell(time.monotonic() - begun, len(self.history) - first, 0.0)
                self._epoch(begun, first)
                self._keep()
        self.module.load_state_dict(self._best)
        return self.history

    def _epoch(self, begun: float, first: int) -> None:
        p, number = self._choices, len(self.history)
        torch.manual_seed(seed_of(p.seed, number))  # for dropout
        self.module.train()
        balanced = p.imbalance == "balanced_sampling"
        size = p.batch * p.accumulate
        batches = batches_of(self._learnt.codes, size, balanced, p.seed, number)
        losses = []
        for n, rows in enumerate(batches):
            self._tell(time.monotonic() - begun, number - first, n / len(batches))
            learning_rate = rate(p, self.history, (n + 0.5) / len(batches))
            for group in self._optimiser.param_groups:
                group["lr"] = learning_rate
            images = self._augmentation(self._learnt.images[rows], rows, number)
            codes = torch.from_numpy(self._learnt.codes[rows])
            targets = shares_of(codes, self._classes, p.label_smoothing)
            losses.append(self._step(*self._augmentation.mixed(images, targets, number, n)))
            if self._average is not None:
                self._average.update()
        with self._average.applied() if self._average else contextlib.nullcontext():
            loss, accuracy = self._validated()
            self.history.append(Epoch(learning_rate, float(np.mean(losses)), loss, accuracy))
            if best_of(self.history) == number:
                self._best = copied(self.module)
        if not np.isfinite(self.history[0].validation_loss):
            raise UserError("Training diverged in its first epoch; lower the learning rate.")

    def _validated(self) -> tuple[float, float]:
        """Loss and share of right answers of the validation cases."""
        self.module.eval()
        images, codes = self._validation.images, torch.from_numpy(self._validation.codes)
        with torch.no_grad():
            parts = [
                self._step.run(part).float().cpu() for part in images.split(self._choices.batch)
            ]
        logits = torch.cat(parts)
        loss = self._loss(logits, shares_of(codes, self._classes))
        return float(loss), float((logits.argmax(dim=1) == codes).float().mean())

    def _tell(self, seconds: float, epochs: int, share: float) -> None:
        done = len(self.history) + share
        self._done = done / self._choices.epochs
        text = f"Epoch {len(self.history) + 1} of {self._choices.epochs}"
        if self.history:
            last = self.history[-1]
            text += (
                f": loss {last.loss:.3f}, validation {last.validation_loss:.3f}, "
                f"{last.accuracy:.1%} right"
            )
        if epochs + share > 0.2:
            left = seconds / (epochs + share) * (self._choices.epochs - done)
            text += f", at most {_duration(left)} left"
        self._text = text
        self._ask()

    def _ask(self) -> None:
        self._context.progress(self._done, self._text)

    def _resume(self) -> None:
        if self._checkpoint is None or not self._checkpoint.exists():
            return
        found = checkpoints.read(self._checkpoint)
        self.history = list(found.history)
        self.module.load_state_dict(found.weights)
        restore(self._optimiser, found.optimiser)
        self._best = found.best
        if self._average is not None:
            self._average.weights, self._average.updates = found.average, found.updates
        self._context.note(f"The training went on after epoch {len(self.history)}.")

    def _keep(self) -> None:
        """A full disk does not end the training: what was learnt would be lost."""
        if self._checkpoint is None:
            return
        average = self._average
        now = checkpoints.Checkpoint(
            tuple(self.history), self.module.state_dict(), self._best, state_of(self._optimiser),
            average.weights if average else {}, average.updates if average else 0,
        )  # fmt: skip
        try:
            checkpoints.write(self._checkpoint, now)
        except UserError as error:
            self._checkpoint = None
            self._context.note(f"Epochs are no longer kept for going on later: {error}")


def _duration(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
