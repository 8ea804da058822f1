"""The cases of a cohort on their way: progress, failures, Ctrl-C."""

from __future__ import annotations

import contextlib
import dataclasses
import sys
from collections.abc import Generator, Sequence

from ..files.dicom import split_path
from . import console
from .cohort import CohortCase
from .log import BatchLog
from .workers import Outcome, Work, run_cases


def run_cohort(
    cases: Sequence[CohortCase],
    finished: set[str],
    work: Work[CohortCase],
    workers: int,
    log: BatchLog,
) -> dict[str, str]:
    """Work on all cases that are not finished; the sentences of those that failed by case.

    Raises:
        KeyboardInterrupt: Ctrl-C; the cases finished so far are kept.
    """
    left = {case.name: case for case in cases if case.name not in finished}
    failed: dict[str, str] = {}
    ended = len(finished)
    with (
        console.progress("cases") as report,
        contextlib.closing(_outcomes(list(left.values()), work, workers)) as outcomes,
    ):
        report(ended / len(cases), f"{ended} of {len(cases)} cases")
        try:
            for outcome in outcomes:
                error = left[outcome.case].without_paths(outcome.error)
                log.add(dataclasses.replace(outcome, error=error))
                if outcome.status == "failed":
                    failed[outcome.case] = error
                    print(f"failed: {outcome.case}: {error}", file=sys.stderr)
                ended += 1
                report(ended / len(cases), f"{ended} of {len(cases)} cases")
        except KeyboardInterrupt:
            kept = f"{ended - len(failed)} of {len(cases)} cases are kept in '{log.path.parent}'"
            print(f"{kept}; the same command goes on from there", file=sys.stderr)
            raise
    return failed


def _outcomes(
    left: list[CohortCase], work: Work[CohortCase], workers: int
) -> Generator[Outcome, None, None]:
    """What cannot work is told first, not after hours."""
    faults = {case.name: fault for case in left if (fault := _fault(case))}
    yield from (Outcome(name, "failed", error=fault) for name, fault in faults.items())
    good = [case for case in left if case.name not in faults]
    with console.interruptible() as stop:
        yield from run_cases(good, work, workers, stop, isolated=True)


def _fault(case: CohortCase) -> str:
    if "volume" not in case.files:
        return "its row names no image; fill in the path"
    for path in case.files.values():
        if not split_path(path)[0].exists():
            missing = case.without_paths(str(path))
            return f"{missing} does not exist; correct the path in its row"
    return ""
