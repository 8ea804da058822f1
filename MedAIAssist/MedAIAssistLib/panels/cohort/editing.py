"""Changes of the cohort that need no engine; each can be undone."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError

from ...scene import cohort_edits, cohorts
from .content import Content


class Editing:
    """Edits the content.

    Args:
        scene: the vtkMRMLScene.
        content: what is edited.
        locked: why it cannot be edited now; "" if it can.
    """

    def __init__(self, scene: Any, content: Content, locked: Callable[[], str]) -> None:
        self._scene, self._content, self._locked = scene, content, locked

    def set_text(self, rows: Collection[int], column: str, text: str) -> None:
        """Set a column of some cases; "" is a missing value.

        Raises:
            UserError: the column does not take the text, or a job is changing the cohort.
        """
        self._check()
        if self._content.table is not None:
            changed = cohort_edits.with_text(self._content.table, rows, column, text)
            self._content.replace(str(_("Edit {column}")).format(column=column), changed)

    def remove(self, rows: Collection[int]) -> None:
        """Remove cases; errors as `set_text`."""
        self._check()
        if self._content.table is not None:
            left = cohort_edits.without_rows(self._content.table, rows)
            self._content.replace(str(_("Remove cases")), left)

    def add_from_scene(self) -> Any:
        """Add the volumes that the cohort has not; gives its table node.

        Raises:
            UserError: there are none, or a job is changing the cohort.
        """
        self._check()
        new = cohorts.scene_cases(self._scene, self._content.node, self._content.table)
        if not new.columns[0].texts:
            raise UserError(_("The scene has no volume that is not in the cohort already."))
        whole = cohort_edits.with_cases(self._content.table, new)
        node = self._content.replace(str(_("Add from the scene")), whole)
        cohorts.link(node, new)
        return node

    def _check(self) -> None:
        if self._locked():
            raise UserError(self._locked())
