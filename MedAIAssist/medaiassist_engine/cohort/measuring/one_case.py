"""The work on one case of a cohort: read its files, run the operation, keep its table."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping
from typing import Any

from ...context import Context
from ...contract.catalog import operation as find_operation
from ...contract.measuring import table_slot
from ...contract.operations import Operation
from ...contract.payloads import Payload, Table
from ...contract.validation import validate
from ...execution import execute
from .cases import CohortCase
from .kept_cases import keep

Recipe = tuple[str, Mapping[str, Any]]  # id of the operation and its parameters


def measure(recipe: Recipe, case: CohortCase, context: Context) -> float:
    """Run the operation on one case and write its table and notes to its target.

    Returns:
        the seconds it took.

    Raises:
        UserError: the case cannot be read, measured or written.
        Cancelled: the user cancelled.
    """
    begun = time.monotonic()
    operation_id, parameters = recipe
    operation = find_operation(operation_id)
    slot = table_slot(operation)
    if slot is None:
        raise TypeError(f"{operation_id} makes no table of a volume")
    context.progress(0.0)
    values = validate(operation.parameters, parameters)
    results = execute(operation, _read(operation, case), values, context)
    table = results[slot.name]
    if not isinstance(table, Table):
        raise TypeError(f"{operation_id} made no table")
    keep(case.target, table, context.notes)
    return round(time.monotonic() - begun, 3)


def _read(operation: Operation, case: CohortCase) -> dict[str, Payload]:
    """The inputs, named after the case: file names may tell who the patient is."""
    from ...files.payloads import read_payload

    kinds = {slot.name: slot.payload for slot in operation.inputs}
    inputs: dict[str, Payload] = {}
    for slot, path in case.files.items():
        name = case.name if slot == "volume" else ""
        payload: Any = read_payload(path, kinds[slot])
        inputs[slot] = dataclasses.replace(payload, name=name)
    return inputs
