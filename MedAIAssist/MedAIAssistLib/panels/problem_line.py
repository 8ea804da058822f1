"""One red line for what went wrong, with its details and a remedy on a click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import qt
from slicer.i18n import tr as _

_ON_LIGHT, _ON_DARK = "#b3261e", "#ff8a80"
"""Reds that keep a contrast of 5:1 or more on light and on dark backgrounds."""


@dataclass(frozen=True)
class Remedy:
    """A button beside the message."""

    text: str
    tip: str
    action: Callable[[], None]


class ProblemLine:
    """Hidden while all is well.

    Attributes:
        widget: to be put into a layout.
        remedy_button: shown where there is a remedy.
    """

    def __init__(self) -> None:
        self._remedy: Remedy | None = None
        self.widget = qt.QWidget()
        layout = qt.QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self._text = qt.QLabel()
        self._text.wordWrap = True
        self._text.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        self._text.textInteractionFlags = qt.Qt.TextSelectableByMouse
        layout.addWidget(self._text)
        buttons = qt.QHBoxLayout()
        self.remedy_button = _tool_button("", "")
        self.remedy_button.connect("clicked()", self._help_out)
        self._more = _tool_button(_("Details"), _("Show what the engine said last."))
        self._more.checkable = True
        self._copy = _tool_button(_("Copy"), _("Copy the message and its details."))
        for button in (self.remedy_button, self._more, self._copy):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self._details = qt.QPlainTextEdit()
        self._details.readOnly = True
        self._details.tabChangesFocus = True
        self._details.accessibleName = _("Details of the problem")
        self._details.maximumHeight = 140
        layout.addWidget(self._details)
        self._more.connect("toggled(bool)", self._details.setVisible)
        self._copy.connect("clicked()", self._copy_all)
        self.clear()

    def show(self, message: str, details: str = "", remedy: Remedy | None = None) -> None:
        background = self.widget.palette.color(qt.QPalette.Window)
        red = _ON_LIGHT if background.lightness() > 127 else _ON_DARK
        self._text.styleSheet = f"color: {red}"
        self._text.text = message
        self._details.plainText = details
        self._more.checked = False
        self._more.visible = bool(details)
        self._details.hide()
        self._remedy = remedy
        self.remedy_button.visible = remedy is not None
        if remedy is not None:
            self.remedy_button.text, self.remedy_button.toolTip = remedy.text, remedy.tip
        self.widget.show()

    def clear(self) -> None:
        self._text.text = ""
        self.widget.hide()

    def _help_out(self) -> None:
        if self._remedy is not None:
            self._remedy.action()

    def _copy_all(self) -> None:
        text = f"{self._text.text}\n\n{self._details.plainText}".strip()
        qt.QApplication.clipboard().setText(text)


def _tool_button(text: str, tip: str) -> qt.QToolButton:
    button = qt.QToolButton()
    button.text = text
    button.toolTip = tip
    return button
