"""The tables of a batch: all results, what failed, and what there is to know about the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..cohort.columns import CASE
from ..contract.errors import UserError
from ..contract.payloads import Column, Table
from ..contract.tables import rows as row_count
from ..features.united import repeated, united
from ..files.formats import stem_of
from ..files.tables import write_table
from .cohort import Cohort, CohortCase
from .measure import kept


def write_results(
    output: Path, cohort: Cohort, cases: Sequence[CohortCase], failed: Mapping[str, str]
) -> int:
    """Write the table of all that worked, in the cohort's order, and those of failures and notes.

    Returns:
        the number of rows; the table is not written if no case worked.

    Raises:
        UserError: a column of the cohort has the name of a feature, or a file cannot be written.
    """
    worked = [n for n, case in enumerate(cases) if case.name not in failed]
    results = [kept(cases[n].target) for n in worked]
    _write_words(output, "failures", [(c.name, failed[c.name]) for c in cases if c.name in failed])
    told = [
        (cases[n].name, note)
        for n, (_, notes) in zip(worked, results, strict=True)
        for note in notes
    ]
    _write_words(output, "notes", told)
    if not worked:
        return 0
    tables = [_without_case(table) for table, _ in results]
    counts = [0] * len(cases)
    for n, table in zip(worked, tables, strict=True):
        counts[n] = row_count(table)
    ids = Column(CASE, texts=tuple(c.name for c in cases), description="Id of the case.")
    first = [repeated(column, counts) for column in (ids, *cohort.others)]
    features = united(tables)
    _check_names(cohort.others, features)
    write_table(output, Table((*first, *features), stem_of(output)))
    return sum(counts)


def _without_case(table: Table) -> Table:
    return Table(tuple(column for column in table.columns if column.name != CASE))


def _check_names(others: Sequence[Column], features: Sequence[Column]) -> None:
    if both := {column.name for column in others} & {column.name for column in features}:
        raise UserError(
            f"The cohort has a column '{min(both)}', and so have the results; rename it in the "
            "cohort and start again (nothing is computed twice)."
        )


def _write_words(output: Path, name: str, rows: Sequence[tuple[str, str]]) -> None:
    """TABLE.failures.csv or TABLE.notes.csv beside the output, or none if there is nothing."""
    path = output.with_name(f"{stem_of(output)}.{name}.csv")
    if not rows:
        path.unlink(missing_ok=True)
        return
    cases, sentences = zip(*rows, strict=True)
    word = "reason" if name == "failures" else "note"
    write_table(path, Table((Column(CASE, texts=cases), Column(word, texts=sentences))))
