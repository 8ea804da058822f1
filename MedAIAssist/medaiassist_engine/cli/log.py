"""The log of a batch: one JSON object a line, appended over all runs."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from types import TracebackType
from typing import IO

from ..contract.errors import UserError
from .workers import Outcome


class BatchLog:
    """Appends outcomes with the digest of the steps; use it in a `with` block."""

    def __init__(self, path: Path, steps: str) -> None:
        self.path = path
        self._steps = steps
        self._file: IO[str] | None = None

    def __enter__(self) -> BatchLog:
        try:
            self._file = self.path.open("a", encoding="utf-8")
        except OSError as error:
            raise UserError(
                f"The log '{self.path}' cannot be written: {error.strerror}."
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, outcome: Outcome) -> None:
        """Append one line; it is on disk when this returns."""
        if self._file is None:
            raise RuntimeError("the log is not open")
        line = {**dataclasses.asdict(outcome), "steps": self._steps}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()


def steps_of_finished(path: Path) -> dict[str, str]:
    """For each case that was done before, the digest of the steps that made its result."""
    if not path.is_file():
        return {}
    finished = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue  # cut off by a crash of an earlier run; every other line stands for itself
        if entry.get("status") == "done":
            finished[entry["case"]] = entry.get("steps", "")
    return finished
