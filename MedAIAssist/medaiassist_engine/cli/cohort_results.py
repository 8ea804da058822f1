"""The tables of a batch: all results, what failed, and what there is to know about the others."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..cohort.measuring.cases import Cohort, CohortCase
from ..cohort.measuring.tables import failures_of, features_of, sentences
from ..contract.payloads import Table
from ..contract.tables import rows as row_count
from ..files.formats import stem_of
from ..files.tables import write_table


def write_results(
    output: Path, cohort: Cohort, cases: Sequence[CohortCase], failed: Mapping[str, str]
) -> int:
    """Write the table of all that worked, in the cohort's order, and those of failures and notes.

    Returns:
        the number of rows; the table is not written if no case worked.

    Raises:
        UserError: a column of the cohort has the name of a feature, or a file cannot be written.
    """
    features, told = features_of(cohort, cases, failed, stem_of(output))
    _write_beside(output, "failures", failures_of(cases, failed))
    _write_beside(output, "notes", sentences(told, "note"))
    if features is None:
        return 0
    write_table(output, features)
    return row_count(features)


def _write_beside(output: Path, name: str, table: Table | None) -> None:
    """TABLE.failures.csv or TABLE.notes.csv beside the output, or none if there is nothing."""
    path = output.with_name(f"{stem_of(output)}.{name}.csv")
    if table is None:
        path.unlink(missing_ok=True)
    else:
        write_table(path, dataclasses.replace(table, name=stem_of(path)))
