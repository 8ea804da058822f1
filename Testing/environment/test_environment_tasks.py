"""Tasks: states, cancelling, and what fails within."""

from __future__ import annotations

import contextlib

import pytest

from MedAIAssistLib.environment.faults import EnvironmentFailure
from MedAIAssistLib.environment.task import Cancelled, Task
from MedAIAssistLib.session.jobs import WAITING, State


def _task(steps):
    return Task("Test", steps)


def test_a_task_reports_and_ends_with_what_there_is_to_say():
    def steps(report):
        report(0.5, "half", 3.0)
        yield WAITING
        return "All is well."

    task = _task(steps)
    seen = []
    task.changed.connect(lambda t: seen.append((t.fraction, t.phase, t.seconds_left)))
    task.poll()
    assert seen == [(0.5, "half", 3.0)] and not task.ended
    assert task.wait().state is State.DONE
    assert task.message == "All is well." and task.seconds_left is None


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (EnvironmentFailure("It broke.", "why"), "It broke."),
        (ValueError("boo"), "MedAIAssist failed unexpectedly: boo. Please report it"),
    ],
)
def test_a_failure_is_kept_with_its_details(error, message):
    def steps(report):
        yield
        raise error

    task = _task(steps).wait()
    assert task.state is State.FAILED
    assert task.message.startswith(message) and task.details


def test_cancelled_steps_clean_up_in_steps_of_their_own():
    done = []

    def steps(report):
        try:
            while True:
                yield WAITING
        except Cancelled:
            for n in range(3):
                done.append(n)
                yield WAITING
            raise

    task = _task(steps)
    task.poll()
    task.cancel()
    task.poll()
    assert task.state is State.RUNNING and task.phase == "cancelling"
    task.cancel()
    assert task.wait().state is State.CANCELLED
    assert done == [0, 1, 2]
    task.cancel()
    task.close()


def test_steps_that_finish_in_spite_of_a_cancel_are_done():
    def steps(report):
        with contextlib.suppress(Cancelled):
            yield WAITING
        return "too late"

    task = _task(steps)
    task.poll()
    task.cancel()
    assert task.wait().state is State.DONE
    assert task.message == "too late"


def test_a_listener_may_cancel():
    ended = []

    def steps(report):
        try:
            for n in range(100):
                report(n / 100, "counting", None)
                yield WAITING
        finally:
            ended.append(True)
        return ""

    task = _task(steps)
    task.changed.connect(lambda t: t.fraction > 0.1 and t.cancel())
    assert task.wait().state is State.CANCELLED
    assert ended == [True]


def test_closing_ends_the_steps_at_once():
    ended = []

    def steps(report):
        try:
            while True:
                yield WAITING
        finally:
            ended.append(True)

    task = _task(steps)
    task.poll()
    task.close()
    assert ended == [True] and task.state is State.CANCELLED
