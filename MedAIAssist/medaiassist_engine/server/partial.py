"""Results so far of one job: not too often."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from ..contract.encoding import encode
from ..contract.messages import Partial
from ..contract.payloads import Payload
from .arrays import Arrays

_INTERVAL_S = 1.0


class PartialReport:
    """Passes on at most one report a second.

    Args:
        send: receives the message and the buffers of its arrays.
    """

    def __init__(self, job: str, send: Callable[[Partial, list[Any]], None]) -> None:
        self._job, self._send = job, send
        self._last = float("-inf")

    def __call__(self, slot: str, payload: Payload) -> None:
        now = time.monotonic()
        if now - self._last < _INTERVAL_S:
            return
        self._last = now
        found: list[Any] = []
        tree = encode({slot: payload}, found)
        # Blocks would have to be given back; what is shown so often is small.
        entries, buffers = Arrays(None, None).send(found)
        self._send(Partial(self._job, tree, entries), buffers)
