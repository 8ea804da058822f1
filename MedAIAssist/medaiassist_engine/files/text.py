"""Text files with plain errors."""

from __future__ import annotations

from pathlib import Path

from ..contract.errors import UserError
from . import atomic


def write_text(path: str | Path, text: str) -> None:
    """Write UTF-8 text, whole or not at all.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    data = text.encode("utf-8")
    with atomic.replacing(path, len(data)) as temporary:
        temporary.write_bytes(data)


def read_text(path: str | Path) -> str:
    """The text of a UTF-8 file, with or without a byte order mark.

    Raises:
        UserError: it is missing, not readable, or not UTF-8.
    """
    if not Path(path).is_file():
        raise UserError(f"There is no file '{path}'; check its name and folder.")
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"'{path}' is not UTF-8 text; save it as UTF-8.") from error
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(f"'{path}' cannot be read: {reason}.") from error
