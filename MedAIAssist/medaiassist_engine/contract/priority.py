"""Slicer's window comes first when it and the engine both want the processor."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

_NICENESS = 10
_SESSION_NICENESS = 19


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
    # Linux weighs whole sessions against each other before the processes within one, and in its
    # own session the thread of Slicer's window has little weight: Slicer itself makes it 19.
    with contextlib.suppress(OSError):
        Path(f"/proc/{process or 'self'}/autogroup").write_text(str(_SESSION_NICENESS))
