"""Tables as spreadsheets write them: several encodings, several delimiters."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from pathlib import Path

from ..contract.errors import UserError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Rows:
    """A header and the rows that are not empty, numbered as spreadsheets number them.

    Attributes:
        encoding: how the file was read; "cp1252" is a guess.
        delimiter: what parts its cells.
    """

    names: list[str]
    rows: list[tuple[int, list[str]]]
    encoding: str
    delimiter: str


def read_rows(path: Path) -> Rows:
    """Read a table: UTF-8 or UTF-16, else Windows' Western European; , ; | or tabs.

    Raises:
        UserError: it is missing, no text, no table, has no rows, or a row of another length.
    """
    text, encoding = _decoded(path)
    delimiter = _delimiter(text)
    try:
        table = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UserError(f"'{path}' is not a table: {error}; save it as CSV again.") from error
    rows = [(n, row) for n, row in enumerate(table[1:], 2) if any(c.strip() for c in row)]
    if not rows:
        raise UserError(f"'{path}' has no cases; give it a header and a row for each case.")
    for number, row in rows:
        if len(row) != len(table[0]):
            raise UserError(
                f"Row {number} of '{path}' has {len(row)} cells, but the header names "
                f"{len(table[0])} columns; correct that row."
            )
    return Rows([name.strip() for name in table[0]], rows, encoding, delimiter)


def _decoded(path: Path) -> tuple[str, str]:
    if not path.is_file():
        raise UserError(f"There is no file '{path}'; check its name and folder.")
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(f"'{path}' cannot be read: {reason}.") from error
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is None and b"\0" in data:
        raise UserError(f"'{path}' is no text; save it as CSV (UTF-8).")
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UserError(f"'{path}' is not UTF-8 text; save it as CSV (UTF-8).")


def _delimiter(text: str) -> str:
    """The one that the header has most of; quoted names may hold the others."""
    header = next(iter(text.splitlines()), "")
    bare = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=bare.count)
