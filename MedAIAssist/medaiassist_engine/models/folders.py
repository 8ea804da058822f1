"""Where trained models are kept."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path

from ..contract.errors import UserError
from ..contract.payloads import ModelRef
from .references import reference

VARIABLE = "MEDAIASSIST_MODELS"
_CHOSEN: ContextVar[Path | None] = ContextVar("models folder", default=None)


def models_folder() -> Path:
    """Where models are kept unless told otherwise: the folder that the environment variable
    MEDAIASSIST_MODELS names, or MedAIAssist/models among the user's application data."""
    chosen = _CHOSEN.get()
    if chosen is not None:
        return chosen
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser() if named else _application_data() / "MedAIAssist" / "models"


@contextlib.contextmanager
def temporary_models() -> Iterator[Path]:
    """Within the block models are kept in a folder that is removed after it.

    For who writes them elsewhere, as the command line does with --output.
    """
    with tempfile.TemporaryDirectory(prefix="medaiassist-") as folder:
        token = _CHOSEN.set(Path(folder))
        try:
            yield Path(folder)
        finally:
            _CHOSEN.reset(token)


def new_model(
    kind: str, name: str, extension: str, save: Callable[[Path], object], folder: str = ""
) -> ModelRef:
    """Save a model under a name of its own and return the reference to it.

    Args:
        kind: of the model, such as "vocabulary".
        name: the file's name begins with it.
        save: writes the file, whole or not at all.
        folder: where; "" for `models_folder`.

    Raises:
        UserError: the folder cannot be made, or the file not be written.
    """
    where = Path(folder).expanduser() if folder else models_folder()
    try:
        where.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(f"The folder '{where}' cannot be made: {reason}.") from error
    path = _free(where, f"{name}-{time.strftime('%Y%m%d-%H%M%S')}", extension)
    save(path)
    return reference(path, kind, path.stem)


def _free(folder: Path, stem: str, extension: str) -> Path:
    path, number = folder / f"{stem}{extension}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}{extension}", number + 1
    return path


def _application_data() -> Path:
    home = Path.home()
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
