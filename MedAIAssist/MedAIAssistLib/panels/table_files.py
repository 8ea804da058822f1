"""Asks where a table is to be saved, and saves it."""

from __future__ import annotations

import re
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from ..scene import csv_files, tables


def save_table(node: Any) -> str:
    """Save a table node as CSV where the user wants it; why not, or "" if all is well."""
    proposed = re.sub(r"[^\w .-]+", "_", node.GetName() or "table").strip() + ".csv"
    path = qt.QFileDialog.getSaveFileName(
        slicer.util.mainWindow(), _("Export the table"), proposed, "CSV (*.csv)"
    )
    if not path:
        return ""
    try:
        csv_files.write(
            path if "." in path.rsplit("/", 1)[-1] else f"{path}.csv", tables.read(node)
        )
    except OSError as error:
        return str(_("The table was not exported: {reason}").format(reason=error))
    return ""
