"""One change of the weights, in parts that fit the memory."""

from __future__ import annotations

import contextlib
from typing import Any

import torch

from ...context import Context
from ...contract.errors import UserError
from ...features.embedding.running import out_of_memory
from .losses import Loss
from .networks.building import logits_of


class Stepper:
    """Runs forwards and backwards; with too little memory on smaller parts, at last on the CPU.

    Args:
        part: images at a time.
        mixed: compute in bfloat16 where the GPU can.
    """

    def __init__(
        self, module: Any, optimiser: Any, loss: Loss, device: str, part: int, mixed: bool,
        context: Context,
    ) -> None:  # fmt: skip
        self.module = module
        self.optimiser = optimiser
        self.device = device
        self._loss = loss
        self._part = part
        self._mixed = mixed
        self._context = context

    def __call__(self, images: torch.Tensor, targets: torch.Tensor) -> float:
        """Change the weights once; the loss before.

        Raises:
            UserError: the CPU's memory does not suffice for one image either.
        """
        while True:
            try:
                self.optimiser.zero_grad(set_to_none=True)
                loss = self._accumulated(images, targets)
            except RuntimeError as error:
                if not out_of_memory(error):
                    raise
                self._smaller(len(images))
                continue
            self.optimiser.step()
            return loss

    def run(self, images: torch.Tensor) -> torch.Tensor:
        """(n, classes) logits, on the device."""
        with self._precision():
            return logits_of(self.module(images.to(self.device)))

    def _accumulated(self, images: torch.Tensor, targets: torch.Tensor) -> float:
        total = 0.0
        for part, wanted in zip(_split(images, self._part), _split(targets, self._part),
                                strict=True):  # fmt: skip
            loss = self._loss(self.run(part), wanted.to(self.device)) * (len(part) / len(images))
            loss.backward()
            total += float(loss.detach())
        return total

    def _precision(self) -> Any:
        if not self._mixed or not self.device.startswith("cuda"):
            return contextlib.nullcontext()
        if not torch.cuda.is_bf16_supported(including_emulation=False):
            return contextlib.nullcontext()
        return torch.autocast("cuda", torch.bfloat16)

    def _smaller(self, batch: int) -> None:
        self.optimiser.zero_grad(set_to_none=True)
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


def move(module: Any, optimiser: Any, device: str) -> None:
    """Move a network and the state of its optimiser."""
    module.to(device)
    for values in optimiser.state.values():
        for name, value in values.items():
            if torch.is_tensor(value) and value.ndim:
                values[name] = value.to(device)


def _split(values: torch.Tensor, size: int) -> list[torch.Tensor]:
    """Parts of at most `size`, of equal length as far as possible: batch norm needs two images."""
    return list(torch.tensor_split(values, -(-len(values) // size)))
