"""Work of the panel itself that takes long, such as writing a file: done while Slicer idles."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import Any

import qt

from medaiassist_engine.contract.errors import UserError

_BUDGET_S = 0.01  # of one round; then the event loop has its turn


class WorkSteps:
    """Runs one generator at a time.

    Args:
        failed: called with what the user is to be told.
        changed: called without arguments when work begins or ends.
    """

    def __init__(self, failed: Callable[[str], None], changed: Callable[[], None]) -> None:
        self._failed, self._changed = failed, changed
        self._steps: Generator[Any, None, None] | None = None
        self._timer = qt.QTimer()
        self._timer.connect("timeout()", self._go_on)

    @property
    def busy(self) -> bool:
        return self._steps is not None

    def start(self, steps: Generator[Any, None, None]) -> None:
        """Begin; what was under way ends."""
        self.stop()
        self._steps = steps
        self._timer.start(0)
        self._changed()

    def stop(self) -> None:
        """End what is under way; it takes back what it has begun."""
        self._timer.stop()
        if self._steps is not None:
            steps, self._steps = self._steps, None
            steps.close()

    def _go_on(self) -> None:
        until = time.monotonic() + _BUDGET_S
        try:
            while self._steps is not None and time.monotonic() < until:
                next(self._steps)
        except StopIteration:
            self._end("")
        except UserError as error:
            self._end(str(error))

    def _end(self, problem: str) -> None:
        self._timer.stop()
        self._steps = None
        if problem:
            self._failed(problem)
        self._changed()
