"""Which engines run from an environment: each holds a lock on a file in its folder `in-use`.

So nobody removes an environment below a running engine, of whichever Slicer it is.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from .locks import FileLock

FOLDER = "in-use"


def mark(environment: Path) -> FileLock | None:
    """Mark an environment as used by this process; keep the lock as long as that is so.

    None where the folder is not one of the extension's environments, or is not writable.
    """
    lock = FileLock(environment / FOLDER / str(os.getpid()))
    try:
        for _ in range(20):
            if lock.acquire():
                return lock
            time.sleep(0.01)  # somebody is just asking whether it is in use
    except OSError:
        return None
    return None


def unmark(lock: FileLock | None) -> None:
    """Take the mark back; on Windows only a file that is no longer open can be removed."""
    if lock is not None:
        lock.release()
        with contextlib.suppress(OSError):
            lock.path.unlink()


def users(environment: Path) -> list[int]:
    """The processes that run from an environment."""
    return [int(p.name) for p in sorted((environment / FOLDER).glob("*")) if _held(p)]


def _held(path: Path) -> bool:
    lock = FileLock(path)
    try:
        return path.name.isdigit() and not lock.acquire()
    except OSError:
        return False
    finally:
        lock.release()
