"""What an environment is made of, and from where."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

_LIST = Path(__file__).parents[2] / "Resources" / "Engine" / "requirements.txt"

BACKENDS = ("auto", "cpu", "index")
"""Where PyTorch comes from: the build for this machine's GPU, the build without GPU, or whatever
the package index has (for an index within an institution)."""


@dataclass(frozen=True)
class Recipe:
    """A list of packages.

    Attributes:
        requirements: file of pinned packages.
        needed: packages that must work in the end; by default those that the engine uses.
    """

    requirements: Path = _LIST
    needed: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same for the same packages, whatever comments and line ends there are."""
        text = "\n".join(_lines(self.requirements))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Source:
    """Where Python and the packages come from.

    Attributes:
        backend: one of BACKENDS.
        wheels: a folder of wheels to use instead of the network.
        python: the Python to build on; None: one that uv brings, else one of this machine.
        proxy: "http://host:port"; "": as the system has it.
    """

    backend: str = "auto"
    wheels: Path | None = None
    python: Path | None = None
    proxy: str = ""


def _lines(path: Path) -> list[str]:
    lines = (line.split(" #")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
