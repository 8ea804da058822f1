"""Large folders, removed and measured in short steps: Slicer's window goes on meanwhile."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

_BATCH = 64


def removing(folder: Path) -> Iterator[None]:
    """Remove a folder and all in it; what cannot be removed stays, and shows in a later check."""
    for n, (path, is_folder) in enumerate(_bottom_up(folder)):
        _remove(path, is_folder)
        if n % _BATCH == 0:
            yield


def measuring(folders: Iterable[Path]) -> Generator[None, None, int]:
    """The size on disk in bytes; a file with several names counts once."""
    total, known, n = 0, set(), 0
    for folder in folders:
        for path, is_folder in _bottom_up(folder):
            n += 1
            if n % _BATCH == 0:
                yield
            if is_folder:
                continue
            with contextlib.suppress(OSError):
                status = os.lstat(path)
                if status.st_nlink > 1:
                    key = (status.st_dev, status.st_ino)
                    if key in known:
                        continue
                    known.add(key)
                total += status.st_size
    return total


def _bottom_up(folder: Path) -> Iterator[tuple[str, bool]]:
    """Paths below a folder and it itself, contents before their folder; links are not followed."""
    for path, folders, files in os.walk(folder, topdown=False):
        for name in files:
            yield os.path.join(path, name), False
        for name in folders:
            inner = os.path.join(path, name)
            if os.path.islink(inner):
                yield inner, False
        yield path, True


def _remove(path: str, is_folder: bool) -> None:
    try:
        os.rmdir(path) if is_folder else os.unlink(path)
    except PermissionError:
        with contextlib.suppress(OSError):  # Windows removes no read-only file
            os.chmod(path, stat.S_IRWXU)
            os.rmdir(path) if is_folder else os.unlink(path)
    except OSError:
        return
