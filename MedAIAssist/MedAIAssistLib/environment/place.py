"""Where the engine's environments lie, and which one counts.

    environment.json   names the folder that counts, and what it was made from
    e123, e124, ...    environments; each is written once and never moved
    uv-cache, python   what the installer downloaded
    lock               held by who installs or removes

Only a complete and checked environment is ever named in environment.json, and that file is
replaced in one step; so whatever breaks an installation, there is a working environment or none.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from medaiassist_engine.contract import in_use
from medaiassist_engine.contract.locks import FileLock

VARIABLE = "MEDAIASSIST_HOME"
_NAME = re.compile("e[0-9]+")
_ATTEMPTS = 10


@dataclass(frozen=True)
class Installed:
    """An environment that was complete when it was made.

    Attributes:
        folder: its name in the place.
        recipe: fingerprint of the list it was made from.
        version: of the extension that made it.
        made: date and time, ISO 8601.
    """

    folder: str
    recipe: str
    version: str
    made: str


class Place:
    """A folder that holds environments.

    Args:
        root: the folder; by default the variable MEDAIASSIST_HOME, else ~/.medaiassist, which is
            short because of Windows' limit of 260 characters for a path.
    """

    def __init__(self, root: Path | None = None) -> None:
        named = os.environ.get(VARIABLE, "")
        chosen = root or (Path(named) if named else Path.home() / ".medaiassist")
        self.root = chosen.expanduser().absolute()
        self.cache = self.root / "uv-cache"
        self.pythons = self.root / "python"
        self.lock = FileLock(self.root / "lock")
        self._pointer = self.root / "environment.json"
        self._new = self.root / "environment.new"

    def installed(self) -> Installed | None:
        """What environment.json names; None if it is missing or makes no sense."""
        try:
            values = json.loads(self._pointer.read_text(encoding="utf-8"))
            known = (field.name for field in fields(Installed))  # a newer version may add some
            found = Installed(**{name: str(values.get(name, "")) for name in known})
        except (OSError, ValueError, AttributeError):
            return None
        # A folder elsewhere is not ours to run or remove.
        return found if _NAME.fullmatch(found.folder) else None

    def point_to(self, installed: Installed) -> None:
        """Make an environment the one that counts."""
        self._new.write_text(json.dumps(asdict(installed), indent=1), encoding="utf-8")
        for attempt in range(_ATTEMPTS):
            try:
                os.replace(self._new, self._pointer)
                return
            except PermissionError:  # on Windows, while another Slicer reads it
                if attempt + 1 == _ATTEMPTS:
                    raise
                time.sleep(0.003)

    def forget(self) -> None:
        """From now on no environment counts."""
        for path in (self._pointer, self._new):
            path.unlink(missing_ok=True)

    def python(self) -> Path | None:
        """The Python of the environment that counts; None if there is none or it is gone."""
        found = self.installed()
        python = python_of(self.root / found.folder) if found else None
        return python if python is not None and os.access(python, os.X_OK) else None

    def new_folder(self) -> Path:
        """A folder for another environment, not made yet.

        Named by this process: an installer that outlives its killed Slicer for a while must not
        write into the folder of a later installation.
        """
        taken = {p.name for p in self._folders()}
        numbers = itertools.count(os.getpid())
        return self.root / next(name for n in numbers if (name := f"e{n}") not in taken)

    def users(self) -> list[int]:
        """Processes of engines that run from any of the environments."""
        return [pid for folder in self._folders() for pid in in_use.users(folder)]

    def leftovers(self) -> list[Path]:
        """Environments that do not count and that no engine uses."""
        counts = self.installed()
        kept = counts.folder if counts else ""
        return [f for f in self._folders() if f.name != kept and not in_use.users(f)]

    def everything(self) -> list[Path]:
        """All that an installation leaves in the place, the lock aside."""
        return [*self._folders(), self.cache, self.pythons]

    def _folders(self) -> list[Path]:
        with contextlib.suppress(OSError):
            return [p for p in sorted(self.root.glob("e*")) if _NAME.fullmatch(p.name)]
        return []


def python_of(environment: Path) -> Path:
    """The Python of a virtual environment."""
    inner = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return environment.joinpath(*inner)
