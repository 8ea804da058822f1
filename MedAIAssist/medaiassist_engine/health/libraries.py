"""Libraries are checked by importing them: what pip lists may still not load."""

from __future__ import annotations

import importlib
import re
from importlib import metadata

from ..wording import error_in_words
from .modules import module_of
from .result import Library

_SYSTEM_LIBRARY = re.compile(r"(\S+\.so[.\d]*): cannot open shared object file")
_BUNDLED = re.compile(r"-[0-9a-f]{8}\.")  # wheels name the libraries that they bring like this
_WINDOWS_LIBRARY = re.compile(r"DLL load failed|WinError (126|127|1114)\b")


def check_library(name: str) -> Library:
    """Import a library, given by its name in a requirements file.

    A crash of the interpreter during the import cannot be caught; see `check`.
    """
    version = _version(name)
    module = module_of(name)
    try:
        loaded = importlib.import_module(module)
    except ModuleNotFoundError as error:
        return Library(name, version, _missing(name, version, module, error))
    except (Exception, SystemExit) as error:
        return Library(name, version, _broken(name, version, error))
    return Library(name, version or str(getattr(loaded, "__version__", "")))


def _version(name: str) -> str:
    try:
        return metadata.version(name) or ""
    except (metadata.PackageNotFoundError, KeyError, ValueError):
        return ""  # not installed, or its metadata is damaged; the import decides


def _missing(name: str, version: str, module: str, error: ModuleNotFoundError) -> str:
    lacking = error.name or ""
    if f"{module}.".startswith(f"{lacking}."):
        if not version:
            return (
                f"{name} is not installed in the engine's Python; repair the engine's "
                f"environment, or install it there: pip install {name}"
            )
        return (
            f"{name} {version} is installed incompletely, its module '{lacking}' is missing; "
            + _repair(name)
        )
    package = lacking.partition(".")[0] or "another library"
    return f"{_titled(name, version)} needs '{package}', which is missing; {_repair(name)}"


def _broken(name: str, version: str, error: BaseException) -> str:
    reason = error_in_words(error)
    text = f"{_titled(name, version)} cannot be loaded ({reason}); "
    found = _SYSTEM_LIBRARY.search(reason)
    if found and not _BUNDLED.search(found[1]):
        text += f"install the system's package that has '{found[1]}'; if there is none, "
    elif _WINDOWS_LIBRARY.search(reason):
        text += "install Microsoft's Visual C++ Redistributable; if that does not help, "
    return text + _repair(name)


def _titled(name: str, version: str) -> str:
    return f"{name} {version}".strip()


def _repair(name: str) -> str:
    return (
        "repair the engine's environment, or reinstall it there: "
        f"pip install --force-reinstall {name}"
    )
