"""How long the engine takes to answer a cancel, for every operation on cases, models, strokes and
networks.

Each operation runs in a real engine process on inputs that are large for it, and is cancelled at
several moments; the engine is never killed. Printed are the seconds from the request to the
answer, the longest of all moments, what the engine was doing then, and how many seconds of
processor time it took; where other programs keep the machine busy, that is what tells. The first
moments of each operation are those of an engine that has just started and still loads its
libraries. `--as-others` takes back that engines yield to all other programs, where the system lets.

    python Testing/benchmarks/bench_cancel.py [--only TEXT ...] [--limit 2] [--as-others]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

from cancel_situations import Situation, situations
from engines import AS_OTHERS, ignore, new_session, processor, wait_until

from MedAIAssistLib.session.jobs import Request, State, given
from MedAIAssistLib.session.session import Session

COLD, WARM = (0.05, 1.0), (0.1, 0.4, 1.0, 2.0, 4.0, 7.0, 12.0)  # seconds after the start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], help="operations whose name holds this")
    parser.add_argument("--limit", type=float, default=2.0, help="seconds that are allowed")
    parser.add_argument(AS_OTHERS, action="store_true", help="the priority of other programs")
    options = parser.parse_args()
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for situation in situations(Path(folder), options.only):
            found = list(measured(situation)) or [(0.0, 0.0, "ended before any cancel")]
            (longest, _, doing), used = max(found), max(used for _, used, _ in found)
            print(f"{situation.title:44} {longest:5.2f} s  {doing}; processor {used:.2f} s",
                  flush=True)  # fmt: skip
            worst = max(worst, longest)
    print(f"longest {worst:.2f} s, allowed {options.limit:g} s")
    return int(worst > options.limit)


Answer = tuple[float, float, str]
"""Seconds until then, those of the engine's processor time, and the phase that was cancelled."""


def measured(situation: Situation) -> Iterator[Answer]:
    """The answer at each moment."""
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


def cancelled(session: Session, situation: Situation, moment: float) -> Iterator[Answer]:
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
    phase, start, used = f"{job.phase}, after {moment:g} s", time.monotonic(), processor(session)
    session.cancel(job)
    wait_until(session, job, lambda: False)
    yield time.monotonic() - start, processor(session) - used, phase


if __name__ == "__main__":
    os.environ.setdefault("MEDAIASSIST_MODELS", tempfile.mkdtemp(prefix="medaiassist-models-"))
    sys.exit(main())
