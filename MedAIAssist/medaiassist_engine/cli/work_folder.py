"""The folder beside a batch's table that keeps the result of each case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..cohort.measuring.folders import made
from ..cohort.measuring.kept_cases import KeptCases

_SUFFIX = ".work"


@dataclass(frozen=True)
class WorkFolder:
    """Where it is, and what lies in it."""

    path: Path

    @classmethod
    def beside(cls, output: Path) -> WorkFolder:
        """That of a table."""
        return cls(output.with_name(f"{output.name}{_SUFFIX}"))

    @property
    def log(self) -> Path:
        """One line for each case of each run."""
        return self.path / "log.jsonl"

    @property
    def cases(self) -> KeptCases:
        """The results."""
        return KeptCases(self.path)

    def exists(self) -> bool:
        """Whether a batch has written here before."""
        return self.path.is_dir()

    def make(self) -> None:
        """Make the folder.

        Raises:
            UserError: the system refuses.
        """
        made(self.path)
