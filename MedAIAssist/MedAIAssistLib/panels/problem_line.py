"""One red line for what went wrong, with its details on a click."""

from __future__ import annotations

import qt
from slicer.i18n import tr as _


class ProblemLine:
    """Hidden while all is well.

    Attributes:
        widget: to be put into a layout.
    """

    def __init__(self) -> None:
        self.widget = qt.QWidget()
        layout = qt.QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self._text = qt.QLabel()
        self._text.wordWrap = True
        self._text.styleSheet = "color: #d0312d"
        self._text.textInteractionFlags = qt.Qt.TextSelectableByMouse
        layout.addWidget(self._text)
        buttons = qt.QHBoxLayout()
        self._more = _tool_button(_("Details"), _("Show what the engine said last."))
        self._more.checkable = True
        self._copy = _tool_button(_("Copy"), _("Copy the message and its details."))
        buttons.addWidget(self._more)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self._details = qt.QPlainTextEdit()
        self._details.readOnly = True
        self._details.maximumHeight = 140
        layout.addWidget(self._details)
        self._more.connect("toggled(bool)", self._details.setVisible)
        self._copy.connect("clicked()", self._copy_all)
        self.clear()

    def show(self, message: str, details: str = "") -> None:
        self._text.text = message
        self._details.plainText = details
        self._more.checked = False
        self._more.visible = bool(details)
        self._details.hide()
        self.widget.show()

    def clear(self) -> None:
        self._text.text = ""
        self.widget.hide()

    def _copy_all(self) -> None:
        text = f"{self._text.text}\n\n{self._details.plainText}".strip()
        qt.QApplication.clipboard().setText(text)


def _tool_button(text: str, tip: str) -> qt.QToolButton:
    button = qt.QToolButton()
    button.text = text
    button.toolTip = tip
    return button
