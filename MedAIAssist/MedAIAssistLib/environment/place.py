"""Where the engine's environments lie, and which one counts.

    environment.json   names the folder that counts, and what it was made from
    e1, e2, ...        environments; each is written once and never moved
    uv-cache, python   what the installer downloaded
    lock               held by who installs or removes

Only a complete and checked environment is ever named in environment.json, and that file is
replaced in one step; so whatever breaks an installation, there is a working environment or none.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from medaiassist_engine.contract import in_use
from medaiassist_engine.contract.locks import FileLock

VARIABLE = "MEDAIASSIST_HOME"


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
        self.root = root or (Path(named) if named else Path.home() / ".medaiassist")
        self.cache = self.root / "uv-cache"
        self.pythons = self.root / "python"
        self.lock = FileLock(self.root / "lock")
        self._pointer = self.root / "environment.json"

    def installed(self) -> Installed | None:
        """What environment.json names; None if it is missing or makes no sense."""
        try:
            values = json.loads(self._pointer.read_text(encoding="utf-8"))
            found = Installed(**{name: str(value) for name, value in values.items()})
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        inside = found.folder.startswith("e") and found.folder[1:].isdigit()
        return found if inside else None  # a folder elsewhere is not ours to run or remove

    def point_to(self, installed: Installed) -> None:
        """Make an environment the one that counts."""
        new = self._pointer.with_suffix(".new")
        new.write_text(json.dumps(asdict(installed), indent=1), encoding="utf-8")
        os.replace(new, self._pointer)

    def forget(self) -> None:
        """From now on no environment counts."""
        self._pointer.unlink(missing_ok=True)

    def python(self) -> Path | None:
        """The Python of the environment that counts; None if there is none or it is gone."""
        found = self.installed()
        python = python_of(self.root / found.folder) if found else None
        return python if python is not None and python.exists() else None

    def new_folder(self) -> Path:
        """A folder for another environment, not made yet."""
        taken = {int(p.name[1:]) for p in self._folders()}
        return self.root / f"e{max(taken, default=0) + 1}"

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
            return [p for p in sorted(self.root.glob("e*")) if p.name[1:].isdigit()]
        return []


def python_of(environment: Path) -> Path:
    """The Python of a virtual environment."""
    inner = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return environment.joinpath(*inner)
