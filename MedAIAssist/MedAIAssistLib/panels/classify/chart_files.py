"""Asks where a chart is to be saved, and saves it as the view that shows it has it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from ...scene.layouts import show_chart


def save_chart(chart: Any) -> str:
    """Save a chart node as PNG where the user wants it; why not, or "" if all is well."""
    proposed = re.sub(r"[^\w .-]+", "_", chart.GetName()).strip() + ".png"
    path = qt.QFileDialog.getSaveFileName(
        slicer.util.mainWindow(), _("Save the chart"), proposed, "PNG (*.png)"
    )
    if not path:
        return ""
    show_chart(chart.GetScene(), chart)
    slicer.app.processEvents()  # the view draws it
    if write_picture(chart, str(path)):
        return ""
    return str(_("The picture was not saved in '{path}'; choose another folder.")).format(path=path)


def write_picture(chart: Any, path: str) -> bool:
    """Save a chart that is shown; whether that worked."""
    manager = slicer.app.layoutManager()
    for n in range(manager.plotViewCount):
        widget = manager.plotWidget(n)
        if widget.mrmlPlotViewNode().GetPlotChartNodeID() == chart.GetID():
            return bool(widget.plotView().grab().save(str(Path(path).with_suffix(".png"))))
    return False
