"""Features and clinical values of the same cases in one table."""

from __future__ import annotations

import numpy as np

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Column, Table
from ..contract.tables import rows as row_count
from ..contract.tables import texts
from .append import rows_of
from .columns import CASE, cells, check_cases, find, key_column, listed
from .parameters import JoinParameters


def run_join(
    features: Table, table: Table, parameters: JoinParameters, context: Context
) -> dict[str, Table]:
    """Join by case; see `joined` and `unmatched`."""
    context.progress(0.0)
    result = joined(features, table, parameters.keep, context)
    lonely = unmatched(features, table)
    _note(lonely, context)
    outputs = {"joined": result}
    if row_count(lonely):
        outputs["unmatched"] = lonely
    return outputs


def joined(
    features: Table, cohort: Table, keep: str = "matched", context: Context | None = None
) -> Table:
    """Each row of features with the columns of the cohort's row of the same case behind "case".

    Several rows of one case (segments, slices) all get them. Of a column that both tables have,
    the cohort's is left out where it says the same.

    Args:
        keep: "matched", "features" (all rows of the features), or "all" (of both).

    Raises:
        UserError: a table has no cases, no case is in both, or a column in both differs.
        Cancelled: the user cancelled.
    """
    context = context or Context()
    names = check_cases(cohort)
    if find(features, CASE) is None:
        raise UserError("The features have no column 'case'; extract them case by case.")
    wanted = cells(features, CASE)
    place = {name: row for row, name in enumerate(names)}
    if not place.keys() & set(wanted):
        raise UserError(
            f"No case is in both tables: the features have {listed(wanted, 3)}; the cohort has "
            f"{listed(names, 3)}. Give the cases the same ids."
        )
    pairs = [(row, place.get(name, -1)) for row, name in enumerate(wanted)
             if keep != "matched" or name in place]  # fmt: skip
    if keep == "all":
        known = set(wanted)
        pairs += [(-1, row) for row, name in enumerate(names) if name not in known]
    left = _taken(features, [a for a, _ in pairs], context.part(0.0, 0.3))
    right = _taken(cohort, [b for _, b in pairs], context.part(0.3, 0.6))
    ids = tuple(wanted[a] if a >= 0 else names[b] for a, b in pairs)
    others = {column.name: column for column in left}
    added = []
    for n, column in enumerate(right):
        context.progress(0.6 + 0.4 * n / len(right))
        if _is_new(column, others.get(column.name)):
            added.append(column)
    rest = [column for column in left if column.name != CASE]
    return Table((key_column(CASE, ids), *added, *rest), features.name)


def unmatched(features: Table, cohort: Table) -> Table:
    """The cases that only one of the tables has, with the ids that may be meant."""
    ours, theirs = set(cells(features, CASE)), set(cells(cohort, CASE))
    alone = [(case, "cohort") for case in sorted(ours - theirs)]
    alone += [(case, "features") for case in sorted(theirs - ours)]
    alike = {"cohort": _by_plain(theirs), "features": _by_plain(ours)}
    perhaps = tuple(alike[where].get(_plain(case), "") for case, where in alone)
    return Table(
        (
            key_column(CASE, (case for case, _ in alone)),
            Column("missing_in", None, tuple(where for _, where in alone)),
            Column("perhaps", None, perhaps),
        ),
        "Cases without a partner",
    )


def _taken(table: Table, rows: list[int], context: Context) -> list[Column]:
    """Rows of a table; -1 is a row without values."""
    places = np.array(rows, dtype=np.intp)
    missing, kept = places < 0, np.maximum(places, 0)
    taken = []
    for n, column in enumerate(table.columns):
        context.progress(n / len(table.columns))
        (cut,) = rows_of(Table((column,)), kept).columns
        taken.append(_with_gaps(cut, missing) if missing.any() else cut)
    return taken


def _with_gaps(column: Column, missing: np.ndarray) -> Column:
    if column.values is None:
        texts = tuple("" if gap else text for text, gap in zip(column.texts, missing, strict=True))
        return Column(column.name, None, texts, column.unit, column.description)
    values = np.where(missing, np.nan, np.asarray(column.values, dtype=np.float64))
    return Column(column.name, values, (), column.unit, column.description)


def _is_new(column: Column, other: Column | None) -> bool:
    """Whether no other column of its name is there.

    Raises:
        UserError: there is one, and it says something else of a case.
    """
    if other is None or column.name == CASE:
        return other is None
    if (
        column.values is not None
        and other.values is not None
        and np.array_equal(column.values, other.values, equal_nan=True)
    ):
        return False
    for one, two in zip(texts(other), texts(column), strict=True):
        if one and two and one != two:
            raise UserError(
                f"Column '{column.name}' is in both tables and differs ('{one}' and '{two}'); "
                "rename or delete one."
            )
    return False


def _by_plain(cases: set[str]) -> dict[str, str]:
    """The first of the cases that look alike, by what they share."""
    return {_plain(case): case for case in sorted(cases, reverse=True)}


def _plain(case: str) -> str:
    """Without what differs when the same file is named twice."""
    last = case.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last.split(".")[0].lower() if c.isalnum())


def _note(lonely: Table, context: Context) -> None:
    where = cells(lonely, "missing_in")
    for name in ("cohort", "features"):
        cases = [c for c, w in zip(cells(lonely, CASE), where, strict=True) if w == name]
        if cases:
            told = "the cohort" if name == "cohort" else "the features"
            context.note(f"{len(cases)} cases are missing in {told}: {listed(cases)}.")
