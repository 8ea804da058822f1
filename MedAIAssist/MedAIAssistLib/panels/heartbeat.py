"""The one timer that brings the session on, on the main thread, without threads."""

from __future__ import annotations

import qt

from ..session.session import Session

BUSY_MS = 5
IDLE_MS = 100


class Heartbeat:
    """Polls a session: often while something is under way, rarely otherwise."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._timer = qt.QTimer()
        self._timer.connect("timeout()", self._beat)
        self._timer.start(IDLE_MS)

    def wake(self) -> None:
        """Something was submitted: do not wait for the next slow beat."""
        self._timer.start(BUSY_MS)

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        more = self._session.poll()
        interval = IDLE_MS if self._session.idle else 0 if more else BUSY_MS
        if self._timer.interval != interval:
            self._timer.start(interval)
