"""Asks for the parameters of an operation below the buttons; nothing is modal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.operations import Operation

from ..form import ParameterForm
from ..texts import catalog_text

Values = dict[str, Any]


class AskBox:
    """Hidden until something is asked.

    Attributes:
        widget: to be put into a layout.
    """

    def __init__(self) -> None:
        self._done: Callable[[Values], None] | None = None
        self.form = ParameterForm()
        self.widget = qt.QGroupBox()
        layout = qt.QVBoxLayout(self.widget)
        self._help = qt.QLabel()
        self._help.wordWrap = True
        layout.addWidget(self._help)
        layout.addWidget(self.form.widget)
        buttons = qt.QHBoxLayout()
        self.run = qt.QPushButton()
        self.run.default = True
        self.run.connect("clicked()", self._run)
        self.cancel = qt.QPushButton(_("Cancel"))
        self.cancel.toolTip = _("Do nothing.")
        self.cancel.connect("clicked()", self.hide)
        buttons.addWidget(self.run)
        buttons.addWidget(self.cancel)
        layout.addLayout(buttons)
        self.widget.hide()

    def show(
        self, entry: Operation, values: Mapping[str, Any], word: str, done: Callable[[Values], None]
    ) -> None:
        """Ask for an operation's parameters.

        Args:
            values: over the defaults.
            word: on the button.
            done: called with the values once the button is pressed.
        """
        self._done = done
        self.widget.title = catalog_text(entry.title)
        self._help.text = catalog_text(entry.help)
        self.run.text, self.run.toolTip = word, catalog_text(entry.help)
        self.form.show(entry, values)
        self.widget.show()
        self.run.setFocus()

    def hide(self) -> None:
        self._done = None
        self.widget.hide()

    def _run(self) -> None:
        done, values = self._done, self.form.values
        self.hide()
        if done is not None:
            done(values)
