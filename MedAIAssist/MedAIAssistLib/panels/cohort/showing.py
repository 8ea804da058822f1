"""The case in the views: found in the scene, or loaded."""

from __future__ import annotations

from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import CASE, IMAGE, MASK, NODE
from medaiassist_engine.contract.errors import UserError

from ...scene import cohorts
from ..results import Results
from .content import Content
from .runs import CohortRuns

_KINDS = {IMAGE: "vtkMRMLVolumeNode", MASK: "vtkMRMLSegmentationNode"}


class Showing:
    """Shows cases of the content in the views."""

    def __init__(self, content: Content, runs: CohortRuns, results: Results) -> None:
        self._content, self._runs, self._results = content, runs, results

    def show(self, row: int) -> None:
        """Show a case; its files are loaded if they are not.

        Raises:
            UserError: it has no image, or its volume is gone.
        """
        nodes = self.nodes(row)
        if nodes:
            self._results.show_all(nodes)
            return
        case, image, mask = (self._content.cell(row, name) for name in (CASE, IMAGE, MASK))
        if not image:
            text = _("Case '{case}' names no image. Fill in its path.")
            raise UserError(text.format(case=case))
        if image.startswith(NODE):
            text = _("The volume of case '{case}' is no longer in the scene. Remove the case.")
            raise UserError(text.format(case=case))
        mask = "" if mask.startswith(NODE) else mask
        self._runs.load(case, image, mask, self._results.show_all)

    def show_if_loaded(self, row: int) -> None:
        """Show a case whose image is in the scene; pass over others."""
        nodes = self.nodes(row)
        if nodes:
            self._results.show_all(nodes)

    def nodes(self, row: int) -> list[Any]:
        """The image and mask of a case that are in the scene; empty without the image."""
        found = [self._node(self._content.cell(row, name), kind) for name, kind in _KINDS.items()]
        return [node for node in found if node is not None] if found[0] is not None else []

    def _node(self, text: str, kind: str) -> Any | None:
        table = self._content.node
        if not text or table is None:
            return None
        if text.startswith(NODE):
            return cohorts.named_node(table, text)
        return cohorts.loaded(table.GetScene(), text, kind)
