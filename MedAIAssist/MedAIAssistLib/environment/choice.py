"""Which engine is used: the user's choice, and the command that follows from it."""

from __future__ import annotations

import enum
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from ..session.failures import EngineFailure
from ..session.launch import Launch, inside_slicer, parse_command, python_command
from .place import Place

VARIABLE = "MEDAIASSIST_ENGINE"


class Kind(str, enum.Enum):
    """Where the engine runs."""

    OWN = "own"
    PYTHON = "python"
    SLICER = "slicer"
    COMMAND = "command"


@dataclass(frozen=True)
class Choice:
    """An engine.

    Attributes:
        text: a Python executable or a whole command such as "ssh gpu01 medaiassist serve", for
            the kinds PYTHON and COMMAND.
        place: where the extension's own environment lies.
    """

    kind: Kind = Kind.OWN
    text: str = ""
    place: Path | None = None


def find_engine(choice: Choice | None = None) -> Launch | None:
    """The command of the chosen engine; None if its environment is yet to be installed.

    For the own environment the variable MEDAIASSIST_ENGINE comes first (clusters, development),
    and outside Slicer the running Python comes last.

    Raises:
        EngineFailure: what was chosen is not there.
    """
    choice = choice or Choice()
    if choice.kind is Kind.SLICER:
        return Launch(python_command(_slicers_python()), "Slicer's Python")
    if choice.kind is Kind.PYTHON:
        return Launch(python_command(_existing(choice.text)), "chosen Python")
    if choice.kind is Kind.COMMAND:
        if not choice.text.strip():
            raise EngineFailure(
                "No command was entered. Enter it under Engine, then press Restart."
            )
        return Launch(parse_command(choice.text.strip()), "command")
    if named := os.environ.get(VARIABLE, "").strip():
        return Launch(parse_command(named), VARIABLE)
    place = Place(choice.place)
    if python := place.python():
        return Launch(python_command(str(python)), "engine environment")
    if place.installed():
        raise EngineFailure(
            f"The engine's environment in {place.root} is damaged or was removed. Press Repair "
            "under Engine to make it anew."
        )
    return None if inside_slicer() else Launch(python_command(sys.executable), "this Python")


def _existing(text: str) -> str:
    if not text.strip():
        raise EngineFailure("No Python was chosen. Choose it under Engine, then press Restart.")
    if not Path(text).is_file():
        raise EngineFailure(
            f"The Python {text} is not there (any more). Choose another under Engine, or the "
            "extension's own environment."
        )
    return text


def _slicers_python() -> str:
    """`sys.executable` within Slicer is the launcher PythonSlicer, which knows its libraries."""
    return sys.executable
