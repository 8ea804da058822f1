"""Independent tasks in processes that can be stopped at any moment."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from ..context import Context
from ..contract.errors import Cancelled, UserError

Work = Callable[[Any, Any, Context], Any]  # what all tasks share, the task, where progress goes

_MOST_WORKERS = 61 if os.name == "nt" else 1024  # what Windows can wait for
_GRACE = 1.0  # seconds from a closed pipe to the exit code
_MOMENT = 0.1  # seconds between looks at whether the user cancelled


@dataclass(frozen=True)
class Ended:
    """One task that ended: its place in the list, and its result or the sentence of its error."""

    task: int
    result: Any = None
    error: str = ""
    notes: tuple[str, ...] = ()


def run_tasks(
    work: Work, shared: Any, tasks: Sequence[Any], workers: int, context: Context
) -> Iterator[Ended]:
    """Tasks as they end, worked on by processes, each with one thread for its sums.

    Results are the same for any number of workers. A task that fails, or whose process dies,
    ends with its error; the others go on.

    Args:
        work: a function of a module, called as work(shared, task, context).
        shared: sent to each process once.
        workers: processes at the same time; 0 works here, where cancelling waits for `work`.

    Raises:
        Cancelled: the user cancelled; all processes are killed.
    """
    if not workers:
        for n, task in enumerate(tasks):
            yield _attempt(
                work, shared, n, task, context.part(n / len(tasks), (n + 1) / len(tasks))
            )
        return
    pool = _Pool(work, shared, min(workers, len(tasks)))
    try:
        yield from pool.run(tasks, context)
    finally:
        pool.kill()


def automatic_workers(workers: int | None, tasks: int) -> int:
    """As many as there are cores, but not more than tasks."""
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return max(1, min(workers or cores, tasks, _MOST_WORKERS))


class _Worker:
    """A process and the pipe to it.

    What all tasks share is sent when the process says that it is up: to put it in the pipe
    before would block until then.
    """

    def __init__(self, work: Work, shared: Any) -> None:
        spawn = multiprocessing.get_context("spawn")  # the same everywhere, and safe with threads
        self.pipe, other = spawn.Pipe()
        self.task: int | None = None
        self.fraction = 0.0
        self._up = False
        self._waiting: list[Any] = [shared]
        self._process = spawn.Process(target=_serve, args=(other, work), daemon=True)
        self._process.start()
        other.close()

    def give(self, number: int, task: Any) -> None:
        self.task, self.fraction = number, 0.0
        self._waiting.append((number, task))
        if self._up:
            self._send()

    def receive(self) -> Ended | None:
        """The task that ended, if the message says so and not just how far it is."""
        message = self.pipe.recv()
        if isinstance(message, Ended):
            self.task = None
            return message
        self.fraction = message
        if not self._up:
            self._up = True
            self._send()
        return None

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def why_dead(self) -> str:
        """How a process ended that closed its pipe, in words."""
        self._process.join(_GRACE)
        code = self._process.exitcode
        if code == -9:
            return "its process was killed, most likely because memory ran out; use fewer workers"
        return f"its process ended unexpectedly (code {code})"

    def _send(self) -> None:
        with contextlib.suppress(ConnectionError):  # it died; the next look at its pipe says so
            while self._waiting:
                self.pipe.send(self._waiting.pop(0))


class _Pool:
    def __init__(self, work: Work, shared: Any, size: int) -> None:
        self._new = lambda: _Worker(work, shared)
        self._size = size
        self._workers: list[_Worker] = []

    def run(self, tasks: Sequence[Any], context: Context) -> Iterator[Ended]:
        waiting = deque(range(len(tasks)))
        ended = 0
        while ended < len(tasks):
            self._hand_out(waiting, tasks)
            busy = {w.pipe: w for w in self._workers if w.task is not None}
            under_way = sum(w.fraction for w in busy.values())
            context.progress(
                (ended + under_way) / len(tasks), f"{ended} of {len(tasks)} parts finished"
            )
            for pipe in wait(list(busy), _MOMENT):
                found = self._heard(busy[pipe])  # type: ignore[index]
                if found is not None:
                    ended += 1
                    yield found

    def kill(self) -> None:
        for worker in self._workers:
            worker.end()

    def _hand_out(self, waiting: deque[int], tasks: Sequence[Any]) -> None:
        idle = [w for w in self._workers if w.task is None]
        while waiting and (idle or len(self._workers) < self._size):
            if not idle:
                idle.append(self._new())
                self._workers.append(idle[0])
            number = waiting.popleft()
            idle.pop().give(number, tasks[number])

    def _heard(self, worker: _Worker) -> Ended | None:
        try:
            return worker.receive()
        except (EOFError, ConnectionError):
            self._workers.remove(worker)
            error = worker.why_dead()
            worker.end()
            return Ended(worker.task or 0, error=error)


def _serve(pipe: Connection, work: Work) -> None:
    """In the process: tasks until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    context = Context(lambda fraction, _: pipe.send(fraction))
    with contextlib.suppress(EOFError):
        pipe.send(0.0)
        shared = pipe.recv()
        while True:
            number, task = pipe.recv()
            pipe.send(_attempt(work, shared, number, task, context))


def _attempt(work: Work, shared: Any, number: int, task: Any, context: Context) -> Ended:
    notes: list[str] = []
    inner = context.part(0.0, 1.0)
    inner.notes = notes
    try:
        result = work(shared, task, inner)
    except Cancelled:
        raise
    except UserError as error:
        return Ended(number, error=str(error), notes=tuple(notes))
    except MemoryError:
        return Ended(number, error="there is not enough memory for it; use fewer workers")
    except Exception as error:
        return Ended(number, error=f"internal error: {type(error).__name__}: {error}")
    return Ended(number, result, notes=tuple(notes))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
