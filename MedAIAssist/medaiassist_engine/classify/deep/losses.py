"""What training makes small."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from .optimisation_parameters import OptimisationChoices

_GAMMA = 2.0


class Loss:
    """Cross-entropy or focal loss of (n, classes) logits and (n, classes) shares of each class.

    The focal loss is -(1 - p)^2 log p (Lin et al., ICCV 2017). With class weights it is the
    weighted mean, as PyTorch's.

    Args:
        codes: (n,) classes of the training cases, for the class weights.
    """

    def __init__(self, choices: OptimisationChoices, codes: NDArray[np.intp], classes: int) -> None:
        weighed = choices.imbalance == "class_weights"
        self._weights = class_weights(codes, classes) if weighed else torch.ones(classes)
        self._focal = choices.loss == "focal"

    def __call__(
        self, logits: torch.Tensor, targets: torch.Tensor, whole: torch.Tensor | None = None
    ) -> torch.Tensor:
        """The loss of a batch, computed in float32.

        Args:
            whole: `weight` of the batch that this is a part of; the losses of its parts add up
                to its loss.
        """
        log = torch.log_softmax(logits.float(), dim=1)
        shares = targets * self._weights.to(targets.device)
        terms = (1 - log.exp()) ** _GAMMA * log if self._focal else log
        return -(shares * terms).sum() / (shares.sum() if whole is None else whole)

    def weight(self, targets: torch.Tensor) -> torch.Tensor:
        """How much cases weigh together."""
        return (targets * self._weights.to(targets.device)).sum()


def class_weights(codes: NDArray[np.intp], classes: int) -> torch.Tensor:
    """(classes,) such that all classes weigh the same, 1 on average over the cases."""
    counts = np.bincount(codes, minlength=classes)
    return torch.tensor(len(codes) / (classes * np.maximum(counts, 1)), dtype=torch.float32)


def shares_of(codes: torch.Tensor, classes: int, smoothing: float = 0.0) -> torch.Tensor:
    """(n, classes): 1 at each case's class; smoothing gives a share to all (Szegedy 2016)."""
    sharp = torch.nn.functional.one_hot(codes, classes).float()
    return sharp * (1 - smoothing) + smoothing / classes
