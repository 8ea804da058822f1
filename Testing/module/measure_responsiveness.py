"""How long Slicer's event loop stands still while jobs run on a volume. Not a test.

    Slicer --additional-module-paths MedAIAssist \
        --python-script Testing/module/measure_responsiveness.py chest_ct.nrrd [--repeats 5]

Prints one line for each operation: the median and longest gap between two ticks of a 5 ms timer,
while the job runs and while Slicer first draws its result. Each long gap comes with what passed in
it: computing of our own steps and of the main thread in all, drawing of views, waiting for a core,
and time stolen from a virtual machine. Start it on an otherwise idle machine; the last line tells
the load.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import statistics
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import qt
import slicer

TICK_MS = 5
LONG_MS = 30
OPERATIONS = {
    "engine.echo": {},
    "preprocess.gaussian": {"sigma": 1.0},
    "preprocess.canny": {},
    "preprocess.nlm": {},
}


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


def main() -> None:
    options = _options()
    slicer.util.mainWindow().showMaximized()  # in a small window a new line may resize the views
    slicer.util.selectModule("MedAIAssist")
    widget = slicer.modules.medaiassist.widgetRepresentation().self()
    volume = slicer.util.loadVolume(options.volume)
    slicer.util.setSliceViewerLayers(background=volume, fit=True)
    session = widget.logic.work.session
    while session.connection is None or session.connection.status is None:
        if session.failure is not None:
            raise session.failure
        rest(0.1)
    rest(2)
    watch = EventLoopWatch(session)
    print(f"{volume.GetImageData().GetDimensions()} voxels, {os.cpu_count()} cores")
    print(f"nothing                  idle     longest {idle_ms(watch):6.1f} ms")
    for operation in options.operations or OPERATIONS:
        runs = [measure(widget, watch, volume, operation) for _ in range(options.repeats)]
        for phase, found in zip(("job", "drawing"), zip(*runs, strict=True), strict=True):
            middle, longest = statistics.median(found), max(found)
            print(f"{operation:24} {phase:8} median {middle:6.1f} ms  longest {longest:6.1f} ms")
    print("load", *(f"{value:.1f}" for value in getattr(os, "getloadavg", tuple)()))


def idle_ms(watch: EventLoopWatch) -> float:
    """The longest gap in five seconds without a job: what the machine itself makes of it."""
    watch.phase = "idle"
    rest(5)
    return longest_ms(watch, "idle")


def measure(widget: Any, watch: EventLoopWatch, volume: Any, operation: str) -> tuple[float, float]:
    """Run one job; the longest gap in milliseconds while it runs, and while its result is drawn."""
    from MedAIAssistLib.scene.show import show

    scene, loop, ids = slicer.mrmlScene, qt.QEventLoop(), []

    def landed(found: dict[str, tuple[str, ...]]) -> None:
        watch.phase = "drawing"
        ids.extend(node_id for node_ids in found.values() for node_id in node_ids)
        show(scene, ids[0])

    rest(2)  # the views may still be drawing
    watch.ticks.clear()
    watch.phase = "job"
    stolen = stolen_ms()
    parameters = OPERATIONS.get(operation, {})
    job = widget.logic.work.submit(operation, parameters, {"volume": volume}, landed=landed)
    job.changed.connect(lambda changed: loop.quit() if changed.ended else None)
    widget.panel.jobs.add(job)
    widget.panel.heartbeat.wake()
    started = time.perf_counter()
    loop.exec_()
    seconds = time.perf_counter() - started
    rest(1)
    watch.phase = ""
    stolen = stolen_ms() - stolen
    print(f"  {operation} {job.state.value} {job.message} {seconds:.1f} s, stolen {stolen:.0f} ms")
    for phase in ("job", "drawing"):
        for first, then in watch.gaps(phase)[:4]:
            report(phase, first, then, 1e3 * started)
    slicer.util.setSliceViewerLayers(background=volume)
    for node_id in ids:
        scene.RemoveNode(scene.GetNodeByID(node_id))
    return longest_ms(watch, "job"), longest_ms(watch, "drawing")


def report(phase: str, first: Tick, then: Tick, start: float) -> None:
    """One line for a long gap."""
    gap = then.wall - first.wall
    if gap < LONG_MS:
        return
    parts = {
        "our steps": then.own - first.own,
        "main thread": then.computed - first.computed,
        "drawing": then.drawn - first.drawn,
        "garbage collection": then.tidied - first.tidied,
        "no core": then.queued - first.queued,
        "stolen": then.stolen - first.stolen,
    }
    text = ", ".join(f"{name} {value:.0f}" for name, value in parts.items())
    print(f"    {phase:8} {gap:5.0f} ms at {(first.wall - start) / 1e3:5.2f} s: {text}")


def longest_ms(watch: EventLoopWatch, phase: str) -> float:
    return max((then.wall - first.wall for first, then in watch.gaps(phase)), default=0.0)


def rest(seconds: float) -> None:
    """Let the event loop run."""
    loop = qt.QEventLoop()
    qt.QTimer.singleShot(round(1e3 * seconds), loop.quit)
    loop.exec_()


def stolen_ms() -> float:
    """Time the hypervisor gave to others, where that is told."""
    path = Path("/proc/stat")
    if not path.exists():
        return 0.0
    return 1000 * int(path.read_text().split()[8]) // os.sysconf("SC_CLK_TCK")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("volume", help="an image file, such as a CT of 512x512x275 voxels")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--operations", nargs="*", help="ids; default: four typical ones")
    return parser.parse_args(sys.argv[1:])


if __name__ == "__main__":
    try:
        main()
        code = 0
    except Exception:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    slicer.util.exit(code)
