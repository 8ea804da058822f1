"""Where finished cases are kept while a cohort is not finished."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ...contract.errors import UserError

VARIABLE = "MEDAIASSIST_MEASURED"


def measured_folder() -> Path:
    """The folder that the environment variable MEDAIASSIST_MEASURED names, or
    MedAIAssist/measured among the user's caches."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser() if named else _caches() / "MedAIAssist" / "measured"


def made(folder: Path) -> Path:
    """The folder, made if it is missing.

    Raises:
        UserError: the system refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(f"The folder '{folder}' cannot be made: {reason}.") from error
    return folder


def _caches() -> Path:
    home = Path.home()
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
