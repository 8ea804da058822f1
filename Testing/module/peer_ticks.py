"""A bare process that ticks: how late it wakes tells what the machine makes of any program."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

TICK_S = 0.005


class Peer:
    """The process, seen from Slicer."""

    def __init__(self, python: str, environment: Mapping[str, str]) -> None:
        # A file, for threads of Slicer's Python rarely run: a pipe would not be read.
        self._file = Path(tempfile.mkdtemp()) / "stops.txt"
        with self._file.open("w") as lines:
            self._process = subprocess.Popen(
                [python, __file__],
                stdout=lines,
                env=dict(environment),
                start_new_session=True,  # it must not take from Slicer's share of the processor
            )

    def still_ms(self, start: float, end: float) -> float:
        """The longest that it stood still between two times in milliseconds."""
        lines = self._file.read_text().splitlines()
        stops = [tuple(map(float, line.split())) for line in lines]
        ends = ((1e3 * began, 1e3 * began + length) for began, length in stops)
        inside = (min(e, end) - max(b, start) for b, e in ends if b < end and e > start)
        return max(inside, default=0.0)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._file.parent)


def main() -> None:
    """Print when each late tick began (s, `time.perf_counter`) and how long it took (ms)."""
    before = time.perf_counter()
    while True:
        time.sleep(TICK_S)
        now = time.perf_counter()
        if now - before >= 2 * TICK_S:
            print(before, 1e3 * (now - before), flush=True)
        before = now


if __name__ == "__main__":
    main()
