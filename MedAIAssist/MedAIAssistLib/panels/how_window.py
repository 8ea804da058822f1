"""A window that tells how a result was made; Slicer stays usable beside it."""

from __future__ import annotations

import qt
import slicer
from slicer.i18n import tr as _


class HowWindow:
    """One window, filled anew for each result."""

    def __init__(self) -> None:
        self._window = qt.QDialog(slicer.util.mainWindow())
        self._window.resize(460, 420)
        layout = qt.QVBoxLayout(self._window)
        self._text = qt.QPlainTextEdit()
        self._text.readOnly = True
        self._text.tabChangesFocus = True
        self._text.accessibleName = _("How the result was made")
        layout.addWidget(self._text)
        buttons = qt.QDialogButtonBox(qt.QDialogButtonBox.Close)
        self._copy = buttons.addButton(_("Copy"), qt.QDialogButtonBox.ActionRole)
        self._copy.toolTip = _("Copy the text to the clipboard.")
        self._copy.connect("clicked()", self._copy_all)
        buttons.connect("rejected()", self._window.hide)
        layout.addWidget(buttons)

    def show(self, name: str, text: str) -> None:
        self._window.windowTitle = _("How was this made: {name}").format(name=name)
        self._text.plainText = text
        self._window.show()
        self._window.raise_()

    def close(self) -> None:
        self._window.hide()
        self._window.deleteLater()

    def _copy_all(self) -> None:
        qt.QApplication.clipboard().setText(self._text.plainText)
