"""How long the engine takes to answer a cancel, for every operation on cases, models and strokes.

Each operation runs in a real engine process on inputs that are large for it, and is cancelled at
several moments; the engine is never killed. Printed are the seconds from the request to the
answer, the longest of all moments, and what the engine was doing then. The first moments of each
operation are those of an engine that has just started and still loads its libraries.

    python Testing/benchmarks/bench_cancel.py [--only TEXT ...] [--limit 2]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

from cancel_situations import Situation, situations

from medaiassist_engine.contract.payloads import Payload
from MedAIAssistLib.session.jobs import Job, Made, Request, State, given
from MedAIAssistLib.session.launch import Launch, python_command
from MedAIAssistLib.session.session import Session

COLD, WARM = (0.05, 1.0), (0.1, 0.4, 1.0, 2.0, 4.0, 7.0, 12.0)  # seconds after the start
PATIENCE = 120.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], help="operations whose name holds this")
    parser.add_argument("--limit", type=float, default=2.0, help="seconds that are allowed")
    options = parser.parse_args()
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for situation in situations(Path(folder), options.only):
            longest, doing = max(measured(situation), default=(0.0, "ended before any cancel"))
            print(f"{situation.title:44} {longest:5.2f} s  {doing}", flush=True)
            worst = max(worst, longest)
    print(f"longest {worst:.2f} s, allowed {options.limit:g} s")
    return int(worst > options.limit)


def measured(situation: Situation) -> Iterator[tuple[float, str]]:
    """Seconds to the answer, and the phase that was cancelled, for each moment."""
    for moment in COLD:
        with_new_engine = new_session()
        yield from cancelled(with_new_engine, situation, moment)
        with_new_engine.close()
    session = new_session()
    for moment in WARM:
        found = list(cancelled(session, situation, moment))
        yield from found
        if not found:
            break  # it ends sooner than that
    session.close()


def cancelled(session: Session, situation: Situation, moment: float) -> Iterator[tuple[float, str]]:
    """One run; nothing if it ends before the moment."""
    job = session.submit(
        Request(situation.operation, situation.parameters, given(situation.inputs), ignore)
    )
    wait_until(session, job, lambda: job.in_engine)
    until = time.monotonic() + moment
    wait_until(session, job, lambda: time.monotonic() >= until)
    if job.state is State.FAILED:
        raise SystemExit(f"{situation.title}: {job.message}\n{job.details}")
    if job.ended:
        return
    phase, start = f"{job.phase}, after {moment:g} s", time.monotonic()
    session.cancel(job)
    wait_until(session, job, lambda: False)
    yield time.monotonic() - start, phase


def wait_until(session: Session, job: Job, condition: Any) -> None:
    end = time.monotonic() + PATIENCE
    while not job.ended and not condition():
        if time.monotonic() > end:
            raise SystemExit(f"no answer within {PATIENCE:g} s while: {job.phase}")
        session.poll()
        time.sleep(0.005)


def ignore(_outputs: Mapping[str, Payload], _made: Made) -> Iterator[None]:
    yield


def new_session() -> Session:
    session = Session(lambda: Launch(python_command(sys.executable), "this Python"), 10 * PATIENCE)
    session.start()
    end = time.monotonic() + PATIENCE
    while session.connection is None or session.connection.welcome is None:
        if time.monotonic() > end:
            raise SystemExit(f"the engine does not start: {session.failure}")
        session.poll()
        time.sleep(0.005)
    return session


if __name__ == "__main__":
    os.environ.setdefault("MEDAIASSIST_MODELS", tempfile.mkdtemp(prefix="medaiassist-models-"))
    sys.exit(main())
