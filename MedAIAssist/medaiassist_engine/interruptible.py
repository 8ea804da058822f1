"""Cancelling while a library works that cannot be asked to stop."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

from .context import Context

_MOMENT = 0.05  # seconds between looks at whether the user cancelled

_T = TypeVar("_T")


def interruptible(work: Callable[[], _T], context: Context) -> _T:
    """The result of `work`, which runs in a thread of its own; its errors are raised here.

    After a cancel nobody waits for it: it goes on until it ends, and what it gives is dropped. So
    it must change nothing besides its result, and should be over within some seconds.

    Raises:
        Cancelled: the user cancelled.
    """
    future: Future[_T] = Future()
    inner = contextvars.copy_context()

    def run() -> None:
        try:
            future.set_result(inner.run(work))
        except BaseException as error:
            future.set_exception(error)

    context.check()
    threading.Thread(target=run, daemon=True, name="interruptible").start()
    while not wait([future], _MOMENT).done:
        context.check()
    return future.result()
