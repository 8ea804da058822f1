"""Cancelling within a batch: every layer asks, forwards and backwards."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Any

_PAUSE = 0.1  # seconds; asking at every layer of every batch would flood who listens


@contextlib.contextmanager
def interruptible(module: Any, check: Callable[[], None]) -> Iterator[None]:
    """Within the block `check`, which may raise, is called by the layers of a module."""
    asked = time.monotonic()

    def ask(*_: Any) -> None:
        nonlocal asked
        if time.monotonic() - asked >= _PAUSE:
            asked = time.monotonic()
            check()

    handles = []
    if not _is_scripted(module):
        layers = [m for m in module.modules() if next(m.children(), None) is None]
        handles = [m.register_forward_pre_hook(ask) for m in layers]
    handles += [
        p.register_post_accumulate_grad_hook(ask)
        for p in module.parameters()
        if p.requires_grad and p.is_leaf
    ]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _is_scripted(module: Any) -> bool:
    return hasattr(module, "code")
