"""The cases of a cohort on their way: progress, failures, Ctrl-C."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence

from ..cohort.measuring.cases import CohortCase
from ..cohort.measuring.one_case import Recipe
from ..cohort.measuring.running import counting, measured
from ..context import Context
from . import console
from .log import BatchLog
from .workers import Outcome


def run_cohort(
    recipe: Recipe,
    cases: Sequence[CohortCase],
    finished: set[str],
    workers: int,
    log: BatchLog,
) -> dict[str, str]:
    """Work on all cases that are not finished; the sentences of those that failed by case.

    Raises:
        KeyboardInterrupt: Ctrl-C; the cases finished so far are kept.
    """
    left = [case for case in cases if case.name not in finished]
    failed: dict[str, str] = {}
    ended = len(finished)
    with console.progress("cases") as report, console.interruptible() as stop:
        context = counting(Context(report, stop), ended, len(cases))
        context.progress(0.0)
        try:
            with contextlib.closing(measured(recipe, left, workers, context)) as outcomes:
                for outcome in outcomes:
                    status = "failed" if outcome.error else "done"
                    log.add(Outcome(outcome.case, status, outcome.seconds, outcome.error))
                    if outcome.error:
                        failed[outcome.case] = outcome.error
                        print(f"failed: {outcome.case}: {outcome.error}", file=sys.stderr)
                    ended += 1
        except KeyboardInterrupt:
            kept = f"{ended - len(failed)} of {len(cases)} cases are kept in '{log.path.parent}'"
            print(f"{kept}; the same command goes on from there", file=sys.stderr)
            raise
    return failed
