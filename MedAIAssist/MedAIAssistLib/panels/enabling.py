"""Buttons that cannot be pressed say why."""

from __future__ import annotations

from typing import Any


def enable(button: Any, reason: str, tip: str) -> None:
    """Enable a button unless there is a reason not to; its tooltip tells what holds."""
    button.enabled = not reason
    button.toolTip = reason or tip
