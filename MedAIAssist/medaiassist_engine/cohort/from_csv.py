"""Cohorts from tables that spreadsheets wrote."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Column, Table
from ..files.dicom import split_path
from ..files.formats import stem_of
from ..files.tables import read_schema
from .append import appended
from .columns import (
    CASE,
    IMAGE,
    LABEL,
    MASK,
    NODE,
    PATIENT,
    SITE,
    SPLIT,
    check_cases,
    in_order,
    key_column,
    listed,
)
from .delimited import Rows, read_rows
from .parameters import CsvParameters
from .values import detected, is_missing

_ALIASES = {
    CASE: ("case", "case_id", "caseid", "id"),
    IMAGE: ("image", "image_path", "path", "file", "filename", "volume"),
    MASK: ("mask", "segments", "segmentation", "mask_path"),
    LABEL: ("label", "class", "diagnosis", "target"),
    PATIENT: ("patient", "patient_id", "patientid", "subject", "subject_id"),
    SPLIT: ("split",),
    SITE: ("site", "hospital", "centre", "center"),
}


def run_from_csv(table: Table | None, parameters: CsvParameters, context: Context) -> Table:
    """The rows of a CSV file as cases; see `read_cohort_csv`."""
    if not parameters.file:
        raise UserError("No CSV file was chosen; choose one.")
    context.progress(0.0, "reading")
    new = read_cohort_csv(Path(parameters.file), parameters, context)
    context.progress(0.9, "reading")
    return appended(table, new, context)


def read_cohort_csv(path: Path, parameters: CsvParameters, context: Context) -> Table:
    """Read a CSV file with a row for each case.

    Paths of images and masks are taken relative to the file. A row without a case is called after
    its number. Words and numbers are told apart as `values.detected` says, but for columns that a
    schema file beside it calls words. Notes tell what was guessed.

    Raises:
        UserError: no such file, no table, a column without a name or named twice, a column that
            was asked for is missing, or two rows have the same case.
    """
    rows = read_rows(path)
    if rows.encoding == "cp1252":
        context.note("The file is not UTF-8 and was read as Western European; look at its accents.")
    _check_names(path, rows.names)
    places = _places(path, rows.names, parameters)
    for key, place in places.items():
        if rows.names[place].lower() != key:
            context.note(f"Column '{rows.names[place]}' was taken as the {key}.")
    words = _names(path, rows.names, parameters.words)
    table = in_order(
        [
            *(_key(path, rows, key, place) for key, place in places.items()),
            *_others(path, rows, set(places.values()), words),
        ],
        stem_of(path),
    )
    if CASE not in places:
        named = [f"row {number}" for number, _ in rows.rows]
        table = in_order([key_column(CASE, named), *table.columns], table.name)
        context.note("The file has no column 'case'; cases are called after their rows.")
    check_cases(table)
    return table


def _check_names(path: Path, names: list[str]) -> None:
    for name, count in Counter(name.lower() for name in names).items():
        if not name:
            raise UserError(f"A column of '{path}' has no name; name or delete it.")
        if count > 1:
            raise UserError(f"'{path}' has {count} columns '{name}'; rename one.")


def _places(path: Path, names: list[str], parameters: CsvParameters) -> dict[str, int]:
    lower = [name.lower().replace(" ", "_") for name in names]
    places: dict[str, int] = {}
    for key, aliases in _ALIASES.items():
        asked = getattr(parameters, key, "").strip()
        if asked:
            (places[key],) = (names.index(name) for name in _names(path, names, asked))
        elif found := [alias for alias in aliases if alias in lower]:
            places[key] = lower.index(found[0])
    if twice := [name for name, count in Counter(places.values()).items() if count > 1]:
        raise UserError(f"Column '{names[twice[0]]}' was given two meanings; choose another.")
    return places


def _names(path: Path, names: list[str], wanted: str) -> list[str]:
    lower = {name.lower(): name for name in names}
    asked = [name.strip() for name in wanted.split(",") if name.strip()]
    for name in asked:
        if name.lower() not in lower:
            raise UserError(f"'{path}' has no column '{name}'; it has: {listed(names, 12)}.")
    return [lower[name.lower()] for name in asked]


def _key(path: Path, rows: Rows, key: str, place: int) -> Column:
    cells = ["" if is_missing(row[place]) else row[place].strip() for _, row in rows.rows]
    if key == CASE:
        cells = [c or f"row {number}" for c, (number, _) in zip(cells, rows.rows, strict=True)]
    if key in (IMAGE, MASK):
        cells = [_absolute(path.parent, cell) for cell in cells]
    return key_column(key, cells)


def _absolute(folder: Path, cell: str) -> str:
    if not cell or cell.startswith(NODE):
        return cell
    path, uid = split_path(folder.absolute() / cell)
    return f"{path}#{uid}" if uid else str(path)


def _others(path: Path, rows: Rows, taken: set[int], words: list[str]) -> list[Column]:
    schema = read_schema(path)
    columns = []
    for place, name in enumerate(rows.names):
        if place in taken:
            continue
        cells = [row[place] for _, row in rows.rows]
        kept = schema.get(name, {})
        unit, description = kept.get("unitLabel") or "", kept.get("description") or ""
        if name in words or kept.get("type") == "string":
            texts = tuple("" if is_missing(cell) else cell.strip() for cell in cells)
            columns.append(Column(name, None, texts, unit, description))
        else:
            columns.append(detected(name, cells, rows.delimiter == ";", unit, description))
    return columns
