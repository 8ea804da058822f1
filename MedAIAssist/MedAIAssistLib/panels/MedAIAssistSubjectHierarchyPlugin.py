"""Our entry in the context menu of Slicer's Data tree.

Slicer loads this file by its path and keeps the plugin until it ends, also when the module is
reloaded; so the work is done by `data_tree`, looked up anew each time.
"""

from __future__ import annotations

from typing import Any

import qt
import slicer
from slicer.i18n import tr as _


class MedAIAssistSubjectHierarchyPlugin:
    """Slicer asks for a class named like the file. It owns no items, it only has a menu."""

    def __init__(self, scriptedPlugin: Any) -> None:
        scriptedPlugin.name = "MedAIAssist"
        self.menu = qt.QMenu()
        self.action = qt.QAction(_("MedAIAssist"), scriptedPlugin)
        self.action.setMenu(self.menu)
        slicer.qSlicerSubjectHierarchyPluginHandler.instance().registerPlugin(scriptedPlugin)

    def itemContextMenuActions(self) -> list[Any]:
        """What may appear in the menu of an item."""
        return [self.action]

    def showContextMenuActionsForItem(self, itemID: int) -> None:
        """Slicer has hidden all actions and asks which to show for the item."""
        from MedAIAssistLib.panels.data_tree import fill_for_item

        self.action.visible = fill_for_item(self.menu, itemID)
