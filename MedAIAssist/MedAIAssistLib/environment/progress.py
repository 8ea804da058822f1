"""How far uv is, from the lines it writes and from the room it takes on the disk."""

from __future__ import annotations

import contextlib
import re
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

_UNITS = {"B": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
_ANNOUNCED = re.compile(r"^\s*Downloading (\S+) \(([\d.]+)\s*([KMG]?i?B)\)")
_DONE = re.compile(r"^\s*Downloaded (\S+)")
_UNPACKED = 2.6
"""Bytes on disk per byte downloaded, roughly, over the libraries of the list."""
_SETTLED_S = 3.0


class Download:
    """Follows one `uv pip install`.

    Args:
        folder: on the disk that fills up meanwhile.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._free = _free(folder)
        self._started = time.monotonic()
        self._sizes: dict[str, float] = {}
        self._done: set[str] = set()
        self._seen = 0
        self.phase = "choosing versions"

    def update(self, log: Sequence[str]) -> None:
        """Take in new lines of uv's log, which only grows."""
        for line in log[self._seen :]:
            if match := _ANNOUNCED.match(line):
                self._sizes[match[1]] = float(match[2]) * _UNITS.get(match[3], 1)
                self.phase = "downloading"
            elif match := _DONE.match(line):
                self._done.add(match[1])
            elif line.startswith("Prepared"):
                self.phase = "installing"
        self._seen = len(log)

    @property
    def total(self) -> float:
        """Bytes to download, as far as uv has said."""
        return sum(self._sizes.values())

    @property
    def fraction(self) -> float:
        """Of the whole step; between whole packages the filling disk shows that it goes on."""
        if self.phase == "installing":
            return 0.95
        if not self.total:
            return 0.0
        finished = sum(size for name, size in self._sizes.items() if name in self._done)
        written = max(self._free - _free(self._folder), 0) / _UNPACKED
        return 0.9 * max(finished, min(written, 0.97 * self.total)) / self.total

    @property
    def seconds_left(self) -> float | None:
        elapsed, fraction = time.monotonic() - self._started, self.fraction
        if elapsed < _SETTLED_S or fraction < 0.03:
            return None
        return elapsed * (1 - fraction) / fraction


def _free(folder: Path) -> int:
    with contextlib.suppress(OSError):
        return shutil.disk_usage(folder).free
    return 0
