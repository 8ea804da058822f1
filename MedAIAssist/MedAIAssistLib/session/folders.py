"""The folders in which one engine session keeps its shared blocks; none is left behind."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
import tempfile
from pathlib import Path

_PREFIX = "medaiassist-"
_MEMORY = Path("/dev/shm")


class SharedFolders:
    """A private folder in shared memory (where there is any) and one in the temp folder.

    Attributes:
        paths: the folders, the faster first.
        nonce: a secret that stands in each, by which the engine proves that it sees them.

    Raises:
        OSError: none can be made.
    """

    def __init__(self) -> None:
        self.nonce = secrets.token_hex(16)
        roots = [_MEMORY] if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else []
        roots.append(Path(tempfile.gettempdir()))
        self.paths: list[Path] = []
        for root in roots:
            _sweep(root)
            with contextlib.suppress(OSError):  # a full one is passed over if another has room
                self.paths.append(self._make(root))
        if not self.paths:
            self.paths.append(self._make(roots[-1]))

    def _make(self, root: Path) -> Path:
        path = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=root))
        try:
            (path / "nonce").write_text(self.nonce)
        except OSError:
            shutil.rmtree(path, ignore_errors=True)
            raise
        return path

    def remove(self) -> None:
        for path in self.paths:
            shutil.rmtree(path, ignore_errors=True)


def _sweep(root: Path) -> None:
    """Remove what a host and an engine that were both killed have left."""
    for folder in root.glob(f"{_PREFIX}*-*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdigit() and not _alive(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    with contextlib.suppress(PermissionError):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True
