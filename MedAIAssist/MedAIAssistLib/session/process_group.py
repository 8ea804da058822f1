"""Child processes that can be ended together with their own children."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from typing import Any


def group_options() -> dict[str, Any]:
    """For `Popen`: a process group of its own, on Windows no console window, and a priority below
    Slicer's (elsewhere `contract.priority` lowers it).
    """
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        return {"creationflags": flags | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
    # Not a session of its own: Linux may weigh sessions against each other before the processes
    # within them, and then the engine would get as much as the thread of Slicer's window.
    return {"process_group": 0} if sys.version_info >= (3, 11) else {"start_new_session": True}


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End a process that was started with `group_options`, and its children, now."""
    if sys.platform == "win32":
        command = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        hidden = subprocess.CREATE_NO_WINDOW
        with contextlib.suppress(OSError):
            subprocess.run(command, capture_output=True, check=False, creationflags=hidden)
        process.kill()
        return
    # The group outlives its leader as long as a child is in it.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
