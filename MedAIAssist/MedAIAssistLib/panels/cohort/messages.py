"""What went wrong, in red, and what the last step has to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from medaiassist_engine.contract.errors import UserError

from ..problem_line import ProblemLine

_MOST = 6  # notes; the tooltip has all


class Messages:
    """The lines below the buttons.

    Args:
        place: widget for the problem line.
        notes: label for the notes.

    Attributes:
        problem: the line in red.
    """

    def __init__(self, place: Any, notes: Any) -> None:
        self.problem = ProblemLine()
        self._notes = notes
        place.layout().addWidget(self.problem.widget)

    def attempt(self, action: Callable[[], None]) -> None:
        """Do something; a UserError is told."""
        self.problem.clear()
        try:
            action()
        except UserError as error:
            self.problem.show(str(error))

    def tell(self, notes: Sequence[str]) -> None:
        """Tell the notes of a job."""
        listed = notes if len(notes) <= _MOST else [*notes[:_MOST], "…"]
        self._notes.text = "\n".join(listed)
        self._notes.toolTip = "\n".join(notes)
        self._notes.visible = bool(notes)

    def clear(self) -> None:
        """Forget everything."""
        self.problem.clear()
        self.tell(())
