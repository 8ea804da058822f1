"""Features and clinical values of the same cases in one table."""

from __future__ import annotations

import numpy as np

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Column, Table
from ..contract.tables import rows as row_count
from .append import rows_of
from .columns import CASE, cells, check_cases, find, key_column, listed
from .parameters import JoinParameters


def run_join(
    features: Table, table: Table, parameters: JoinParameters, context: Context
) -> dict[str, Table]:
    """Join by case; see `joined` and `unmatched`."""
    context.progress(0.0)
    result = joined(features, table, parameters.keep)
    lonely = unmatched(features, table)
    _note(lonely, context)
    outputs = {"joined": result}
    if row_count(lonely):
        outputs["unmatched"] = lonely
    return outputs


def joined(features: Table, cohort: Table, keep: str = "matched") -> Table:
    """Each row of features with the columns of the cohort's row of the same case behind "case".

    Several rows of one case (segments, slices) all get them. Of a column that both tables have,
    the cohort's is left out where it says the same.

    Args:
        keep: "matched", "features" (all rows of the features), or "all" (of both).

    Raises:
        UserError: a table has no cases, no case is in both, or a column in both differs.
    """
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
        pairs += [(-1, row) for row, name in enumerate(names) if name not in set(wanted)]
    left = _taken(features, [a for a, _ in pairs])
    right = _taken(cohort, [b for _, b in pairs])
    ids = tuple(wanted[a] if a >= 0 else names[b] for a, b in pairs)
    added = [column for column in right if _is_new(column, left)]
    rest = [column for column in left if column.name != CASE]
    return Table((key_column(CASE, ids), *added, *rest), features.name)


def unmatched(features: Table, cohort: Table) -> Table:
    """The cases that only one of the tables has, with the ids that may be meant."""
    ours, theirs = set(cells(features, CASE)), set(cells(cohort, CASE))
    alone = [(case, "cohort", theirs) for case in sorted(ours - theirs)]
    alone += [(case, "features", ours) for case in sorted(theirs - ours)]
    return Table(
        (
            key_column(CASE, (case for case, _, _ in alone)),
            Column("missing_in", None, tuple(where for _, where, _ in alone)),
            Column("perhaps", None, tuple(_alike(case, others) for case, _, others in alone)),
        ),
        "Cases without a partner",
    )


def _taken(table: Table, rows: list[int]) -> list[Column]:
    """Rows of a table; -1 is a row without values."""
    missing = np.array(rows, dtype=np.intp) < 0
    if not missing.any():
        return list(rows_of(table, rows).columns)
    return [_with_gaps(column, missing) for column in rows_of(table, np.maximum(rows, 0)).columns]


def _with_gaps(column: Column, missing: np.ndarray) -> Column:
    if column.values is None:
        texts = tuple("" if gap else text for text, gap in zip(column.texts, missing, strict=True))
        return Column(column.name, None, texts, column.unit, column.description)
    values = np.where(missing, np.nan, np.asarray(column.values, dtype=np.float64))
    return Column(column.name, values, (), column.unit, column.description)


def _is_new(column: Column, left: list[Column]) -> bool:
    other = next((c for c in left if c.name == column.name), None)
    if other is None or column.name == CASE:
        return other is None
    pair = Table((other,)), Table((column,))
    for one, two in zip(*(cells(t, column.name) for t in pair), strict=True):
        if one and two and one != two:
            raise UserError(
                f"Column '{column.name}' is in both tables and differs ('{one}' and '{two}'); "
                "rename or delete one."
            )
    return False


def _alike(case: str, others: set[str]) -> str:
    plain = _plain(case)
    return next((other for other in sorted(others) if _plain(other) == plain), "")


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
