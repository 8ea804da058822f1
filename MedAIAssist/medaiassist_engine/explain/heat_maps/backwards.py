"""Gradients of a network's scores, which can be cancelled within one pass."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import torch

from ...classify.deep.interrupting import interruptible
from ...classify.deep.networks.building import logits_of
from ...classify.deep.seeds import repeatable


@contextlib.contextmanager
def backwards(module: Any, check: Callable[[], None]) -> Iterator[None]:
    """Within the block gradients can be taken; `check`, which may raise, is called by the layers,
    forwards and backwards."""

    def listen(layer: Any, inputs: Any, output: Any) -> None:
        first = logits_of(output)
        if torch.is_tensor(first) and first.requires_grad:
            first.register_hook(lambda gradient: check())

    layers = [m for m in module.modules() if next(m.children(), None) is None]
    handles = [m.register_forward_hook(listen) for m in layers]
    try:
        # cuDNN's recurrent networks have no gradients in evaluation mode.
        with (
            repeatable(),
            interruptible(module, check),
            torch.backends.cudnn.flags(enabled=not _recurrent(module), deterministic=True),
            torch.enable_grad(),
        ):
            yield
    finally:
        for handle in handles:
            handle.remove()


def score(module: Any, images: torch.Tensor, code: int) -> torch.Tensor:
    """(n,) scores of a class before softmax."""
    found: torch.Tensor = logits_of(module(images))[:, code]
    return found


def _recurrent(module: Any) -> bool:
    return any(isinstance(m, torch.nn.RNNBase) for m in module.modules())
