"""Slicer's node selectors, so that they fit a narrow panel and the keyboard."""

from __future__ import annotations

from typing import Any

import qt

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
