"""Training any network: epoch after epoch, kept on disk, the best one returned."""

from __future__ import annotations

import abc
import contextlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Chart
from . import checkpoints
from .averaging import Average, copied, quicken
from .history import Epoch, best_of, ended, rate
from .interrupting import interruptible
from .optimisation_parameters import SteppingChoices
from .optimisers import optimiser_of, restore, set_rate, state_of
from .seeds import repeatable, seed_of
from .team import Team
from .transfer import learning

CURVE = "learning_curve"
"""The output slot that is shown while the training goes on."""

Rows = NDArray[np.intp]


class _Finished(Exception):
    """The user wants the best epoch so far."""


class EpochTraining(abc.ABC):
    """Of one network; what an epoch sees and how it is judged is up to who extends it.

    After each epoch everything is kept in `checkpoint`; the same training, begun again, goes on
    from there, and on the CPU ends with the very same weights.

    Args:
        module: the network; it is left with the weights of its best epoch.
        choices: with batch and learning rate chosen, see `automatic.chosen`.
        curve: draws the epochs so far.
        device: such as "cpu" or "cuda:0".
        checkpoint: the file; None to keep nothing.
        team: processes that train it together.
    """

    def __init__(
        self, module: Any, choices: SteppingChoices, context: Context,
        curve: Callable[[Sequence[Epoch]], Chart], device: str = "cpu",
        checkpoint: Path | None = None, team: Team | None = None,
    ) -> None:  # fmt: skip
        self.module = module.to(device)
        quicken(self.module)
        self.history: list[Epoch] = []
        self._choices, self._context, self._curve = choices, context, curve
        self._checkpoint, self._team = checkpoint, team
        self._best: checkpoints.Tensors = {}
        self._done, self._text = 0.0, ""
        self._optimiser = optimiser_of(module, choices)
        self._average = Average(module, choices.averaging) if choices.averaging else None

    def run(self) -> list[Epoch]:
        """Train to the end; the module then has the weights of its best epoch.

        Who wants the best so far (`Context.finishing`) gets it once there is one epoch; the epoch
        under way is lost.

        Raises:
            Cancelled: the user cancelled; the checkpoint has all epochs that were finished, and
                the best weights.
            UserError: memory does not suffice, or the loss is no number from the start.
        """
        self._resume()
        begun, first = time.monotonic(), len(self.history)
        if self.history:
            self._context.show(CURVE, self._curve(self.history))
        with (
            repeatable(),
            contextlib.suppress(_Finished),
            interruptible(self.module, self._ask),
        ):
            while not ended(self.history, self._choices):
                self._tell(time.monotonic() - begun, len(self.history) - first, 0.0)
                self._epoch(begun, first)
                self._keep()
                self._context.show(CURVE, self._curve(self.history))
        self.module.load_state_dict(self._best)
        return self.history

    @abc.abstractmethod
    def _batches(self, number: int) -> list[Rows]:
        """Which cases are seen together in an epoch."""

    @abc.abstractmethod
    def _learn(self, rows: Rows, number: int, batch: int) -> float:
        """Change the weights once by these cases; the loss before."""

    @abc.abstractmethod
    def _validated(self) -> tuple[float, float, float | None]:
        """Of the validation cases: the loss, the figure that is told, and what makes an epoch the
        best if it is least; None for the loss."""

    def _epoch(self, begun: float, first: int) -> None:
        p, number = self._choices, len(self.history)
        part = (self._team.rank,) if self._team is not None else ()
        torch.manual_seed(seed_of(p.seed, number, *part))  # for dropout
        learning(self.module)
        batches = self._batches(number)
        if self._team is not None:
            batches = self._team.shareable(batches)
        losses = []
        for n, rows in enumerate(batches):
            self._tell(time.monotonic() - begun, number - first, n / len(batches))
            learning_rate = rate(p, self.history, (n + 0.5) / len(batches))
            set_rate(self._optimiser, learning_rate)
            losses.append(self._learn(rows, number, n))
            if self._average is not None:
                self._average.update()
        if self._team is not None:
            self._team.agree(self.module)
        with self._average.applied() if self._average else contextlib.nullcontext():
            loss, figure, judged = self._validated()
            if self._team is not None:
                loss, figure = self._team.same(loss, figure)
                if judged is not None:
                    (judged,) = self._team.same(judged)
            self.history.append(Epoch(learning_rate, float(np.mean(losses)), loss, figure, judged))
            if best_of(self.history) == number:
                self._best = copied(self.module)
        if not np.isfinite(self.history[0].validation_loss):
            raise UserError("Training diverged in its first epoch; lower the learning rate.")

    def told(self, figure: float) -> str:
        """The figure of the validation cases in words."""
        return f"{figure:.1%} right"

    def _tell(self, seconds: float, epochs: int, share: float) -> None:
        done = len(self.history) + share
        self._done = done / self._choices.epochs
        text = f"Epoch {len(self.history) + 1} of {self._choices.epochs}"
        if self.history:
            last = self.history[-1]
            text += (
                f": loss {last.loss:.3f}, validation {last.validation_loss:.3f}, "
                f"{self.told(last.accuracy)}"
            )
        if epochs + share > 0.2:
            left = seconds / (epochs + share) * (self._choices.epochs - done)
            text += f", at most {_duration(left)} left"
        self._text = text
        self._ask()

    def _ask(self) -> None:
        self._context.progress(self._done, self._text)
        if self._context.finishing and self.history:
            raise _Finished

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
        if not ended(self.history, self._choices):
            self._context.note(f"The training went on after epoch {len(self.history)}.")

    def _keep(self) -> None:
        """A full disk does not end the training: what was learnt would be lost."""
        if self._checkpoint is None or (self._team is not None and self._team.rank):
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
