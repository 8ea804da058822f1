"""Large folders, removed and measured in short steps: Slicer's window goes on meanwhile."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

from ..session.jobs import WAITING
from ..session.launch import clean_environment, startup_variables
from .child import Child

_BATCH = 64


def removing(folder: Path) -> Iterator[object]:
    """Remove a folder and all in it; what cannot be removed stays, and shows in a later check."""
    if os.name != "nt" and folder.is_dir():
        yield from _by_the_system(folder)
    for path, is_folder in _bottom_up(os.fspath(folder)):
        with contextlib.suppress(OSError):
            _remove(path, is_folder)
        yield None


def measuring(folders: Iterable[Path]) -> Generator[None, None, int]:
    """The size on disk in bytes; a file with several names counts once."""
    total, known, n = 0, set(), 0
    for folder in folders:
        for path, is_folder in _bottom_up(os.fspath(folder)):
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


def _by_the_system(folder: Path) -> Iterator[object]:
    """Freeing a file of a gigabyte takes 0.1 s here, which cannot be divided into steps."""
    variables = clean_environment(startup_variables())
    try:
        child = Child(["rm", "-rf", "--", os.fspath(folder)], variables)
    except OSError:
        return  # then file by file
    try:
        while child.poll() is None:
            yield WAITING
    finally:
        if child.poll() is None:
            child.kill_and_wait()


def _bottom_up(path: str) -> Iterator[tuple[str, bool]]:
    """All paths from a path down, contents before their folder; links are not followed."""
    if not os.path.isdir(path) or _is_link(path):
        yield path, False
        return
    with contextlib.suppress(OSError):
        with os.scandir(path) as found:
            entries = [(entry.path, entry.is_dir(follow_symlinks=False)) for entry in found]
        for inner, is_folder in entries:
            if is_folder:
                yield from _bottom_up(inner)
            else:
                yield inner, False
    yield path, True


def _is_link(path: str) -> bool:
    """A link, or what Windows calls a junction, which uv makes there."""
    is_junction = getattr(os.path, "isjunction", None)  # from Python 3.12
    return os.path.islink(path) or (is_junction is not None and is_junction(path))


def _remove(path: str, is_folder: bool) -> None:
    remove = os.rmdir if is_folder else os.unlink
    try:
        remove(path)
    except PermissionError:
        # Windows removes no read-only file, other systems nothing from a read-only folder. Never
        # the mode of `path` there: it may be a link to a Python elsewhere.
        os.chmod(path if os.name == "nt" else os.path.dirname(path), stat.S_IRWXU)
        remove(path)
