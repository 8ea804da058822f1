"""Running a trusted bundle's own code: its modules are found while it runs, and only then.

Bundles call their package `scripts`, all of them; so what one has imported is put aside before
another runs. No bytecode is written, which would change the bundle.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from ..models.bundle import Bundle

_LOCK = threading.RLock()


class Code:
    """The code of one bundle.

    Args:
        bundle: from `opening.opened`, which looks at the names in it; a zip file is unpacked to a
            folder of its own, which goes with this object.

    Attributes:
        root: the folder of the bundle.
    """

    def __init__(self, bundle: Bundle) -> None:
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._modules: dict[str, ModuleType] = {}
        if bundle.path.is_dir():
            metadata = bundle.members["configs/metadata.json"]
            self.root = (bundle.path / metadata).parents[1]
        else:
            self._temporary = tempfile.TemporaryDirectory(
                prefix="medaiassist-bundle-", ignore_cleanup_errors=True
            )
            self.root = Path(self._temporary.name)
            _unpack(bundle, self.root)
        self._names = {path.stem for path in self.root.iterdir() if _is_module(path)}

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Within the block its modules can be imported; one bundle at a time."""
        with _LOCK:
            others = self._taken_out()
            bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
            sys.modules.update(self._modules)
            sys.path.insert(0, str(self.root))
            try:
                yield
            finally:
                sys.path.remove(str(self.root))
                sys.dont_write_bytecode = bytecode
                self._modules = self._taken_out()
                sys.modules.update(others)

    def _taken_out(self) -> dict[str, ModuleType]:
        """The loaded modules of these names, which are no longer known to Python afterwards."""
        named = [name for name in sys.modules if name.partition(".")[0] in self._names]
        return {name: sys.modules.pop(name) for name in named}


def _is_module(path: Path) -> bool:
    return path.suffix == ".py" or (path.is_dir() and any(path.glob("*.py")))


def _unpack(bundle: Bundle, root: Path) -> None:
    for member in bundle.members:
        if not member.endswith("/"):
            target = root / member
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(bundle.read(member))
