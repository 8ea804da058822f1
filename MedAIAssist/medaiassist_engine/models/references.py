"""References to models on disk, and whether they are still what they were."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from ..contract.errors import UserError
from ..contract.payloads import ModelRef

_BLOCK = 1 << 20


def reference(path: str | Path, kind: str, name: str = "") -> ModelRef:
    """The model in a file.

    Raises:
        UserError: there is no such file.
    """
    return ModelRef(str(path), kind, sha256_of(path), name or Path(path).stem)


def check_reference(model: ModelRef) -> Path:
    """Where a model lies.

    Raises:
        UserError: its file is gone, or was changed since.
    """
    if model.sha256 and sha256_of(model.path) != model.sha256:
        raise UserError(f"'{model.path}' was changed since it was chosen; choose the model again.")
    return Path(model.path)


def sha256_of(path: str | Path) -> str:
    """The SHA-256 of a file, or of all files of a folder with their relative names.

    Not read again while no file's size and time change.

    Raises:
        UserError: there is nothing, or it cannot be read.
    """
    root = Path(path)
    if not root.exists():
        raise UserError(f"There is no file or folder '{path}'; check its name.")
    try:
        files = sorted(f for f in root.rglob("*") if f.is_file()) if root.is_dir() else [root]
        states = tuple((str(f), f.stat().st_size, f.stat().st_mtime_ns) for f in files)
        return _digest(str(root) if root.is_dir() else "", states)
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(f"'{path}' cannot be read: {reason}.") from error


@functools.lru_cache(maxsize=32)
def _digest(root: str, states: tuple[tuple[str, int, int], ...]) -> str:
    """Of one file's content, or of the names and contents below `root`."""
    whole = hashlib.sha256()
    for name, _, _ in states:
        content = hashlib.sha256() if root else whole
        with open(name, "rb") as file:
            while block := file.read(_BLOCK):
                content.update(block)
        if root:
            whole.update(Path(name).relative_to(root).as_posix().encode() + b"\0")
            whole.update(content.digest())
    return whole.hexdigest()
