"""Requests to a real engine process, and what it may not leave behind."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil

from MedAIAssistLib.session.jobs import Request, given
from MedAIAssistLib.session.launch import Launch
from MedAIAssistLib.session.session import Session

FAULTY = Path(__file__).parent / "faulty_engine.py"


def faulty(fault: str = "") -> Launch:
    """The engine of `faulty_engine.py`."""
    return Launch((sys.executable, "-I", str(FAULTY), fault), "test")


def shared_folders() -> list[Path]:
    """The blocks' folders of this process that exist now."""
    roots = {Path("/dev/shm"), Path(tempfile.gettempdir())}
    return [f for root in roots for f in root.glob(f"medaiassist-{os.getpid()}-*")]


def running_children() -> list[psutil.Process]:
    """Processes below this one that are alive."""
    return [
        p
        for p in psutil.Process().children(recursive=True)
        if p.status() != psutil.STATUS_ZOMBIE and "resource_tracker" not in " ".join(p.cmdline())
    ]


def until(
    condition: Callable[[], Any], session: Session | None = None, seconds: float = 30
) -> None:
    """Poll until something holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        if session is not None:
            session.poll()
        time.sleep(0.002)


def request(
    operation: str, payload: Any = None, results: list[Any] | None = None, **parameters: Any
) -> Request:
    """A request without a scene; copies of its outputs are appended to `results`."""

    def deliver(outputs: Any, made: Any) -> Iterator[None]:
        yield
        if results is not None:
            results.append({slot: p.array.copy() for slot, p in outputs.items()})

    inputs = {} if payload is None else {"volume": payload}
    return Request(operation, parameters, given(inputs), deliver, operation)
