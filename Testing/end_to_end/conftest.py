"""Sessions with a real engine process, each checked to leave nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from engine_sessions import faulty, running_children, shared_folders, until

from MedAIAssistLib.session.session import Session


@pytest.fixture
def make_session() -> Iterator[Callable[..., Session]]:
    """Makes sessions; at the end no process, block or temporary folder may be left."""
    made: list[Session] = []
    before = {p.pid for p in running_children()}

    def make(fault: str = "", grace_s: float = 0.5) -> Session:
        made.append(Session(lambda: faulty(fault), grace_s))
        return made[-1]

    yield make
    for session in made:
        session.close()
    until(lambda: not [p for p in running_children() if p.pid not in before], seconds=5)
    assert shared_folders() == []


@pytest.fixture
def workspace() -> Iterator[Any]:
    pytest.importorskip("slicer", reason="slicer-core has wheels for CPython 3.11 to 3.13")
    from demo.scene import create_workspace

    made = create_workspace()
    yield made
    made.close()


@pytest.fixture
def work(workspace: Any, make_session: Callable[..., Session]) -> Iterator[Any]:
    """A scene whose jobs run in a real engine."""
    from MedAIAssistLib.session.scene_session import SceneSession

    made = SceneSession(workspace.scene, make_session())
    yield made
    made.close()
