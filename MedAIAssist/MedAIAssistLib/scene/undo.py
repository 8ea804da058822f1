"""Taking results back and bringing them again: each change knows its own opposite."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .undo_steps import Created, Links, Moved, Removed, Replaced, Step
from .weak import weak

_MANY = 8
"""Steps from which on Slicer's views are told of all at once."""


@contextmanager
def together(scene: Any | None, many: bool = True) -> Iterator[None]:
    """Within the block, nodes come and go without the views hearing of each; at its end of all.

    Also, Slicer makes no displays for markups that come back without.
    """
    if scene is None or not many or scene.IsBatchProcessing():
        yield
        return
    scene.StartState(scene.BatchProcessState)
    try:
        yield
    finally:
        scene.EndState(scene.BatchProcessState)


class Change:
    """What one job changed in the scene.

    A node that is in the scene is held weakly: a change never keeps one there alive.

    Attributes:
        title: for the menu, such as "Denoise MRHead".
    """

    def __init__(self, title: str = "") -> None:
        self.title = title
        self._steps: list[Step] = []
        self._scene: Any = weak(None)

    @property
    def size(self) -> int:
        """Bytes of content it holds on to."""
        return sum(step.size for step in self._steps)

    @property
    def node_ids(self) -> list[str]:
        """The changed nodes that are in the scene."""
        return [step.node_id for step in self._steps if step.node_id]

    def created(self, node: Any) -> None:
        """A node was added: undo removes it."""
        self._scene = weak(node.GetScene())
        self._steps.append(Created(node))

    def removing(self, node: Any) -> None:
        """A node is about to be removed: undo adds it again, unless its scene is gone."""
        self._scene = weak(node.GetScene())
        self._steps.append(Removed(node))

    def replacing(self, node: Any) -> None:
        """A node is about to get new content: undo puts the old back. Images are not copied."""
        self._steps.append(Replaced(node))

    def moving(self, node: Any) -> None:
        """A node is about to come under another transform: undo puts it back."""
        self._steps.append(Moved(node))

    def add(self, step: Step) -> None:
        """Something else was done, which the step itself can undo."""
        self._steps.append(step)

    def revert(self) -> Change:
        """Undo, last step first; nodes that are gone are passed over.

        Returns:
            The opposite change, whose `revert` does everything again.
        """
        opposite = Change(self.title)
        opposite._scene = self._scene
        opposite._steps.append(Links(self._steps))
        with together(self._scene.Get(), len(self._steps) > _MANY):
            while self._steps:
                step = self._steps.pop().revert()
                if step is not None:
                    opposite._steps.append(step)
        return opposite


class UndoStack:
    """The latest changes, at most `max_bytes` of their content.

    What lies farthest from the present goes first; redo before undo.
    """

    def __init__(self, max_bytes: int = 2 * 2**30) -> None:
        self._max_bytes = max_bytes
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def __len__(self) -> int:
        return len(self._done)

    @property
    def title(self) -> str:
        """What would be undone next, or ""."""
        return self._done[-1].title if self._done else ""

    @property
    def redo_title(self) -> str:
        """What would be done again next, or ""."""
        return self._undone[-1].title if self._undone else ""

    def push(self, change: Change) -> None:
        """Something was done. What had been undone before can no longer be done again."""
        self._undone.clear()
        self._done.append(change)
        self._trim()

    def undo(self) -> Change | None:
        """Revert the latest change; gives what was done by that, None where there is none."""
        return self._move(self._done, self._undone)

    def redo(self) -> Change | None:
        """Do again what was undone last; gives the change, None where there is none."""
        return self._move(self._undone, self._done)

    def clear(self) -> None:
        """Forget everything, as when the scene closes."""
        self._done.clear()
        self._undone.clear()

    def _move(self, source: list[Change], target: list[Change]) -> Change | None:
        if not source:
            return None
        opposite = source.pop().revert()
        target.append(opposite)
        self._trim()
        return opposite

    def _trim(self) -> None:
        while sum(c.size for c in self._done + self._undone) > self._max_bytes:
            del (self._undone or self._done)[0]
