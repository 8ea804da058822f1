"""The button that brings sample data into an empty scene."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from .problem_line import ProblemLine, Remedy

SAMPLE = "MRHead"


class SampleButton:
    """Drives the button.

    Args:
        button: a QPushButton.
        problem: tells when there is no network.
        loaded: called with the volume node that was loaded.
    """

    def __init__(self, button: Any, problem: ProblemLine, loaded: Callable[[Any], None]) -> None:
        self._button, self._problem, self._loaded = button, problem, loaded
        self._title, self._errors = str(button.text), [""]
        button.connect("clicked()", self._download)

    def _download(self) -> None:
        import SampleData

        self._problem.clear()
        self._errors.clear()
        self._button.enabled = False
        logic = SampleData.SampleDataLogic(logMessage=self._tell)
        try:
            nodes = logic.downloadFromSource(logic.sourceForSampleName(SAMPLE))
        finally:
            self._button.enabled = True
            self._button.text = self._title
        if nodes and nodes[0] is not None:
            self._loaded(nodes[0])
        else:
            self._offer_file()

    def _tell(self, message: str, level: int = logging.DEBUG) -> None:
        text = re.sub("</?(b|i|font)( [^>]*)?>", "", str(message)).strip()
        if level >= logging.ERROR:
            self._errors.append(text)
        metrics = qt.QFontMetrics(self._button.font)
        self._button.text = metrics.elidedText(text, qt.Qt.ElideRight, self._button.width - 20)
        slicer.app.processEvents(qt.QEventLoop.ExcludeUserInputEvents)

    def _offer_file(self) -> None:
        self._problem.show(
            _("The sample was not downloaded. Check the network, or open a volume of your own."),
            "\n".join(dict.fromkeys(self._errors)),
            Remedy(_("Open a file…"), _("Choose a volume on this machine."), self._open),
        )

    def _open(self) -> None:
        path = qt.QFileDialog.getOpenFileName(self._button, _("Open a volume"))
        if not path:
            return
        try:
            node = slicer.util.loadVolume(path)
        except RuntimeError as error:
            text = _("'{name}' is no volume that Slicer can read. Choose another file.")
            self._problem.show(text.format(name=Path(path).name), str(error))
            return
        self._problem.clear()
        self._loaded(node)
