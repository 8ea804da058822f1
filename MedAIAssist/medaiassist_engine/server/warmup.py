"""Loads the libraries after the engine has answered, then says what it runs on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

from ..contract.messages import Status
from ..loading import load
from ..versions import LIBRARIES


def warm_up(report: Callable[[Status], None]) -> None:
    """Import the heavy libraries in a thread, then report the device."""

    def run() -> None:
        for module in LIBRARIES.values():
            _load(module)
        from ..devices import best_device

        best = best_device()
        report(Status(best.name, best.memory_free))

    threading.Thread(target=run, daemon=True, name="warm-up").start()


def _load(name: str) -> None:
    """Import a library; the operation that needs a missing or broken one says so then."""
    try:
        load(name)
    except Exception as error:
        print(f"The library {name} is not usable: {error}", file=sys.stderr)
