"""A cohort from a file: paths are relative to it, and every cell stays as it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..cohort.columns import CASE
from ..cohort.delimited import read_rows
from ..cohort.measuring.cases import FILES, Cohort, CohortCase
from ..contract.errors import UserError
from ..contract.payloads import Column


def read_cohort(path: Path) -> Cohort:
    """Read a table of cases in any encoding and with any delimiter that `delimited` knows.

    Raises:
        UserError: it is missing or not a table, lacks the column "image", names a column twice,
            or gives two rows the same id.
    """
    table = read_rows(path)
    names, rows = table.names, table.rows
    places = _places(path, names)
    if "image" not in places:
        raise UserError(
            f"'{path}' has no column 'image'; name the column with the paths of the images so."
        )
    if "segments" in places and "mask" in places:
        raise UserError(f"'{path}' has both a column 'segments' and 'mask'; keep one of them.")
    cases = tuple(_case(path, places, number, row) for number, row in rows)
    _check_ids(path, cases, rows)
    others = [n for n in range(len(names)) if n not in places.values()]
    return Cohort(cases, tuple(_column(names[n], [row[n] for _, row in rows]) for n in others))


def _places(path: Path, names: Sequence[str]) -> dict[str, int]:
    """Where the columns are that mean something here."""
    for name, count in Counter(name.strip().lower() for name in names).items():
        if not name:
            raise UserError(f"A column of '{path}' has no name; name or delete it.")
        if count > 1:
            raise UserError(f"'{path}' has {count} columns '{name}'; rename one.")
    known = {CASE, *FILES}
    return {key: n for n, name in enumerate(names) if (key := name.strip().lower()) in known}


def _case(path: Path, places: dict[str, int], number: int, row: list[str]) -> CohortCase:
    given = {key: row[place].strip() for key, place in places.items()}
    written = {slot: given[key] for key, slot in FILES.items() if given.get(key)}
    files = {slot: path.parent / name for slot, name in written.items()}
    return CohortCase(given.get(CASE) or f"row {number}", written, files)


def _check_ids(path: Path, cases: Sequence[CohortCase], rows: Sequence[tuple[int, object]]) -> None:
    seen: dict[str, int] = {}
    for case, (number, _) in zip(cases, rows, strict=True):
        if case.name in seen:
            raise UserError(
                f"Rows {seen[case.name]} and {number} of '{path}' have the same case "
                f"'{case.name}'; give each row a case of its own."
            )
        seen[case.name] = number


def _column(name: str, texts: Sequence[str]) -> Column:
    """Numbers if they are written back exactly as they stand, else texts ("007" is no 7)."""
    for kind in (int, float):
        try:
            values = [kind(text) for text in texts]
        except ValueError:
            continue
        if [repr(value) for value in values] == list(texts):
            return Column(name, np.array(values))
    return Column(name, texts=tuple(texts))
