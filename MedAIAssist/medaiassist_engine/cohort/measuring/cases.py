"""The cases that are measured: one row of a table each, with the files that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ...contract.cohorts import NODE
from ...contract.errors import UserError
from ...contract.operations import Operation
from ...contract.payloads import Column, Table
from ...files.dicom import split_path
from ..columns import CASE, cells, check_cases, find
from .staged import staged_files

FILES = {"image": "volume", "segments": "segments", "mask": "segments", "region": "region"}
"""Columns that hold files, and the input slot that each goes to."""

_CALLED = {"volume": "its image", "segments": "its segments", "region": "its region"}


@dataclass(frozen=True)
class CohortCase:
    """One case.

    Attributes:
        name: its id.
        written: its files by input slot, as the table has them.
        files: the same by full path.
        staged: slots whose files were written for this run only, so that their content counts
            and not when they were written.
        target: the file that keeps its result.
    """

    name: str
    written: dict[str, str]
    files: dict[str, Path]
    staged: frozenset[str] = frozenset()
    target: Path = field(default_factory=Path)

    def without_paths(self, text: str) -> str:
        """A sentence that says which of the case's files it is about, without a path or name."""
        for slot, path in self.files.items():
            for name in (str(path), path.as_posix(), path.name):
                text = text.replace(f"'{name}'", _CALLED[slot]).replace(name, _CALLED[slot])
        return text

    def fault(self) -> str:
        """Why it cannot be measured, as far as that can be told without reading it; else ""."""
        for slot, text in self.written.items():
            if text.startswith(NODE) and slot not in self.staged:
                return (
                    f"{_CALLED[slot]} was not found in an open scene of Slicer; measure it on the "
                    "Cohort tab there, or save it as a file and name that in its row"
                )
        if "volume" not in self.files:
            return "its row names no image; fill in the path"
        for path in self.files.values():
            if not split_path(path)[0].exists():
                missing = self.without_paths(str(path))
                return f"{missing} does not exist; correct the path in its row"
        return ""


@dataclass(frozen=True)
class Cohort:
    """All cases, and the table's other columns, in its order."""

    cases: tuple[CohortCase, ...]
    others: tuple[Column, ...]


def cohort_of(table: Table, stage: str = "", others: bool = True) -> Cohort:
    """The cases of a cohort table.

    Args:
        stage: where the images and masks of the scene were written; "" if they were not.
        others: keep the columns that name no files.

    Raises:
        UserError: the table has no cases, or they are not told apart; or it has no images.
    """
    names = check_cases(table)
    if find(table, "image") is None:
        raise UserError("The cohort has no column 'image'; name the column with the images so.")
    if find(table, "segments") is not None and find(table, "mask") is not None:
        raise UserError("The cohort has both a column 'segments' and 'mask'; remove one of them.")
    columns = {name: cells(table, name) for name in FILES if find(table, name) is not None}
    rows = [
        {FILES[name]: texts[row] for name, texts in columns.items() if texts[row]}
        for row in range(len(names))
    ]
    rest = [c for c in table.columns if others and c.name not in (CASE, *FILES)]
    cases = (_case(name, row, stage) for name, row in zip(names, rows, strict=True))
    return Cohort(tuple(cases), tuple(rest))


def _case(name: str, written: dict[str, str], stage: str) -> CohortCase:
    found = staged_files(stage, name) if stage else {}
    staged = {s: path for s, path in found.items() if written.get(s, "").startswith(NODE)}
    named = {s: Path(text) for s, text in written.items() if not text.startswith(NODE)}
    return CohortCase(name, written, {**named, **staged}, frozenset(staged))


def check_files(operation: Operation, cohort: Cohort) -> None:
    """Refuse before the work files that the operation does not take.

    Raises:
        UserError: a case has one.
    """
    taken = {slot.name for slot in operation.inputs}
    for case in cohort.cases:
        if strange := sorted(case.written.keys() - taken):
            raise UserError(
                f"{operation.title} takes no {strange[0]}, but the cohort gives one for case "
                f"'{case.name}'; remove that column."
            )
