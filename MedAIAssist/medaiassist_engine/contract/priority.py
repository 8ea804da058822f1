"""Slicer's window comes first when it and the engine both want the processor."""

from __future__ import annotations

import contextlib
import os
import sys

_NICENESS = 10


def step_back(process: int = 0, idle: bool = False) -> None:
    """Lower the priority of a process; what the system refuses is left as it is.

    Windows sets it when a process is started (`session.process_group`).

    Args:
        process: its id; 0 for this one.
        idle: it gives way to every program, but on Linux gets nearly nothing beside one that wants
            all of the processor.
    """
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        present = os.getpriority(os.PRIO_PROCESS, process)
        os.setpriority(os.PRIO_PROCESS, process, present + _NICENESS)
    # On Linux Slicer gives the thread of its window the lowest priority that a niceness can give:
    # only this policy lets that thread run as soon as it has something to do.
    if idle and sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.sched_setscheduler(process, os.SCHED_IDLE, os.sched_param(0))
