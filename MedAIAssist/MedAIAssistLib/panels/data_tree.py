"""Results in Slicer's Data tree: how they were made, and the same again on another volume."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import slicer

from ..scene.provenance import how_made
from .result_menu import fill
from .results import Results

PLUGIN_FILE = "MedAIAssistSubjectHierarchyPlugin.py"


def register() -> None:
    """Add our entry to the Data tree's context menu; again is without effect."""
    handler = slicer.qSlicerSubjectHierarchyPluginHandler.instance()
    if any(plugin.name == "MedAIAssist" for plugin in handler.allPlugins()):
        return
    plugin = slicer.qSlicerSubjectHierarchyScriptedPlugin(None)
    plugin.setPythonSource(Path(__file__).with_name(PLUGIN_FILE).as_posix())


def fill_for_item(menu: Any, item: int) -> bool:
    """Fill a menu for an item of the tree; False where the item is no result of ours."""
    hierarchy = slicer.mrmlScene.GetSubjectHierarchyNode()
    node = hierarchy.GetItemDataNode(item) if item else None
    if node is None or how_made(node) is None:
        return False
    fill(menu, [node], _InPanel())
    return True


class _InPanel:
    """Does what `Results` does by the module's panel, which is made when first needed."""

    @property
    def _results(self) -> Results:
        widget = slicer.modules.medaiassist.widgetRepresentation().self()
        results: Results = widget.panel.results
        return results

    def show_all(self, nodes: list[Any]) -> None:
        self._results.show_all(nodes)

    def explain(self, node: Any) -> None:
        self._results.explain(node)

    def export(self, table: Any) -> None:
        self._results.export(table)

    def align(self, transform: Any) -> None:
        slicer.util.selectModule("MedAIAssist")  # which tells what goes wrong
        self._results.align(transform)

    def repeat(self, node: Any, other: Any) -> None:
        """The panel is opened, as it shows how far the job is and what goes wrong."""
        slicer.util.selectModule("MedAIAssist")
        self._results.repeat(node, other)
