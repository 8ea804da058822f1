"""A small signal: Qt's cannot be defined in Python classes inside Slicer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Signal:
    """Calls its listeners in the order in which they connected."""

    def __init__(self) -> None:
        self._listeners: list[Callable[..., Any]] = []

    def connect(self, listener: Callable[..., Any]) -> None:
        self._listeners.append(listener)

    def disconnect(self, listener: Callable[..., Any]) -> None:
        """Remove a listener; one that is not connected is left alone."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def __call__(self, *values: Any) -> None:
        for listener in list(self._listeners):
            listener(*values)
