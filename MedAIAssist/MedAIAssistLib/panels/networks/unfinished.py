"""The training that has not come to its end, remembered beyond a crash of Slicer.

Its epochs are kept by the engine; here is only what it was asked to do: no case, no name of a file.
"""

from __future__ import annotations

import json
from typing import Any

import qt

_KEY = "MedAIAssist/UnfinishedTraining"


def keep(operation: str, parameters: dict[str, Any]) -> None:
    """A training was started."""
    qt.QSettings().setValue(_KEY, json.dumps([operation, parameters]))


def forget() -> None:
    """It is done, or not wanted any more."""
    qt.QSettings().remove(_KEY)


def kept() -> tuple[str, dict[str, Any]] | None:
    """Operation and parameters of the training that was interrupted; None if there is none."""
    try:
        operation, parameters = json.loads(str(qt.QSettings().value(_KEY) or ""))
        return str(operation), dict(parameters)
    except (ValueError, TypeError):
        return None
