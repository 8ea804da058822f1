"""How a running operation talks to whoever started it: progress, cancel, notes, result memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .contract.errors import Cancelled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import DTypeLike, NDArray

    from .contract.payloads import Payload

Report = Callable[[float, str], None]
Allocate = Callable[[tuple[int, ...], Any], Any]
Show = Callable[[str, "Payload"], None]


class Context:
    """Given to every operation. `Context()` is silent, for use as a library.

    Args:
        report: called with a fraction 0..1 and the phase in words.
        cancelled: set from another thread to stop the operation at its next `progress`.
        allocate: makes result arrays, so that they need not be copied to be sent.
        notes: receives sentences for the user, such as what was estimated from the data.
        finish: set from another thread to have the best so far.
        show: called with an output slot and what it would hold by now.
    """

    def __init__(
        self,
        report: Report | None = None,
        cancelled: threading.Event | None = None,
        allocate: Allocate | None = None,
        notes: list[str] | None = None,
        finish: threading.Event | None = None,
        show: Show | None = None,
    ) -> None:
        self._report = report
        self._cancelled = cancelled or threading.Event()
        self._finish = finish or threading.Event()
        self._show = show
        self._allocate = allocate
        self.notes: list[str] = [] if notes is None else notes

    def progress(self, fraction: float, phase: str = "") -> None:
        """Report how far the work is; call it at least ten times a second in long loops.

        Raises:
            Cancelled: the user cancelled; let it pass.
        """
        self.check()
        if self._report is not None:
            self._report(min(max(fraction, 0.0), 1.0), phase)

    def check(self) -> None:
        """Look whether to go on, without reporting anything.

        Raises:
            Cancelled: the user cancelled; let it pass.
        """
        if self._cancelled.is_set():
            raise Cancelled

    def part(self, start: float, end: float, phase: str = "") -> Context:
        """A context for a part of the work whose 0..1 is this one's start..end."""

        def report(fraction: float, inner: str) -> None:
            if self._report is not None:
                self._report(start + fraction * (end - start), inner or phase)

        return Context(
            report, self._cancelled, self._allocate, self.notes, self._finish, self._show
        )

    @property
    def finishing(self) -> bool:
        """The user wants the best so far, now; what has none yet goes on until it has."""
        return self._finish.is_set()

    def show(self, slot: str, payload: Payload) -> None:
        """Let the user see what an output slot would hold by now, such as a curve; small things
        only. As often as there is news: what comes too soon after the last is left out."""
        if self._show is not None:
            self._show(slot, payload)

    def empty(self, shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[np.generic]:
        """An uninitialised C-ordered array for a result, in shared memory where there is some."""
        import numpy as np

        shape = tuple(int(n) for n in shape)  # a memoryview refuses numpy's integers
        if self._allocate is not None:
            return self._allocate(shape, np.dtype(dtype))
        return np.empty(shape, dtype)

    def note(self, sentence: str) -> None:
        """Tell the user something about the result; it is kept with it."""
        self.notes.append(sentence)
