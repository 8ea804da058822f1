"""One change of the weights, in parts that fit the memory."""

from __future__ import annotations

import abc
import contextlib
from typing import Any

import torch

from ...context import Context
from ...contract.errors import UserError
from ...features.embedding.running import out_of_memory
from .losses import Loss
from .networks.building import logits_of
from .team import Team

Seen = tuple[torch.Tensor, ...]
"""What a network takes: images, and their clinical values where it takes those."""


class SparingStepper(abc.ABC):
    """Runs forwards and backwards; with too little memory on smaller parts, at last on the CPU.

    Args:
        part: images at a time.
        mixed: compute in bfloat16 where the GPU can.
        team: processes that share each batch; None for this process alone.
    """

    def __init__(
        self, module: Any, optimiser: Any, device: str, part: int, mixed: bool,
        context: Context, team: Team | None = None,
    ) -> None:  # fmt: skip
        self.module = module
        self.optimiser = optimiser
        self.device = device
        self._part = part
        self._mixed = mixed
        self._context = context
        self._team = team

    def __call__(self, seen: Any, targets: Any) -> float:
        """Change the weights once; the loss before.

        Raises:
            UserError: the CPU's memory does not suffice for one image either.
        """
        while True:
            try:
                return self.once(seen, targets)
            except ValueError as error:
                if "more than 1 value per channel" not in str(error):
                    raise
                raise UserError(
                    "This network compares the images of a batch, but a batch had one image alone; "
                    "raise Batch (batch), or choose a larger Size (size)."
                ) from error
            except RuntimeError as error:
                if not out_of_memory(error):
                    raise
                self._smaller(len(targets))

    @abc.abstractmethod
    def once(self, seen: Any, targets: Any) -> float:
        """As a call, but out of memory is an error."""

    def precision(self) -> Any:
        if not self._mixed or not self.device.startswith("cuda"):
            return contextlib.nullcontext()
        if not torch.cuda.is_bf16_supported(including_emulation=False):
            return contextlib.nullcontext()
        return torch.autocast("cuda", torch.bfloat16)

    def _smaller(self, batch: int) -> None:
        self.optimiser.zero_grad(set_to_none=True)
        if self._team is not None:  # the others would wait for a process that begins anew
            raise UserError(
                f"The memory of {self.device} does not suffice for a process' share of a batch; "
                "choose a smaller Batch (batch)."
            )
        part = min(self._part, batch)
        if part > 2:
            self._part = -(-part // 2)
            self._context.note(
                f"The memory of {self.device} did not suffice; images were taken {self._part} at "
                "a time, with the same batch."
            )
        elif self.device != "cpu":
            self._context.note(f"The memory of {self.device} did not suffice; the CPU was used.")
            self.device = "cpu"
            move(self.module, self.optimiser, "cpu")
        else:
            raise UserError(
                "There is not enough memory to train this network; choose a smaller Size (size) "
                "or another network."
            )
        if torch.cuda.is_available():
            torch.cuda.empty_cache()


class Stepper(SparingStepper):
    """Of a network that tells images apart."""

    def __init__(
        self, module: Any, optimiser: Any, loss: Loss, device: str, part: int, mixed: bool,
        context: Context, team: Team | None = None,
    ) -> None:  # fmt: skip
        super().__init__(module, optimiser, device, part, mixed, context, team)
        self._loss = loss

    def once(self, seen: Seen, targets: torch.Tensor) -> float:
        """As a call, but out of memory is an error."""
        whole, least = self._loss.weight(targets), len(targets)
        most = least
        if self._team is not None:
            least, most = most // self._team.size, -(-most // self._team.size)
            seen, targets = tuple(self._team.part(x) for x in seen), self._team.part(targets)
        self.optimiser.zero_grad(set_to_none=True)
        count = -(-most // self._part)
        if self._part > 1:  # batch norm may need two images
            count = min(count, max(1, least // 2))
        loss = self._accumulated(seen, targets, whole, count)
        if self._team is not None:
            loss = self._team.add_up(self.module, loss)
        self.optimiser.step()
        return loss

    def run(self, seen: Seen) -> torch.Tensor:
        """(n, classes) logits, on the device."""
        with self.precision():
            return logits_of(self.module(*(x.to(self.device) for x in seen)))

    def _accumulated(
        self, seen: Seen, targets: torch.Tensor, whole: torch.Tensor, count: int
    ) -> float:
        """The loss of the batch; gradients of its parts add up.

        Args:
            count: of the parts, the same for all processes: batch norm waits for each of them.
        """
        total = 0.0
        for wanted, *part in zip(*(_split(x, count) for x in (targets, *seen)), strict=True):
            loss = self._loss(self.run(tuple(part)), wanted.to(self.device), whole)
            loss.backward()
            total += float(loss.detach())
        return total


def move(module: Any, optimiser: Any, device: str) -> None:
    """Move a network and the state of its optimiser."""
    module.to(device)
    for values in optimiser.state.values():
        for name, value in values.items():
            if torch.is_tensor(value) and value.ndim:
                values[name] = value.to(device)


def _split(values: torch.Tensor, count: int) -> list[torch.Tensor]:
    """So many parts, of equal length as far as possible."""
    return list(torch.tensor_split(values, count)) if len(values) else []
