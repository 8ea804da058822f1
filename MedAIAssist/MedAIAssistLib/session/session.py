"""The engine session: a queue of jobs, one engine, and a poll that never waits."""

from __future__ import annotations

import enum
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator
from inspect import GEN_RUNNING, getgeneratorstate

from medaiassist_engine.contract.encoding import decode
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.messages import (
    Cancel,
    Finish,
    Message,
    Partial,
    Progress,
    Release,
    Stopped,
)

from .connection import Connection
from .failures import EngineFailure, JobFailure
from .jobs import WAITING, Job, Request, State, steps
from .launch import Launch
from .signal import Signal

GRACE_S = 3.0
_STEP_BUDGET_S = 0.005
_MOST_LOSSES = 3
_NO_ENGINE = (
    "The engine's environment is not installed yet. Press Install under Engine; or choose a Python "
    "there that has the engine's libraries."
)


class EngineState(enum.Enum):
    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    BUSY = "busy"
    FAILED = "failed"


class Session:
    """Runs jobs one after the other. The owner calls `poll` from a timer.

    Args:
        find: gives the engine's command whenever one is to be started.
        grace_s: how long a cancelled job may take to end before its engine is killed.

    Attributes:
        changed: called without arguments when the engine's state changes.
        failure: why the engine is not running, None if it is well.
    """

    def __init__(self, find: Callable[[], Launch | None], grace_s: float = GRACE_S) -> None:
        self._find = find
        self._grace_s = grace_s
        self._queue: deque[Job] = deque()
        self._current: Job | None = None
        self._steps: Generator[object, None, None] | None = None
        self._kill_at: float | None = None
        self._reason = ""
        self._polling = False
        self._losses = 0  # of engines, since one last got anything done
        self.connection: Connection | None = None
        self.failure: EngineFailure | None = None
        self.changed = Signal()

    @property
    def state(self) -> EngineState:
        if self.connection is None:
            return EngineState.FAILED if self.failure else EngineState.STOPPED
        if self.connection.welcome is None:
            return EngineState.STARTING
        return EngineState.BUSY if self._current else EngineState.READY

    @property
    def idle(self) -> bool:
        """Nothing is queued or running, and the engine is not just starting."""
        loading = self.connection is not None and self.connection.status is None
        return not self._queue and self._current is None and not loading

    @property
    def at_leisure(self) -> bool:
        """The engine is up and has nothing to do."""
        return self.state is EngineState.READY and self.idle

    def start(self) -> None:
        """Start the engine if it is not running; a failure is kept in `failure`."""
        if self.connection is not None:
            return
        try:
            launch = self._find()
            if launch is None:
                raise EngineFailure(_NO_ENGINE)
            self.connection = Connection(launch)
            self.failure = None
        except EngineFailure as failure:
            self.failure = failure
        except OSError as error:
            self.failure = EngineFailure(
                f"The engine could not be started: {error}. Press Repair under Engine, or choose "
                "another Python there."
            )
        self.changed()

    def submit(self, request: Request) -> Job:
        """Queue a request; its job starts at a following `poll`."""
        job = Job(request)
        self._queue.append(job)
        self.failure = None
        return job

    def cancel(self, job: Job, reason: str = "") -> None:
        """Cancel a job; one that the engine does not let go of in time ends with the engine.

        Args:
            reason: a sentence for the user, where it was not the user who cancelled.
        """
        if job in self._queue:
            self._queue.remove(job)
            job.update(state=State.CANCELLED, message=reason)
        elif job is self._current and self.connection and self._kill_at is None:
            self._reason = reason
            if job.in_engine and job.reply is None:
                self.connection.send(Cancel(job.id))
                self._kill_at = time.monotonic() + self._grace_s
                job.update(phase="cancelling", seconds_left=None)
            else:
                self._end(State.CANCELLED)

    def finish(self, job: Job) -> None:
        """Ask a job to end with the best it has; most operations have nothing before the end."""
        if job.ended or job.finishing:
            return
        job.update(finishing=True)
        if job is self._current and job.in_engine and self.connection is not None:
            self.connection.send(Finish(job.id))

    def cancel_all(self, reason: str = "") -> None:
        """Cancel the running job and all that wait."""
        for job in [*self._queue, *([self._current] if self._current else [])]:
            self.cancel(job, reason)

    def poll(self, budget_s: float = _STEP_BUDGET_S) -> bool:
        """Bring everything on for about `budget_s` seconds; True if there is more to do at once."""
        if self._polling:
            return False  # a listener or a result being shown let the event loop run
        self._polling = True
        try:
            return self._bring_on(time.monotonic() + budget_s)
        finally:
            self._polling = False

    def _bring_on(self, until: float) -> bool:
        try:
            self._listen()
        except EngineFailure as failure:
            self._engine_lost(failure)
        if self._kill_at is not None and time.monotonic() > self._kill_at:
            self._give_up()
        self._next_job()
        more = True
        while more and self._steps is not None and time.monotonic() < until:
            more = self._step()
        return more and self._steps is not None

    def wait(self, job: Job, timeout_s: float = float("inf")) -> Job:
        """Poll until a job has ended, for scripts.

        Raises:
            TimeoutError: it has not ended in time; it goes on.
        """
        end = time.monotonic() + timeout_s
        while not job.ended:
            if time.monotonic() > end:
                raise TimeoutError(f"The job has not ended within {timeout_s:g} seconds.")
            if not self.poll():
                time.sleep(0.0002)
        return job

    def close(self, patience_s: float = 0.5) -> None:
        """Cancel everything and end the engine; nothing of it is left."""
        while self._queue:
            self._queue.popleft().update(state=State.CANCELLED)
        busy = self._current is not None
        self._end(State.CANCELLED)
        self._disconnect(0.0 if busy else patience_s)
        self.changed()

    def _listen(self) -> None:
        if self.connection is None:
            return
        before = self.state, self.connection.status
        for message, inline in self.connection.poll():
            self._route(message, inline)
        if before != (self.state, self.connection.status):
            if before[1] is None and self.connection.status is not None:
                self._losses = 0
            self.changed()

    def _route(self, message: Message, inline: list[bytearray]) -> None:
        job = self._current
        if job is None or getattr(message, "job", None) != job.id:
            return
        if isinstance(message, Progress):
            if self._kill_at is None:
                job.update(
                    fraction=message.fraction,
                    phase=message.phase,
                    seconds_left=message.seconds_left,
                )
        elif isinstance(message, Partial):
            if self._kill_at is None and self.connection is not None:
                found = list(self.connection.found(message.arrays, inline))
                job.shown(decode(message.outputs, found))
        elif isinstance(message, Stopped) or self._kill_at is not None:
            self._end(State.CANCELLED)
        else:
            job.reply = (message, inline)

    def _next_job(self) -> None:
        if self._current is not None or not self._queue:
            return
        self.start()
        if self.connection is None:
            assert self.failure is not None
            self._fail_first(self.failure)
        elif self.connection.welcome is not None:
            self._current = self._queue.popleft()
            self._steps = steps(self._current, self.connection)
            self.changed()

    def _step(self) -> bool:
        """One step of the current job; False when it waits or has ended."""
        assert self._steps is not None
        try:
            return next(self._steps) is not WAITING
        except StopIteration:
            self._losses = 0
            self._end(State.DONE)
        except (JobFailure, UserError) as failure:
            details = failure.details if isinstance(failure, JobFailure) else ""
            self._end(State.FAILED, str(failure), details)
        except Exception as error:
            text = f"MedAIAssist failed unexpectedly: {error}. Please report it with the details."
            self._end(State.FAILED, text, traceback.format_exc())
        return False

    def _end(self, state: State, message: str = "", details: str = "") -> None:
        job, running = self._current, self._steps
        self._current, self._steps, self._kill_at = None, None, None
        if running is not None and getgeneratorstate(running) != GEN_RUNNING:
            running.close()  # else it is called from within, and ends when it is dropped
        if state is State.CANCELLED:
            message = self._reason or message
        self._reason = ""
        if job is not None:
            if job.in_engine and self.connection is not None:
                self.connection.send(Release(job.id))
            job.reply = None
            job.update(state=state, message=message, details=details, seconds_left=None)
            self.changed()

    def _give_up(self) -> None:
        """The engine does not let go of the cancelled job: replace it."""
        self._end(State.CANCELLED, "The engine did not answer and was restarted.")
        self._disconnect(0.0)
        self.start()

    def _engine_lost(self, failure: EngineFailure) -> None:
        self._losses += 1
        greeted = self.connection is not None and self.connection.welcome is not None
        cancelled = self._kill_at is not None
        state = State.CANCELLED if cancelled else State.FAILED
        self._end(state, failure.message, failure.details)
        self._disconnect(0.0)
        if greeted and self._losses < _MOST_LOSSES:
            self.start()
            return
        # It never comes up: starting it again would only repeat that.
        self.failure = failure
        while self._queue:
            self._fail_first(failure)
        self.changed()

    def _fail_first(self, failure: EngineFailure) -> None:
        """The first job that waits cannot run without an engine."""
        self._queue.popleft().update(
            state=State.FAILED, message=failure.message, details=failure.details
        )

    def _disconnect(self, patience_s: float) -> None:
        if self.connection is not None:
            connection, self.connection = self.connection, None
            connection.close(patience_s)
