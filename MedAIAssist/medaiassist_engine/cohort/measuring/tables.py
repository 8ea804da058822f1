"""The tables of a measured cohort: all results, what failed, and what there is to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...contract.errors import UserError
from ...contract.payloads import Column, Table
from ...contract.tables import rows as row_count
from ...features.united import repeated, united
from ..columns import CASE
from .cases import Cohort, CohortCase
from .kept_cases import kept

Told = tuple[str, str]
"""A case and a sentence about it."""


def features_of(
    cohort: Cohort, cases: Sequence[CohortCase], failed: Mapping[str, str], name: str = ""
) -> tuple[Table | None, list[Told]]:
    """The table of all cases that worked, in the cohort's order, and the notes on them.

    Behind the case stand the cohort's other columns. None if no case worked.

    Raises:
        UserError: a column of the cohort has the name of a feature, or a result is damaged.
    """
    worked = [n for n, case in enumerate(cases) if case.name not in failed]
    if not worked:
        return None, []
    results = [kept(cases[n].target) for n in worked]
    pairs = zip(worked, results, strict=True)
    told = [(cases[n].name, note) for n, (_, notes) in pairs for note in notes]
    tables = [_without_case(table) for table, _ in results]
    counts = [0] * len(cases)
    for n, table in zip(worked, tables, strict=True):
        counts[n] = row_count(table)
    ids = Column(CASE, texts=tuple(c.name for c in cases), description="Id of the case.")
    first = [repeated(column, counts) for column in (ids, *cohort.others)]
    features = united(tables)
    _check_names(cohort.others, features)
    return Table((*first, *features), name), told


def failures_of(cases: Sequence[CohortCase], failed: Mapping[str, str]) -> Table | None:
    """The cases that failed, in the cohort's order, with the reasons; None if all worked."""
    listed = [(case.name, failed[case.name]) for case in cases if case.name in failed]
    return sentences(listed, "reason")


def sentences(listed: Sequence[Told], what: str) -> Table | None:
    """A table of cases and sentences about them; None without any."""
    if not listed:
        return None
    cases, texts = zip(*listed, strict=True)
    return Table((Column(CASE, texts=cases), Column(what, texts=texts)))


def _without_case(table: Table) -> Table:
    return Table(tuple(column for column in table.columns if column.name != CASE))


def _check_names(others: Sequence[Column], features: Sequence[Column]) -> None:
    if both := {column.name for column in others} & {column.name for column in features}:
        raise UserError(
            f"The cohort has a column '{min(both)}', and so have the results; rename it in the "
            "cohort and start again (nothing is computed twice)."
        )
