"""One change of a detector's weights, in parts that fit the memory."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from ...classify.deep.stepping import SparingStepper
from ..networks.target import Target

_STEEPEST = 10.0  # norm of the gradient; a rare odd box would undo what was learnt


class DetectorStepper(SparingStepper):
    """See `SparingStepper`."""

    def once(self, seen: tuple[Tensor, int], targets: Sequence[Target]) -> float:
        """Change the weights once; the loss before.

        Args:
            seen: images (n, channels, *shape), and how many the whole team has of the batch.
        """
        images, whole = seen
        self.optimiser.zero_grad(set_to_none=True)
        total = 0.0
        for rows in torch.arange(len(images)).split(self._part) if len(images) else ():
            share = len(rows) / whole
            loss = self.loss(images[rows], [targets[n] for n in rows.tolist()]) * share
            loss.backward()
            total += float(loss.detach())
        if self._team is not None:
            total = self._team.add_up(self.module, total)
        torch.nn.utils.clip_grad_norm_(self.module.parameters(), _STEEPEST)
        self.optimiser.step()
        return total

    def loss(self, images: Tensor, targets: Sequence[Target]) -> Tensor:
        """The sum of all parts of the loss."""
        with self.precision():
            parts = self.module.losses(
                images.to(self.device), [target.to(self.device) for target in targets]
            )
        return torch.stack(list(parts.values())).sum()
