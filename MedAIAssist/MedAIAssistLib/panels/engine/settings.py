"""The user's choices about the engine, kept in Slicer's own settings."""

from __future__ import annotations

from pathlib import Path

import slicer

from ...environment.choice import Choice, Kind
from ...environment.recipe import BACKENDS, Source

_proxy = ""  # one that is not to be written down
_TEXT_OF = {Kind.PYTHON: "enginePython", Kind.COMMAND: "engineCommand"}


def choice() -> Choice:
    """Which engine is used."""
    kind = engine_kind()
    return Choice(kind, text(_TEXT_OF.get(kind, "")), _path("environmentFolder"))


def engine_kind() -> Kind:
    try:
        return Kind(text("engine") or Kind.OWN.value)
    except ValueError:
        return Kind.OWN  # written by another version


def source() -> Source:
    """Where the own environment's packages come from."""
    backend = text("backend")
    return Source(
        backend if backend in BACKENDS else BACKENDS[0],
        _path("wheels"),
        _path("basePython"),
        _proxy or text("proxy"),
    )


def text(name: str) -> str:
    """A setting; "" if it is not set."""
    return str(slicer.app.userSettings().value(f"MedAIAssist/{name}", "") or "") if name else ""


def set_text(name: str, value: str) -> None:
    slicer.app.userSettings().setValue(f"MedAIAssist/{name}", value.strip())


def set_proxy(value: str) -> None:
    """Keep a proxy; one with a password only until Slicer ends."""
    global _proxy
    secret = "@" in value
    _proxy = value.strip() if secret else ""
    set_text("proxy", "" if secret else value)


def _path(name: str) -> Path | None:
    found = text(name)
    return Path(found).expanduser() if found else None
