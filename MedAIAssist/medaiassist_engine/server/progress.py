"""Progress of one job: not too often, with the time left."""

from __future__ import annotations

import time
from collections.abc import Callable

_INTERVAL_S = 0.1
_SETTLED_S = 1.0


class ProgressReport:
    """Passes on at most ten reports a second, and every change of phase.

    Args:
        send: receives fraction, phase and the seconds left, None while unknown.
    """

    def __init__(self, send: Callable[[float, str, float | None], None]) -> None:
        self._send = send
        self._started = time.monotonic()
        self._last = float("-inf")
        self._phase = ""

    def __call__(self, fraction: float, phase: str) -> None:
        now = time.monotonic()
        phase = phase or self._phase
        if now - self._last < _INTERVAL_S and phase == self._phase:
            return
        self._last, self._phase = now, phase
        self._send(fraction, phase, self._seconds_left(fraction, now))

    def _seconds_left(self, fraction: float, now: float) -> float | None:
        elapsed = now - self._started
        if fraction < 0.02 or elapsed < _SETTLED_S:
            return None
        return elapsed * (1 - fraction) / fraction
