"""Work on the environment that takes a while, brought on in short steps from a timer."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Generator

from ..session.failures import Failure
from ..session.jobs import WAITING, State
from ..session.signal import Signal

Report = Callable[[float, str, "float | None"], None]
"""Takes the fraction, the phase and the seconds left, None while they are unknown."""
Steps = Generator[object, None, str]
"""Yields between short steps, `WAITING` where only time brings it on; returns what to say."""

_BUDGET_S = 0.008


class Cancelled(Exception):
    """Thrown into the steps, which clean up and end."""


class Task:
    """One such piece of work; it starts at the first `poll`.

    Attributes:
        fraction, phase, seconds_left: progress; seconds are None while unknown.
        message: of a failure, or what there is to say at the end.
        details: of a failure.
        changed: called with the task at each change.
    """

    def __init__(self, title: str, steps: Callable[[Report], Steps]) -> None:
        self.title = title
        self.state = State.RUNNING
        self.fraction, self.phase, self.message, self.details = 0.0, "", "", ""
        self.seconds_left: float | None = None
        self.changed = Signal()
        self._steps = steps(self._report)
        self._cancelled = False

    @property
    def ended(self) -> bool:
        return self.state is not State.RUNNING

    def poll(self, budget_s: float = _BUDGET_S) -> None:
        """Bring it on for about `budget_s` seconds."""
        until = time.monotonic() + budget_s
        try:
            while not self.ended and time.monotonic() < until:
                if next(self._steps) is WAITING:
                    break
        except StopIteration as end:
            self._end(State.DONE, end.value)
        except Cancelled:
            self._end(State.CANCELLED)
        except Failure as failure:
            self._end(State.FAILED, failure.message, failure.details)
        except Exception as error:
            text = f"MedAIAssist failed unexpectedly: {error}. Please report it with the details."
            self._end(State.FAILED, text, traceback.format_exc())

    def cancel(self) -> None:
        """Let it clean up and end; goes on in `poll`."""
        if self.ended or self._cancelled:
            return
        self._cancelled = True
        self._steps = _thrown(self._steps)
        self._report(self.fraction, "cancelling", None)

    def close(self) -> None:
        """End it at once; a next one cleans up what is left."""
        if not self.ended:
            self._steps.close()
            self._end(State.CANCELLED)

    def wait(self) -> Task:
        """Poll until it has ended, for scripts."""
        while not self.ended:
            self.poll()
            time.sleep(0.01)
        return self

    def _report(self, fraction: float, phase: str, seconds_left: float | None) -> None:
        self.fraction, self.phase, self.seconds_left = fraction, phase, seconds_left
        self.changed(self)

    def _end(self, state: State, message: str = "", details: str = "") -> None:
        self.state, self.message, self.details = state, message, details
        self.seconds_left = None
        self.changed(self)


def _thrown(steps: Steps) -> Steps:
    """The rest of the steps after `Cancelled` was thrown into them."""
    try:
        yield steps.throw(Cancelled)
        return (yield from steps)
    except StopIteration as end:  # they had just finished
        return str(end.value)
    finally:
        steps.close()
