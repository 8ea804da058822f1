"""Running cases in worker processes, with the same results for any number of them."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from ..contract.errors import Cancelled, UserError
from .cases import Case

Work = Callable[[Case, Any], None]  # the case and an event that is set to stop it

_stop: Any = None  # set in worker processes


@dataclass(frozen=True)
class Outcome:
    """How one case ended: `status` is done, skipped or failed."""

    case: str
    status: str
    seconds: float = 0.0
    error: str = ""


def run_cases(cases: list[Case], work: Work, workers: int, stop: Any) -> Iterator[Outcome]:
    """Outcomes as the cases end; `work` must be picklable.

    Raises:
        KeyboardInterrupt: Ctrl-C, after all workers have stopped without partial results.
    """
    if workers == 1 or len(cases) < 2:
        for case in cases:
            yield attempt(case, work, stop)
        return
    died: list[Case] = []
    yield from _pooled(cases, work, workers, died)
    for case in died:
        # One of the cases that ran at that moment broke the pool: each gets a process of its own.
        alone: list[Case] = []
        yield from _pooled([case], work, 1, alone)
        if alone:
            text = "its process was killed, most likely because memory ran out; use fewer workers"
            yield Outcome(case.name, "failed", error=text)


def attempt(case: Case, work: Work, stop: Any) -> Outcome:
    """Run one case; whatever goes wrong with it becomes its outcome.

    Raises:
        Cancelled: `stop` was set.
    """
    start = time.monotonic()
    try:
        work(case, stop)
    except Cancelled:
        raise
    except UserError as error:
        return Outcome(case.name, "failed", _since(start), str(error))
    except MemoryError:
        text = "there is not enough memory for it; use fewer workers"
        return Outcome(case.name, "failed", _since(start), text)
    except Exception as error:
        text = f"internal error: {type(error).__name__}: {error}"
        return Outcome(case.name, "failed", _since(start), text)
    return Outcome(case.name, "done", _since(start))


def _pooled(cases: list[Case], work: Work, workers: int, died: list[Case]) -> Iterator[Outcome]:
    """Outcomes from a pool; cases whose process died are appended to `died`."""
    spawn = multiprocessing.get_context("spawn")  # the same everywhere, and safe with threads
    stop = spawn.Event()
    size = min(workers, len(cases))
    pool = ProcessPoolExecutor(size, spawn, initializer=_start_worker, initargs=(stop,))
    try:
        futures: dict[Future[Outcome], Case] = {
            pool.submit(_attempt_here, case, work): case for case in cases
        }
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                died.append(futures[future])
    except BaseException:
        stop.set()
        with contextlib.ExitStack() as stack:
            stack.callback(_kill_children)
            pool.shutdown(wait=True, cancel_futures=True)
        raise
    pool.shutdown()


def _start_worker(stop: Any) -> None:
    global _stop
    _stop = stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides, through `stop`
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _attempt_here(case: Case, work: Work) -> Outcome:
    return attempt(case, work, _stop)


def _kill_children() -> None:
    """After a second Ctrl-C: do not wait for workers that are deep in a computation."""
    for child in multiprocessing.active_children():
        child.kill()


def _since(start: float) -> float:
    return round(time.monotonic() - start, 3)
