"""Runs jobs one after the other in a thread of its own."""

from __future__ import annotations

import os
import queue
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any

from ..context import Context
from ..contract.catalog import operation, operations
from ..contract.encoding import decode, encode
from ..contract.errors import Cancelled
from ..contract.messages import Done, Progress, Run, Stopped
from ..contract.validation import validate
from .arrays import Arrays
from .failures import failure
from .partial import PartialReport
from .pipe import Pipe
from .progress import ProgressReport


class Worker:
    """The engine's working thread.

    Args:
        pipe: where messages are sent.
        arrays: makes the array store of a job.
    """

    def __init__(self, pipe: Pipe, arrays: Callable[[], Arrays]) -> None:
        self._pipe = pipe
        self._new_arrays = arrays
        self._queue: queue.Queue[tuple[Run, list[bytearray]]] = queue.Queue()
        self._cancelled: dict[str, threading.Event] = {}
        self._finishing: dict[str, threading.Event] = {}
        self._arrays: dict[str, Arrays] = {}
        threading.Thread(target=self._run, daemon=True, name="worker").start()

    def submit(self, run: Run, inline: list[bytearray]) -> None:
        self._cancelled[run.job] = threading.Event()
        self._finishing[run.job] = threading.Event()
        self._queue.put((run, inline))

    def cancel(self, job: str) -> None:
        """Ask a job to stop; one that has ended is left alone."""
        if job in self._cancelled:
            self._cancelled[job].set()

    def finish(self, job: str) -> None:
        """Ask a job for the best it has; one that has ended is left alone."""
        if job in self._finishing:
            self._finishing[job].set()

    def release(self, job: str) -> None:
        """The host has read the results of a job."""
        if job in self._arrays:
            self._arrays.pop(job).release()

    def _run(self) -> None:
        try:
            self._work()
        except BaseException:
            traceback.print_exc()
            os._exit(4)  # without this thread the engine would only seem to work

    def _work(self) -> None:
        while True:
            run, inline = self._queue.get()
            cancelled = self._cancelled[run.job]
            arrays = self._arrays[run.job] = self._new_arrays()
            try:
                self._perform(run, inline, arrays, cancelled)
            except Cancelled:
                self.release(run.job)
                self._pipe.send(Stopped(run.job))
            except BaseException as error:  # also SystemExit: the thread must go on
                self.release(run.job)
                self._pipe.send(failure(run.job, _title(run.operation), error))
            del self._cancelled[run.job], self._finishing[run.job]
            del run, inline, arrays

    def _perform(
        self, run: Run, inline: list[bytearray], arrays: Arrays, cancelled: threading.Event
    ) -> None:
        from ..execution import execute, resolve
        from ..interruptible import interruptible
        from ..versions import versions

        started = time.monotonic()
        entry = operation(run.operation)
        context = Context(
            self._reporter(run.job), cancelled, arrays.allocate,
            finish=self._finishing[run.job], show=PartialReport(run.job, self._pipe.send),
        )  # fmt: skip
        parameters = validate(entry.parameters, run.parameters)
        inputs = decode(run.inputs, arrays.receive(run.arrays, inline, context.check))
        context.progress(0.0, entry.title)
        interruptible(lambda: resolve(entry), context)  # its libraries may take seconds to load
        outputs = execute(entry, inputs, parameters, context)
        found: list[Any] = []
        tree = encode(outputs, found)
        entries, buffers = arrays.send(found)
        seconds = time.monotonic() - started
        done = Done(run.job, tree, seconds, tuple(context.notes), versions(), entries)
        self._pipe.send(done, buffers)

    def _reporter(self, job: str) -> ProgressReport:
        return ProgressReport(
            lambda fraction, phase, left: self._pipe.send(Progress(job, fraction, phase, left))
        )


def _title(operation_id: str) -> str:
    entry = operations().get(operation_id)
    return entry.title if entry is not None else operation_id
