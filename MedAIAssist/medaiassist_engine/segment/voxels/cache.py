"""What was computed for the strokes before, kept while the next ones are painted."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from ...preprocess.threads import in_blocks

MOST_BYTES = 512 * 2**20
IDLE_S = 300.0
_PARTS = 16  # digested in threads

_T = TypeVar("_T")


class Cache:
    """The latest values by key, safe to use from several threads.

    Args:
        most_bytes: of all values together; the longest unused go first.
        idle_s: so long after `rest` it is emptied.
    """

    def __init__(self, most_bytes: int = MOST_BYTES, idle_s: float = IDLE_S) -> None:
        self._most_bytes, self._idle_s = most_bytes, idle_s
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def find(self, key: Hashable) -> Any | None:
        """The value kept for a key, None if there is none."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def get(self, key: Hashable, make: Callable[[], _T], size: Callable[[_T], int]) -> _T:
        """The value kept for a key, else what `make` gives, which is then kept.

        Args:
            size: bytes of a value.
        """
        found: _T | None = self.find(key)
        if found is not None:
            return found
        value = make()
        with self._lock:
            self._values[key] = value, size(value)
            while self.bytes > self._most_bytes:
                self._values.popitem(last=False)
        return value

    @property
    def bytes(self) -> int:
        return sum(size for _value, size in self._values.values())

    def clear(self) -> None:
        with self._lock:
            self._values.clear()

    def rest(self) -> None:
        """Empty it in a while, unless this is called again before."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(self._idle_s, self.clear)
        self._timer.daemon = True
        self._timer.start()


CACHE = Cache()
"""The engine process's own."""


def fingerprint(array: NDArray[Any], progress: Callable[[float], None] = lambda _f: None) -> bytes:
    """A digest of an array's shape, type and content, by which it is known when it comes again.

    Args:
        progress: called every now and then; may raise to stop.
    """
    edges = np.linspace(0, len(array), min(len(array), _PARTS) + 1).astype(int)
    digests = [b""] * (len(edges) - 1)

    def digest(start: int, stop: int) -> None:
        for n in range(start, stop):
            block = np.ascontiguousarray(array[edges[n] : edges[n + 1]])
            digests[n] = hashlib.blake2b(block.view(np.uint8).data, digest_size=16).digest()

    in_blocks(digest, len(digests), progress, array.nbytes)
    head = f"{array.shape} {array.dtype.str}".encode()
    return hashlib.blake2b(head + b"".join(digests), digest_size=16).digest()
