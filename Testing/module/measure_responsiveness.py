"""How long Slicer's event loop stands still while jobs run on a volume. Not a test.

    setsid Slicer --additional-module-paths MedAIAssist \
        --python-script Testing/module/measure_responsiveness.py chest_ct.nrrd [--repeats 5]

Prints one line for each operation: the median and longest gap between two ticks of a 5 ms timer,
while the job runs and while Slicer first draws its result. Each long gap comes with what passed in
it: computing of our own steps and of the main thread in all, drawing of views, waiting for a core,
time stolen from a virtual machine, and how long a bare process beside Slicer stood still at that
time. Its longest stop during the jobs is the least any program can reach on that machine.

The second line is what Slicer itself needs to show anything: a word in its status bar is changed,
without a job. Qt composes the whole window anew for each change, and where OpenGL is software (a
virtual display) that alone takes tens of milliseconds, more in a larger window.

A result lands at the end of its job, and Slicer may draw it in the same stretch: what that drawing
takes counts as drawing, not as job.

Start it on an otherwise idle machine; the last line tells the load. In a session of its own
(setsid), as desktops start programs: Linux weighs sessions against each other, and a terminal's
programs share one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import qt
import slicer

sys.path.insert(0, str(Path(__file__).parent))
from event_loop_watch import EventLoopWatch, Tick, stolen_ms
from peer_ticks import Peer

LONG_MS = 30
OPERATIONS = {
    "engine.echo": {},
    "preprocess.gaussian": {"sigma": 1.0},
    "preprocess.canny": {},
    "preprocess.nlm": {},
}


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
    python = os.environ.get("MEDAIASSIST_ENGINE") or shutil.which("python3") or sys.executable
    watch, peer = EventLoopWatch(session), Peer(python, slicer.util.startupEnvironment())
    print(f"{volume.GetImageData().GetDimensions()} voxels, {os.cpu_count()} cores")
    print(f"nothing                  idle     longest {idle_ms(watch):6.1f} ms")
    print(f"nothing                  a word   {spread(word_changes_ms(watch))}")
    for operation in options.operations or OPERATIONS:
        runs = [measure(widget, watch, peer, volume, operation) for _ in range(options.repeats)]
        for phase, found in zip(("job", "drawing", "peer"), zip(*runs, strict=True), strict=True):
            print(f"{operation:24} {phase:8} {spread(found)}")
    peer.end()
    print("load", *(f"{value:.1f}" for value in getattr(os, "getloadavg", tuple)()))


def idle_ms(watch: EventLoopWatch) -> float:
    """The longest gap in five seconds without a job: what the machine itself makes of it."""
    watch.phase = "idle"
    rest(5)
    return longest_ms(watch, "idle")


def word_changes_ms(watch: EventLoopWatch) -> list[float]:
    """How long the event loop stands still for each change of a word in the status bar."""
    label, found = qt.QLabel("0"), []
    slicer.util.mainWindow().statusBar().addPermanentWidget(label)
    rest(1)
    for change in range(30):
        watch.ticks.clear()
        watch.phase = "word"
        label.text = str(change % 10)
        rest(0.1)
        found.append(longest_ms(watch, "word"))
    watch.phase = ""
    label.deleteLater()
    return found


def spread(found: Sequence[float]) -> str:
    return f"median {statistics.median(found):6.1f} ms  longest {max(found):6.1f} ms"


def measure(
    widget: Any, watch: EventLoopWatch, peer: Peer, volume: Any, operation: str
) -> tuple[float, float, float]:
    """Run one job; the longest gap in milliseconds while it runs and while its result is drawn,
    and the longest stop of the peer while it runs.
    """
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
    ended = time.perf_counter()
    rest(1)
    watch.phase = ""
    stolen = stolen_ms() - stolen
    seconds = f"{ended - started:.1f} s, stolen {stolen:.0f} ms"
    print(f"  {operation} {job.state.value} {job.message} {seconds}")
    for phase in ("job", "drawing"):
        for first, then in watch.gaps(phase)[:4]:
            report(phase, first, then, 1e3 * started, peer)
    slicer.util.setSliceViewerLayers(background=volume)
    for node_id in ids:
        scene.RemoveNode(scene.GetNodeByID(node_id))
    still = peer.still_ms(1e3 * started, 1e3 * ended)
    return longest_ms(watch, "job"), longest_ms(watch, "drawing"), still


def report(phase: str, first: Tick, then: Tick, start: float, peer: Peer) -> None:
    """One line for a long gap."""
    gap = gap_ms(first, then)
    if gap < LONG_MS:
        return
    parts = {
        "our steps": then.own - first.own,
        "main thread": then.computed - first.computed,
        "drawing": then.drawn - first.drawn,
        "garbage collection": then.tidied - first.tidied,
        "no core": then.queued - first.queued,
        "stolen": then.stolen - first.stolen,
        "peer still": peer.still_ms(first.wall, then.wall),
    }
    text = ", ".join(f"{name} {value:.0f}" for name, value in parts.items())
    print(f"    {phase:8} {gap:5.0f} ms at {(first.wall - start) / 1e3:5.2f} s: {text}")


def longest_ms(watch: EventLoopWatch, phase: str) -> float:
    """The longest gap; one in which the result lands is counted without what Slicer draws in it."""
    return max((gap_ms(first, then) for first, then in watch.gaps(phase)), default=0.0)


def gap_ms(first: Tick, then: Tick) -> float:
    lands = first.phase == "job" and then.phase == "drawing"
    return then.wall - first.wall - (then.drawn - first.drawn if lands else 0.0)


def rest(seconds: float) -> None:
    """Let the event loop run."""
    loop = qt.QEventLoop()
    qt.QTimer.singleShot(round(1e3 * seconds), loop.quit)
    loop.exec_()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("volume", help="an image file, such as a CT of 512x512x275 voxels")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--operations", nargs="*", help="ids; default: four typical ones")
    return parser.parse_args(sys.argv[1:])


def run(measuring: Callable[[], None]) -> None:
    """Measure, then end Slicer, with 1 after an error."""
    try:
        measuring()
        code = 0
    except Exception:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    slicer.util.exit(code)


if __name__ == "__main__":
    run(main)
