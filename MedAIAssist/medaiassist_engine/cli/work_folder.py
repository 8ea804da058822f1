"""The folder beside a batch's table that keeps the result of each case."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..contract.errors import UserError
from .cohort import CohortCase
from .fingerprints import fingerprint

_SUFFIX = ".work"
_ENTRY = ".case.json"


@dataclass(frozen=True)
class WorkFolder:
    """Its entries are named by fingerprints, so nothing outdated is ever taken up again."""

    path: Path

    @classmethod
    def beside(cls, output: Path) -> WorkFolder:
        """That of a table."""
        return cls(output.with_name(f"{output.name}{_SUFFIX}"))

    @property
    def log(self) -> Path:
        """One line for each case of each run."""
        return self.path / "log.jsonl"

    def exists(self) -> bool:
        """Whether a batch has written here before."""
        return self.path.is_dir()

    def make(self) -> None:
        """Make the folder.

        Raises:
            UserError: the system refuses.
        """
        try:
            self.path.mkdir(exist_ok=True)
        except OSError as error:
            text = f"The folder '{self.path}' cannot be made: {error.strerror}."
            raise UserError(text) from error

    def aimed(self, cases: Iterable[CohortCase], recipe: str) -> list[CohortCase]:
        """The cases with the file that each one's result goes to."""
        return [
            dataclasses.replace(case, target=self.path / f"{fingerprint(recipe, case)}{_ENTRY}")
            for case in cases
        ]

    def tidy(self, cases: Sequence[CohortCase]) -> None:
        """Remove entries of other parameters or files, and what a killed process left.

        Those of `cases` stay, so that one more case does not mean to compute all again.
        """
        current = {case.target for case in cases}
        for path in self.path.glob(f"*{_ENTRY}"):
            if path not in current:
                path.unlink(missing_ok=True)
        for path in self.path.glob(".*.partial.json"):
            path.unlink(missing_ok=True)
