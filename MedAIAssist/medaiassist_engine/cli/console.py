"""Progress on stderr: a bar on a terminal, a few plain lines elsewhere."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType

Report = Callable[[float, str], None]

_STEP = 0.25  # between plain lines of one phase
_WORTH_TELLING = 10.0  # seconds
_WHOLE_RUN = 7 * 24 * 3600.0  # rich forgets what is older, and cases may take minutes each


@contextlib.contextmanager
def progress(title: str) -> Iterator[Report]:
    """A function that shows a fraction 0..1 and the phase, until the block ends."""
    if not sys.stderr.isatty():
        yield _plain_lines(title)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeLeft())
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, speed_estimate_period=_WHOLE_RUN
    ) as bar:
        task = bar.add_task(title, total=1.0)

        def report(fraction: float, phase: str) -> None:
            bar.update(task, completed=fraction, description=phase or title)

        yield report


def _plain_lines(title: str) -> Report:
    last_phase, last_fraction = "", 0.0
    begun: tuple[float, float] | None = None  # when, and with which fraction
    lock = threading.Lock()

    def report(fraction: float, phase: str) -> None:
        nonlocal last_phase, last_fraction, begun
        words = phase or title
        with lock:
            if words == last_phase and fraction < last_fraction + _STEP:
                return
            last_phase, last_fraction = words, fraction
            begun = begun or (time.monotonic(), fraction)
            left = _left(time.monotonic() - begun[0], fraction - begun[1], 1 - fraction)
            print(f"{fraction:4.0%} {words}{left}", file=sys.stderr, flush=True)

    return report


def _left(seconds: float, done: float, missing: float) -> str:
    """The time left in words, where it is worth telling."""
    left = seconds * missing / done if done > 0 else 0.0
    if left < _WORTH_TELLING:
        return ""
    return f", about {left:.0f} s left" if left < 100 else f", about {left / 60:.0f} min left"


@contextlib.contextmanager
def interruptible() -> Iterator[threading.Event]:
    """An event that Ctrl-C sets, for threads of an operation, before it interrupts this one."""
    cancelled = threading.Event()

    def interrupt(signum: int, frame: FrameType | None) -> None:
        cancelled.set()
        raise KeyboardInterrupt

    previous = signal.signal(signal.SIGINT, interrupt)
    try:
        yield cancelled
    finally:
        signal.signal(signal.SIGINT, previous)
