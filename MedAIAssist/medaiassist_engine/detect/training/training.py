"""Training a detector by the same epochs as a network that tells images apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ...classify.deep import batches
from ...classify.deep.epochs import EpochTraining, Rows
from ...classify.deep.history import Epoch
from ...classify.deep.team import Team
from ...context import Context
from ...contract.cohorts import TRAIN, VALIDATION
from ...contract.payloads import Chart, Column, Curve, Table
from ..applying.searching import Searcher
from ..networks.parameters import ApplyDetectorParameters, DetectorChoices
from ..networks.selecting import LEAST_SCORE
from ..networks.target import Target
from .cases import BoxCases, Case
from .pieces import cut, frame_of, plain_frame, varied
from .stepping import DetectorStepper
from .validating import average_precision

_TIE = 1e-3  # weight of the loss among epochs with the same average precision


class DetectorTraining(EpochTraining):
    """Of one detector; the best epoch is the one with the highest AP50 of the validation cases."""

    def __init__(
        self, module: Any, cases: BoxCases, choices: DetectorChoices, context: Context,
        device: str = "cpu", checkpoint: Path | None = None, team: Team | None = None,
    ) -> None:  # fmt: skip
        super().__init__(module, choices, context, curve_chart, device, checkpoint, team)
        self._p, self._cases = choices, cases
        self._learnt, self._checked = cases.of(TRAIN), cases.of(VALIDATION)
        self._patch = cases.seeing.patch
        self._step = DetectorStepper(
            module, self._optimiser, device, choices.images, choices.mixed_precision, context,
            team,
        )  # fmt: skip

    @property
    def device(self) -> str:
        """Where it computes; the CPU once a GPU's memory did not suffice."""
        return self._step.device

    def told(self, figure: float) -> str:
        return f"AP50 {figure:.3f}"

    def _batches(self, number: int) -> list[Rows]:
        draws = 1 if self._patch is None else self._p.patches
        order = np.random.default_rng([self._p.seed, number]).permutation(len(self._learnt) * draws)
        size = self._p.images * self._p.accumulate
        return batches.cut(order, size)

    def _learn(self, rows: Rows, number: int, batch: int) -> float:
        shape = self._shape([self._case(row) for row in rows])
        own = rows if self._team is None else self._team.part(torch.from_numpy(rows)).numpy()
        pieces = []
        for row in own.tolist():
            case, rng = self._case(row), np.random.default_rng([self._p.seed, number, row])
            piece, target = cut(case, frame_of(case, shape, self._whole, self._p, rng))
            pieces.append((varied(piece, self._p, rng), target))
        images, targets = _collated(pieces) if pieces else (torch.zeros(0), [])
        return self._step((images, len(rows)), targets)

    def _case(self, row: int) -> Case:
        return self._learnt[row % len(self._learnt)]

    def _validated(self) -> tuple[float, float, float | None]:
        """The loss, and AP50 of what is found in the whole images."""
        self.module.eval()
        losses = []
        with torch.no_grad():
            for start in range(0, len(self._checked), self._p.images):
                some = self._checked[start : start + self._p.images]
                shape = self._shape(some)
                pieces = [cut(c, plain_frame(c, shape, self._whole)) for c in some]
                losses.append(float(self._step.loss(*_collated(pieces))) * len(some))
        found = found_in(self.module, self._checked, self._cases, self._p, self.device)
        precision = average_precision(self._checked, found, self._cases.classes)
        loss = sum(losses) / len(self._checked)
        return loss, precision, 1 - precision + _TIE * loss / (1 + loss)

    @property
    def _whole(self) -> bool:
        return self._patch is None

    def _shape(self, cases: Sequence[Case]) -> tuple[int, ...]:
        """Of the pieces of a batch: the patch, or what holds the largest image."""
        multiple = self.module.multiple
        sizes = np.max([case.seen.image.shape[1:] for case in cases], axis=0)
        wanted = sizes if self._patch is None else np.full(len(sizes), self._patch)
        return tuple(int(-(-n // multiple) * multiple) for n in wanted)


def found_in(
    module: Any, cases: Sequence[Case], known: BoxCases, p: DetectorChoices, device: str,
    context: Context | None = None,
) -> list[Any]:  # fmt: skip
    """What a detector finds in each case, in voxels that the network sees."""
    choices = ApplyDetectorParameters(score=LEAST_SCORE, batch=p.images, most=100)
    searcher = Searcher(module.to(device).eval(), known.seeing.patch, choices, device)
    context = context or Context()
    found = [
        searcher(
            case.seen.image, context.part(n / len(cases), (n + 1) / len(cases)), case.proposals
        )
        for n, case in enumerate(cases)
    ]
    module.to(device)  # the search may have gone to the CPU for want of memory
    return found


def curve_chart(history: Sequence[Epoch]) -> Chart:
    """Losses and average precision after each epoch."""
    table = Table(
        (
            Column("epoch", np.arange(1, len(history) + 1)),
            Column("training loss", np.array([e.loss for e in history]),
                   description="Mean over the epoch, of varied images"),
            Column("validation loss", np.array([e.validation_loss for e in history])),
            Column("validation AP50", np.array([e.accuracy for e in history]),
                   description="Average precision at an overlap of 0.5, mean over the classes"),
            Column("learning rate", np.array([e.learning_rate for e in history]),
                   description="At the end of the epoch"),
        ),
        "Training",
    )  # fmt: skip
    names = ("training loss", "validation loss", "validation AP50")
    curves = tuple(Curve("epoch", name, name) for name in names)
    return Chart(table, curves, "Training", "epoch", "loss, AP50")


def _collated(pieces: Sequence[tuple[Tensor, Target]]) -> tuple[Tensor, list[Target]]:
    return torch.stack([piece for piece, _ in pieces]), [target for _, target in pieces]
