"""Which command starts the engine, and the clean environment it gets."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import medaiassist_engine

from .failures import EngineFailure

_HOST_ONLY = ("SSL_CERT_FILE", "QT_PLUGIN_PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_MAIN = Path(medaiassist_engine.__file__).parent / "__main__.py"


@dataclass(frozen=True)
class Launch:
    """How to start the engine.

    Attributes:
        command: program and arguments; never a shell string.
        source: where the command comes from, in words.
    """

    command: tuple[str, ...]
    source: str


def python_command(python: str) -> tuple[str, ...]:
    """The engine in the Python `python`, with this extension's own engine code.

    Isolated (-I), so that neither the user's nor Slicer's packages come before its own.
    """
    return (python, "-I", "-X", "utf8", str(_MAIN), "serve")


def parse_command(text: str) -> tuple[str, ...]:
    """A setting as a command: a lone Python executable gets the engine's arguments.

    Raises:
        EngineFailure: a quotation mark is not closed.
    """
    if Path(text).is_file() or shutil.which(text):
        return python_command(text)
    posix = os.name != "nt"  # elsewhere a backslash separates folders
    try:
        split = shlex.split(text, posix=posix)
    except ValueError as error:
        raise EngineFailure(
            f"The engine's command has a quotation mark that is not closed: {text}"
        ) from error
    parts = split if posix else [word.strip('"') for word in split]
    return tuple(parts) if len(parts) > 1 else python_command(text)


def clean_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """`variables` without what would make another Python load Slicer's libraries."""
    return {
        name: value
        for name, value in variables.items()
        if not name.startswith("PYTHON") and name not in _HOST_ONLY
    }


def engine_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """The engine's environment, made from the one that Slicer was started with.

    numpy asks Linux for huge pages. To make one, the system may stop for milliseconds, also on the
    core that Slicer's window waits for. Without them the window stood still for shorter times in
    most runs on a volume of 512x512x275, though not in all, and nothing became slower.
    """
    return {"NUMPY_MADVISE_HUGEPAGE": "0", **clean_environment(variables)}


def startup_variables() -> Mapping[str, str]:
    """The environment Slicer itself was started with; ours outside Slicer."""
    slicer = sys.modules.get("slicer")
    get = getattr(getattr(slicer, "util", None), "startupEnvironment", None)
    return get() if get is not None and inside_slicer() else os.environ


def inside_slicer() -> bool:
    """Within the application; slicer-core alone is not it."""
    return getattr(sys.modules.get("slicer"), "app", None) is not None


def words(command: Sequence[str]) -> str:
    """A command as people write it."""
    return shlex.join(command)
