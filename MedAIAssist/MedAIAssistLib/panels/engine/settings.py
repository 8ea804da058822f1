"""User-wide settings, kept in Slicer's own settings."""

from __future__ import annotations

import slicer

_ENGINE = "MedAIAssist/engine"


def engine_command() -> str:
    """A Python executable or a whole command; "" to search."""
    return str(slicer.app.userSettings().value(_ENGINE, "") or "")


def set_engine_command(text: str) -> None:
    slicer.app.userSettings().setValue(_ENGINE, text)
