"""Running a command in steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence

from ..session.jobs import WAITING
from . import uv
from .child import Child
from .faults import not_started
from .place import Place
from .recipe import Source
from .task import Cancelled

_KILL_S = 2.0


def running(
    place: Place,
    source: Source,
    command: Sequence[str],
    follow: Callable[[list[str]], None] | None = None,
    limit_s: float = float("inf"),
) -> Generator[object, None, Child]:
    """Run a command to its end, or end it with the steps that wait for it.

    Args:
        follow: is given the log again and again.
        limit_s: after this time it is ended.

    Raises:
        EnvironmentFailure: it cannot be started.
        OSError: the place is gone.
    """
    try:
        child = Child(command, uv.variables(place, source), place.root)
    except OSError as error:
        if not place.root.is_dir():
            raise
        raise not_started(error, command[0], place.root) from error
    until = time.monotonic() + limit_s
    try:
        while child.poll() is None and time.monotonic() < until:
            if follow is not None:
                follow(child.log)
            yield WAITING
    except Cancelled:
        yield from _ending(child)
        raise
    finally:
        if child.poll() is None:
            child.overdue = True
            child.kill_and_wait()
    return child


def _ending(child: Child) -> Generator[object, None, None]:
    """A large program takes its time to end, for which no window should wait."""
    child.kill()
    until = time.monotonic() + _KILL_S
    while child.poll() is None and time.monotonic() < until:
        yield WAITING
