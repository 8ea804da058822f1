"""Work for processes; in a module of its own, because they import it."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError


def doubled(shared: int, task: int, context: Context) -> int:
    context.progress(0.5)
    context.note(f"task {task}")
    return shared * task


def troubled(shared: Any, task: str, context: Context) -> str:
    if task == "dies":
        os._exit(7)
    if task == "is killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "refuses":
        raise UserError("case 'c7' has no 'size'")
    if task == "breaks":
        raise ZeroDivisionError("by zero")
    return task


def sleeping(shared: Any, task: int, context: Context) -> None:
    """Deaf to everything, like a library that computes."""
    context.progress(0.5)
    time.sleep(600)
