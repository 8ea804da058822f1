"""Failures as the panel shows them."""

from __future__ import annotations


class Failure(Exception):
    """Something went wrong in or with the engine.

    Attributes:
        message: a sentence with the remedy.
        details: the last lines of the engine's log, or a traceback.
    """

    def __init__(self, message: str, details: str = "") -> None:
        super().__init__(message)
        self.message, self.details = message, details


class EngineFailure(Failure):
    """The engine could not be started, ended, or spoke nonsense."""


class JobFailure(Failure):
    """An operation failed in a healthy engine."""
