"""The cases of a cohort on their way: in processes, each outcome told as it comes."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from ...classify.workers import automatic_workers, run_tasks
from ...context import Context
from .cases import CohortCase
from .one_case import Recipe, measure

_MEMORY = 2 << 30  # bytes for the process of one case, unless the user knows better


@dataclass(frozen=True)
class Outcome:
    """How one case ended: with a sentence where it failed."""

    case: str
    error: str = ""
    seconds: float = 0.0


def measured(
    recipe: Recipe, cases: Sequence[CohortCase], workers: int | None, context: Context
) -> Generator[Outcome, None, None]:
    """Outcomes as the cases end; results are written to the cases' targets.

    Each case has a process to itself while it is measured, so nothing that it does, such as
    exhausting the memory, ends another. What cannot work is told first, not after hours.

    Args:
        workers: processes at the same time; None for as many as cores and memory allow; 0 works
            in this one, where cancelling waits for the operation.

    Raises:
        Cancelled: the user cancelled; the cases that have ended are kept.
    """
    faults = {case.name: fault for case in cases if (fault := case.fault())}
    yield from (Outcome(name, error=fault) for name, fault in faults.items())
    good = [case for case in cases if case.name not in faults]
    if not good:
        return
    count = _workers(workers, len(good))
    for ended in run_tasks(measure, recipe, good, count, context):
        case = good[ended.task]
        yield Outcome(case.name, case.without_paths(ended.error), ended.result or 0.0)


def counting(context: Context, ended: int, total: int) -> Context:
    """A context for the cases that are left, which tells how many of all have ended.

    Its fraction is of what is left, so that the time left is estimated from this run alone.
    """

    def report(fraction: float, _phase: str) -> None:
        done = ended + int(fraction * (total - ended) + 1e-6)
        context.progress(fraction, f"{done} of {total} cases measured")

    return Context(report)


def _workers(workers: int | None, cases: int) -> int:
    if workers is not None:
        return workers and automatic_workers(workers, cases)
    import psutil

    fitting = max(1, psutil.virtual_memory().available // _MEMORY)
    return min(fitting, automatic_workers(None, cases))
