"""Running cases in worker processes, with the same results for any number of them."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from ..contract.errors import Cancelled, UserError


class Named(Protocol):
    """Anything with a name can be a case, if it can be pickled."""

    @property
    def name(self) -> str: ...


C = TypeVar("C", bound=Named)
Work = Callable[[C, Any], None]  # the case and an event that is set to stop it

_MOST_WORKERS = 61 if os.name == "nt" else 1024  # what Windows can wait for
_MOMENT = 0.2  # seconds; Windows sees Ctrl-C between waits only

_stop: Any = None  # set in worker processes


@dataclass(frozen=True)
class Outcome:
    """How one case ended: `status` is done, skipped or failed."""

    case: str
    status: str
    seconds: float = 0.0
    error: str = ""


def run_cases(cases: Sequence[C], work: Work[C], workers: int, stop: Any) -> Iterator[Outcome]:
    """Outcomes as the cases end; `work` must be picklable.

    Args:
        stop: stops the work where it runs in this process.

    Raises:
        KeyboardInterrupt: Ctrl-C, after all workers have stopped without partial results.
    """
    if workers == 1 or len(cases) < 2:
        for case in cases:
            yield attempt(case, work, stop)
        return
    waiting = deque(cases)
    while waiting:
        died: list[C] = []
        yield from _pooled(waiting, work, workers, died)
        for case in died:
            # One of the cases that ran at that moment broke the pool: each gets one of its own.
            alone: list[C] = []
            yield from _pooled(deque([case]), work, 1, alone)
            if alone:
                text = "its process was killed, most likely because memory ran out"
                hint = "; use fewer workers" if workers > 1 else ""
                yield Outcome(case.name, "failed", error=f"{text}{hint}")


def attempt(case: C, work: Work[C], stop: Any) -> Outcome:
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


def _pooled(waiting: deque[C], work: Work[C], workers: int, died: list[C]) -> Iterator[Outcome]:
    """Outcomes from a pool, until `waiting` is empty or a process died.

    Cases that ran when a process died are appended to `died`; those not begun stay in `waiting`.
    """
    spawn = multiprocessing.get_context("spawn")  # the same everywhere, and safe with threads
    stop = spawn.Event()
    size = min(workers, len(waiting), _MOST_WORKERS)
    pool = ProcessPoolExecutor(size, spawn, initializer=_start_worker, initargs=(stop,))
    running: dict[Future[Outcome], C] = {}
    try:
        while running or (waiting and not died):
            while waiting and not died and len(running) < size:
                running[pool.submit(_attempt_here, waiting[0], work)] = waiting[0]
                waiting.popleft()
            for future in wait(running, _MOMENT, FIRST_COMPLETED).done:
                case = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    died.append(case)
    except BrokenProcessPool:  # by a submission: a process died since the last look
        died += running.values()
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


def _attempt_here(case: C, work: Work[C]) -> Outcome:
    return attempt(case, work, _stop)


def _kill_children() -> None:
    """After a second Ctrl-C: do not wait for workers that are deep in a computation."""
    for child in multiprocessing.active_children():
        child.kill()


def _since(start: float) -> float:
    return round(time.monotonic() - start, 3)
