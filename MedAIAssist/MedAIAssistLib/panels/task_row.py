"""The row of task buttons: icon and word, in two rows where the panel is narrow."""

from __future__ import annotations

from collections.abc import Mapping

import ctk
import qt

from ..session.signal import Signal
from .task_icons import task_icon

_ICON = 18  # pixels


class TaskRow:
    """One checkable button a task.

    Args:
        titles: word and tooltip by task.

    Attributes:
        widget: to be put into a layout.
        changed: called without arguments when the user picks another task.
    """

    def __init__(self, titles: Mapping[str, tuple[str, str]]) -> None:
        self.changed = Signal()
        self.widget = qt.QWidget()
        layout = ctk.ctkFlowLayout()
        layout.setContentsMargins(6, 6, 6, 0)
        layout.preferredExpandingDirections = qt.Qt.Horizontal
        self.widget.setLayout(layout)
        policy = qt.QSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        policy.setHeightForWidth(True)
        self.widget.setSizePolicy(policy)  # else the panel is as wide as all buttons in one row
        self._group = qt.QButtonGroup(self.widget)
        self._buttons = {}
        for task, (title, tip) in titles.items():
            button = qt.QToolButton()
            button.text, button.toolTip = title, tip
            button.accessibleName = title
            button.icon = task_icon(task, button)
            button.setIconSize(qt.QSize(_ICON, _ICON))
            button.toolButtonStyle = qt.Qt.ToolButtonTextBesideIcon
            button.checkable = True
            button.autoRaise = True  # so that the chosen one stands out, also on dark themes
            button.connect("clicked()", self.changed)
            self._group.addButton(button)
            self._buttons[task] = button
            layout.addWidget(button)
        next(iter(self._buttons.values())).checked = True

    @property
    def task(self) -> str:
        """The chosen task."""
        return next(task for task, button in self._buttons.items() if button.checked)

    @task.setter
    def task(self, task: str) -> None:
        button = self._buttons.get(task) or next(iter(self._buttons.values()))
        button.checked = True
