"""Real engine processes for benchmarks, and what they use.

Engines yield to all other programs, so that on a busy machine they hardly run. `--as-others` among
the arguments takes that back, where the system lets.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any

import psutil

from medaiassist_engine.contract.payloads import Payload
from MedAIAssistLib.session.jobs import Job, Made
from MedAIAssistLib.session.launch import Launch, python_command
from MedAIAssistLib.session.session import Session

AS_OTHERS = "--as-others"
PATIENCE = 120.0
_PAUSE = 0.005


def new_session() -> Session:
    """With an engine that has answered and still loads its libraries."""
    session = Session(lambda: Launch(python_command(sys.executable), "this Python"), 10 * PATIENCE)
    session.start()
    end = time.monotonic() + PATIENCE
    while session.connection is None or session.connection.welcome is None:
        if time.monotonic() > end:
            raise SystemExit(f"the engine does not start: {session.failure}")
        session.poll()
        time.sleep(_PAUSE)
    if AS_OTHERS in sys.argv:
        _step_forward(session.connection.pid)
    return session


def warm(session: Session) -> Session:
    """The same, once the engine has loaded its libraries."""
    end = time.monotonic() + PATIENCE
    while session.connection is None or session.connection.status is None:
        if time.monotonic() > end:
            raise SystemExit(f"the engine does not load its libraries: {session.failure}")
        session.poll()
        time.sleep(_PAUSE)
    return session


def wait_until(session: Session, job: Job, condition: Any) -> None:
    """Bring the job on until it ends or the condition holds."""
    end = time.monotonic() + PATIENCE
    while not job.ended and not condition():
        if time.monotonic() > end:
            raise SystemExit(f"no answer within {PATIENCE:g} s while: {job.phase}")
        session.poll()
        time.sleep(_PAUSE)


def processor(session: Session) -> float:
    """Seconds that the engine has computed, without its helping processes."""
    assert session.connection is not None
    times = psutil.Process(session.connection.pid).cpu_times()
    return float(times.user + times.system)


def ignore(_outputs: Mapping[str, Payload], _made: Made) -> Iterator[None]:
    """The result of a job is not put anywhere."""
    yield


def _step_forward(process: int) -> None:
    """Take back what `contract.priority.step_back` did, as the superuser may; Linux only."""
    for thread in psutil.Process(process).threads():
        os.sched_setscheduler(thread.id, os.SCHED_OTHER, os.sched_param(0))
        os.setpriority(os.PRIO_PROCESS, thread.id, 0)
