"""Calls that cannot be asked to stop are not waited for after a cancel."""

from __future__ import annotations

import contextvars
import threading

import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.interruptible import interruptible

NAME: contextvars.ContextVar[str] = contextvars.ContextVar("name", default="nobody")


def test_the_result_and_the_errors_of_the_work_are_its_callers():
    assert interruptible(lambda: 3, Context()) == 3

    def fail() -> None:
        raise UserError("Choose another.")

    with pytest.raises(UserError, match="Choose another"):
        interruptible(fail, Context())


def test_a_cancel_is_answered_while_the_work_goes_on():
    cancelled, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        cancelled.set()
        go_on.wait(30)
        ended.set()

    with pytest.raises(Cancelled):
        interruptible(work, Context(cancelled=cancelled))
    assert not ended.is_set(), "it was waited for"
    go_on.set()
    assert ended.wait(30)


def test_nothing_begins_after_a_cancel():
    cancelled = threading.Event()
    cancelled.set()
    begun = []
    with pytest.raises(Cancelled):
        interruptible(lambda: begun.append(1), Context(cancelled=cancelled))
    assert not begun


def test_the_work_sees_what_its_caller_has_set():
    token = NAME.set("caller")
    try:
        assert interruptible(NAME.get, Context()) == "caller"
    finally:
        NAME.reset(token)
