"""How the tabs start jobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..session.jobs import Job
from ..session.scene_session import SceneSession


@dataclass(frozen=True)
class Runner:
    """How jobs are started.

    Attributes:
        started: called with each job.
        when_ready: called with what needs an engine; calls it once there is one.
    """

    work: SceneSession
    started: Callable[[Job], None]
    when_ready: Callable[[Callable[[], None]], None]
