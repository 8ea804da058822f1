"""How benchmarks measure: seconds, the peak of memory, and the first call of a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

_EVERY_S = 0.002

# As the engine does, before a library with OpenMP is loaded; see medaiassist_engine/__main__.py.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def seconds(function: Callable[[], object]) -> float:
    """Wall clock of one call."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


class PeakMemory:
    """While it is entered: the most bytes in use above those in use before, in `added`."""

    def __enter__(self) -> PeakMemory:
        self.added = 0
        self._process = psutil.Process()
        self._before = self._process.memory_info().rss
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch)
        self._watcher.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._done.wait(_EVERY_S):
            self.added = max(self.added, self._process.memory_info().rss - self._before)


def in_fresh_process(code: str, **environment: str) -> float:
    """The number that the code prints; it can import the modules of this folder."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)


def print_first_use(prepare: str, call: str) -> None:
    """Seconds of a call in a fresh process: with numba's cache empty, then filled.

    Args:
        prepare: code that runs before the clock starts.
    """
    code = f"import measuring; {prepare}; print(measuring.seconds(lambda: {call}))"
    with tempfile.TemporaryDirectory() as cache:
        empty, filled = (in_fresh_process(code, NUMBA_CACHE_DIR=cache) for _ in range(2))
    print(f"first call of a process: {empty:.2f} s with numba's cache empty, {filled:.2f} s after")
