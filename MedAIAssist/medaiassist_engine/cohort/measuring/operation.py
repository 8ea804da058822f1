"""`cohort.measure`: a table of features of all cases of a cohort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ...context import Context
from ...contract.catalog import operation as find_operation
from ...contract.errors import UserError
from ...contract.measuring import applied, table_slot
from ...contract.operations import Operation
from ...contract.params import as_dict
from ...contract.payloads import Table
from ...contract.validation import validate
from ..columns import listed
from .cases import check_files, cohort_of
from .fingerprints import recipe_of
from .folders import made, measured_folder
from .kept_cases import KeptCases
from .parameters import MeasureParameters
from .running import counting, measured
from .staged import forget_old, removing
from .tables import Told, failures_of, features_of

_DAYS = 30  # an unfinished run is not taken up again after that
_MOST_NOTES = 12


def run_measure(table: Table, parameters: MeasureParameters, context: Context) -> dict[str, Table]:
    """Measure every case; finished ones are kept, bad ones reported and left out.

    The result is the same for any number of workers, and whether it was interrupted or not.

    Raises:
        UserError: the cohort, the operation or its parameters cannot be used.
        Cancelled: the user cancelled; the cases measured so far are kept.
    """
    forget_old()
    with removing(parameters.stage):
        return _measured(table, parameters, context)


def _measured(table: Table, p: MeasureParameters, context: Context) -> dict[str, Table]:
    context.progress(0.0, "looking for the files")
    operation, values = _recipe(p)
    cohort = cohort_of(table, p.stage, p.columns)
    check_files(operation, cohort)
    folder = made(Path(p.folder).expanduser() if p.folder else measured_folder())
    keeping = KeptCases(folder)
    cases = keeping.aimed(cohort.cases, recipe_of(operation.id, values))
    left = [case for case in cases if not case.target.exists()]
    failed: dict[str, str] = {}
    counted = counting(context, len(cases) - len(left), len(cases))
    for outcome in measured((operation.id, values), left, p.workers, counted):
        if outcome.error:
            failed[outcome.case] = outcome.error
    context.progress(0.99, "putting the table together")
    features, told = features_of(cohort, cases, failed, table.name)
    if not p.folder:
        keeping.forget([] if failed else cases)
        keeping.forget_old(_DAYS)
    _note(context, len(cases), len(left), failed, told)
    outputs = {"features": features, "failures": failures_of(cases, failed)}
    return {name: found for name, found in outputs.items() if found is not None}


def _recipe(p: MeasureParameters) -> tuple[Operation, dict[str, Any]]:
    """The operation, and all its parameters as plain values."""
    operation_id, given = applied(as_dict(p))
    operation = find_operation(operation_id)
    if table_slot(operation) is None:
        raise UserError(
            f"{operation.title} does not make one table of one volume, so it cannot measure a "
            "cohort; choose another method."
        )
    return operation, as_dict(validate(operation.parameters, given))


def _note(
    context: Context, cases: int, left: int, failed: Mapping[str, str], told: Sequence[Told]
) -> None:
    before = f" ({cases - left} of them in an earlier run)" if left < cases else ""
    context.note(f"{cases - len(failed)} of {cases} cases were measured{before}.")
    groups: dict[str, list[str]] = {}
    for case, sentence in told:
        groups.setdefault(sentence, []).append(case)
    for sentence, names in list(groups.items())[:_MOST_NOTES]:
        context.note(f"{listed(list(dict.fromkeys(names)), 3)}: {sentence}")
    if len(groups) > _MOST_NOTES:
        context.note(f"{len(groups) - _MOST_NOTES} more notes are left out.")
