"""Slicer's node selectors, so that they fit a narrow panel and the keyboard."""

from __future__ import annotations

from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from ..scene.models import MODEL_KIND
from . import tab_order

_CHARACTERS = 8  # of the narrowest selector; longer names are cut short


def settle(selector: Any, label: str) -> None:
    """Let a qMRMLNodeComboBox be reached by the Tab key and be narrower than its longest name.

    Args:
        label: text of its label, which a screen reader tells.
    """
    tab_order.reach(selector, label)
    inner = next(child for child in selector.children() if child.inherits("QComboBox"))
    inner.sizeAdjustPolicy = qt.QComboBox.AdjustToMinimumContentsLengthWithIcon
    inner.minimumContentsLength = _CHARACTERS


def model_selector(kind: str, tip: str) -> Any:
    """A qMRMLNodeComboBox of the scene's models of a kind."""
    selector = slicer.qMRMLNodeComboBox()
    selector.nodeTypes = ["vtkMRMLTextNode"]
    selector.addAttribute("vtkMRMLTextNode", MODEL_KIND, kind)
    selector.showChildNodeTypes = False
    selector.noneEnabled = True
    selector.noneDisplay = _("choose one")
    selector.addEnabled = False
    selector.removeEnabled = selector.renameEnabled = True
    selector.toolTip = tip
    selector.setMRMLScene(slicer.mrmlScene)
    return selector
