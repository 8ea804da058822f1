"""The results of single cases in a folder, so that an interrupted run goes on."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ...contract.errors import UserError
from ...contract.payloads import Column, Table
from ...files.text import read_text, write_text
from .cases import CohortCase
from .fingerprints import fingerprint

_ENTRY = ".case.json"


@dataclass(frozen=True)
class KeptCases:
    """Its entries are named by fingerprints, so nothing outdated is ever taken up again."""

    folder: Path

    def aimed(self, cases: Iterable[CohortCase], recipe: str) -> list[CohortCase]:
        """The cases with the file that each one's result goes to."""
        return [
            dataclasses.replace(case, target=self.folder / f"{fingerprint(recipe, case)}{_ENTRY}")
            for case in cases
        ]

    def tidy(self, cases: Sequence[CohortCase]) -> None:
        """Remove entries of other parameters or files, and what a killed process left.

        Those of `cases` stay, so that one more case does not mean to compute all again.
        """
        current = {case.target for case in cases}
        for path in self.folder.glob(f"*{_ENTRY}"):
            if path not in current:
                path.unlink(missing_ok=True)
        for path in self.folder.glob(".*.partial.json"):
            path.unlink(missing_ok=True)

    def forget(self, cases: Iterable[CohortCase]) -> None:
        """Remove the entries of `cases`."""
        for case in cases:
            case.target.unlink(missing_ok=True)

    def forget_old(self, days: float) -> None:
        """Remove what unfinished runs left so long ago; of killed processes, after an hour."""
        ages = (("*", days * 24 * 3600), (".*.partial.json", 3600.0))
        now = time.time()
        for pattern, seconds in ages:
            files = [path for path in self.folder.glob(pattern) if path.is_file()]
            for path in files:
                with contextlib.suppress(FileNotFoundError):  # another engine removed it
                    if now - path.stat().st_mtime > seconds:
                        path.unlink()


def keep(target: Path, table: Table, notes: Sequence[str]) -> None:
    """Write a case's result, whole or not at all, so that every bit comes back.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    columns = [_plain(column) for column in table.columns]
    write_text(target, json.dumps({"columns": columns, "notes": list(notes)}))


def kept(target: Path) -> tuple[Table, list[str]]:
    """A case's table and notes, as `keep` wrote them.

    Raises:
        UserError: the file is missing or damaged.
    """
    text = read_text(target)
    try:
        found = json.loads(text)
        return Table(tuple(_column(c) for c in found["columns"])), found["notes"]
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"'{target}' is damaged; delete it and measure again.") from error


def _plain(column: Column) -> dict[str, Any]:
    plain = {"name": column.name, "unit": column.unit, "description": column.description}
    if column.values is None:
        return {**plain, "texts": column.texts}
    values = np.asarray(column.values)
    return {**plain, "dtype": values.dtype.str, "values": values.tolist()}


def _column(plain: Mapping[str, Any]) -> Column:
    unit, description = plain["unit"], plain["description"]
    if "texts" in plain:
        return Column(plain["name"], None, tuple(plain["texts"]), unit, description)
    values = np.array(plain["values"], dtype=plain["dtype"])
    return Column(plain["name"], values, (), unit, description)
