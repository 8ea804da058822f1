"""Failures of the engine itself, as the panel shows them."""

from __future__ import annotations


class EngineFailure(Exception):
    """The engine could not be started, ended, or spoke nonsense.

    Attributes:
        message: a sentence with the remedy.
        details: the last lines of its log.
    """

    def __init__(self, message: str, details: str = "") -> None:
        super().__init__(message)
        self.message, self.details = message, details


class JobFailure(Exception):
    """An operation failed in a healthy engine; same attributes."""

    def __init__(self, message: str, details: str = "") -> None:
        super().__init__(message)
        self.message, self.details = message, details
