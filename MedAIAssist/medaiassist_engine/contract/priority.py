"""Slicer's window comes first when it and the engine both want the processor."""

from __future__ import annotations

import contextlib
import os
import sys

_NICENESS = 10


def step_back(process: int = 0) -> None:
    """Lower the priority of a process; what the system refuses is left as it is.

    Windows sets it when a process is started (`session.process_group`).

    Args:
        process: its id; 0 for this one.
    """
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        present = os.getpriority(os.PRIO_PROCESS, process)
        os.setpriority(os.PRIO_PROCESS, process, present + _NICENESS)
    # On Linux Slicer gives the thread of its window the lowest niceness there is, so that no
    # niceness is below it: only this policy lets it run as soon as it has something to do.
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.sched_setscheduler(process, os.SCHED_IDLE, os.sched_param(0))
