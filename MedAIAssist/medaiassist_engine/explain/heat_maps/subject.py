"""What is explained: a network, an image as it sees it, and a class."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from ...classify.deep.running import Runs, answers
from ...context import Context
from ...contract.errors import UserError
from ...features.embedding.running import out_of_memory

Reals = NDArray[np.float64]
Result = TypeVar("Result")

_VOXELS_AT_ONCE = 2_000_000  # keeps what a network holds of a batch below a few GB
_MOST_AT_ONCE = 32


@dataclass
class Subject:
    """One image and one class.

    Attributes:
        module: the network, a torch module in evaluation mode.
        image: (1, channels, i, j[, k]) float32, prepared for it.
        code: index of the class.
        device: where the network runs; becomes "cpu" where memory does not suffice.
        batch: images that it is given at a time.
    """

    module: Any
    image: torch.Tensor
    code: int
    device: str = "cpu"
    batch: int = field(init=False)

    def __post_init__(self) -> None:
        fit = _VOXELS_AT_ONCE // max(1, self.image[0, 0].numel())
        self.batch = min(max(fit, 1), _MOST_AT_ONCE)

    @property
    def size(self) -> tuple[int, ...]:
        """Voxels along i, j(, k)."""
        return tuple(self.image.shape[2:])

    def probabilities(self, images: Iterator[torch.Tensor], count: int, context: Context) -> Reals:
        """(count,) probabilities of the class in changed images (channels, i, j[, k]).

        Raises:
            UserError: memory does not suffice.
            Cancelled: the user cancelled.
        """
        found: list[Reals] = []
        for start in range(0, count, self.batch):
            stop = min(start + self.batch, count)
            batch = torch.stack([next(images) for _ in range(stop - start)])
            part = context.part(start / count, stop / count)
            answer = answers(self.module, batch, Runs(batch=self.batch), part, self.device)
            self.device = answer.device
            found.append(answer.probabilities[:, self.code])
        return np.concatenate(found)

    def on_device(self, work: Callable[[torch.Tensor], Result], context: Context) -> Result:
        """What `work` gives for the image on the network's device, or on the CPU if memory of that
        does not suffice.

        Raises:
            UserError: the CPU's memory does not suffice either.
        """
        try:
            self.module.to(self.device)
            return work(self.image.to(self.device))
        except RuntimeError as error:
            if not out_of_memory(error):
                raise
            if self.device == "cpu":
                raise UserError(
                    "There is not enough memory to follow the network backwards; choose "
                    "Occlusion (method), which needs less."
                ) from error
        context.note(f"The memory of {self.device} did not suffice; the CPU was used instead.")
        self.device = "cpu"
        return self.on_device(work, context)
