"""Writing files whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

from ..contract.errors import UserError
from .formats import extension_of, stem_of

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


@contextlib.contextmanager
def replacing(path: str | Path, needed: int = 0, at_least: int = 0) -> Iterator[Path]:
    """A temporary path beside `path` to write to; moved over `path` if the block succeeds.

    It has the same extension, because writers choose the format by it. If the block fails in any
    way (also Ctrl-C), it is removed and `path` is as it was.

    Args:
        path: the final name.
        needed: bytes the file takes before any compression, to explain a full disk.
        at_least: bytes that must be free for the attempt to make sense at all.

    Raises:
        UserError: no such folder, no permission, or the disk is full.
    """
    target = Path(path)
    if not target.parent.is_dir():
        raise UserError(f"There is no folder '{target.parent}'; create it first.")
    if target.is_dir():
        raise UserError(f"'{target}' is a folder; give a file name.")
    if _free(target) < at_least:
        raise _disk_full(target, needed)
    token = uuid.uuid4().hex[:8]
    temporary = target.with_name(f".{stem_of(target)}.{token}.partial{extension_of(target)}")
    try:
        yield temporary
        os.replace(temporary, target)
    except OSError as error:
        if error.errno in _FULL:
            _remove(temporary)
            raise _disk_full(target, needed) from error
        reason = error.strerror or "the system refused"
        raise UserError(f"'{target}' cannot be written: {reason}.") from error
    finally:
        _remove(temporary)


def no_space() -> OSError:
    """For writers to raise inside `replacing`, where their library hides the reason."""
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def nearly_full(path: Path, needed: int) -> bool:
    """Whether a failed write of `needed` bytes is best explained by the lack of space."""
    return _free(path) < max(needed, 1 << 16)


def _disk_full(path: Path, needed: int) -> UserError:
    room = f"it needs about {_size(needed)} and " if needed else ""
    return UserError(
        f"The disk is full: '{path}' was not written; {room}{_size(_free(path))} are free. "
        "Free some space or choose another disk."
    )


def _free(path: Path) -> int:
    usage = shutil.disk_usage(path.parent)
    return usage.free if usage.total else sys.maxsize  # some network drives do not tell


def _size(number: float) -> str:
    for unit in ("bytes", "kB", "MB", "GB"):
        if number < 1000:
            return f"{number:.0f} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
        number /= 1000
    return f"{number:.1f} TB"


def _remove(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.remove(path)
