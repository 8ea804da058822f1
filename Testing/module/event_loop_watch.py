"""Clocks read by a timer in Slicer's event loop."""

from __future__ import annotations

import gc
import itertools
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import qt
import slicer

TICK_MS = 5


@dataclass(frozen=True)
class Tick:
    """Clocks in milliseconds.

    Attributes:
        wall: what the user feels.
        own: computed by our steps.
        computed: computed by the main thread in all.
        drawn: passed while a slice or 3D view was drawn.
        tidied: passed in Python's garbage collection.
        queued: the main thread was ready, but had no core.
        stolen: the hypervisor gave our cores to others, all cores together.
    """

    wall: float
    own: float
    computed: float
    drawn: float
    tidied: float
    queued: float
    stolen: float
    phase: str


class EventLoopWatch:
    """Ticks in the event loop; a gap between ticks is time in which Slicer did not react."""

    def __init__(self, session: Any) -> None:
        self.ticks: list[Tick] = []
        self.phase = ""
        self._own = self._drawn = self._tidied = self._began = 0.0
        gc.callbacks.append(self._tidying)
        for window in _render_windows():
            window.AddObserver("StartEvent", self._drawing_starts)
            window.AddObserver("EndEvent", self._drawing_ends)
        self._queued = _queue_clock()
        self._poll = session.poll
        session.poll = self._timed_poll
        self._timer = qt.QTimer()
        self._timer.setTimerType(qt.Qt.PreciseTimer)
        self._timer.connect("timeout()", self._tick)
        self._timer.start(TICK_MS)

    def gaps(self, phase: str) -> list[tuple[Tick, Tick]]:
        """Pairs of ticks whose first fell into a phase, the longest gap first."""
        pairs = [(a, b) for a, b in itertools.pairwise(self.ticks) if a.phase == phase]
        return sorted(pairs, key=lambda pair: pair[0].wall - pair[1].wall)

    def _tick(self) -> None:
        seconds = (self._own, time.thread_time(), self._drawn, self._tidied)
        own, computed, drawn, tidied = (1e3 * value for value in seconds)
        queued, stolen, wall = self._queued(), stolen_ms(), 1e3 * time.perf_counter()
        self.ticks.append(Tick(wall, own, computed, drawn, tidied, queued, stolen, self.phase))

    def _timed_poll(self, *arguments: Any) -> bool:
        started = time.thread_time()
        try:
            return bool(self._poll(*arguments))
        finally:
            self._own += time.thread_time() - started

    def _drawing_starts(self, _window: Any, _event: str) -> None:
        self._began = time.perf_counter()

    def _drawing_ends(self, _window: Any, _event: str) -> None:
        self._drawn += time.perf_counter() - self._began

    def _tidying(self, phase: str, _info: dict[str, int]) -> None:
        now = time.perf_counter()
        if phase == "start":
            self._tidied -= now
        else:
            self._tidied += now


def stolen_ms() -> float:
    """Time the hypervisor gave to others, where that is told."""
    path = Path("/proc/stat")
    if not path.exists():
        return 0.0
    return 1000 * int(path.read_text().split()[8]) // os.sysconf("SC_CLK_TCK")


def _render_windows() -> list[Any]:
    layout = slicer.app.layoutManager()
    views = [layout.sliceWidget(name).sliceView() for name in layout.sliceViewNames()]
    views += [layout.threeDWidget(n).threeDView() for n in range(layout.threeDViewCount)]
    return [view.renderWindow() for view in views]


def _queue_clock() -> Callable[[], float]:
    """Milliseconds this thread was ready to run but had no core; 0 where that is not told."""
    path = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
    if not path.exists():
        return lambda: 0.0
    return lambda: int(path.read_text().split()[1]) / 1e6
