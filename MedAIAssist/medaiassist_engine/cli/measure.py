"""The work on one case of a cohort: read its files, run the operation, keep its table."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ..context import Context
from ..contract.catalog import operation as find_operation
from ..contract.errors import UserError
from ..contract.operations import Operation, Slot
from ..contract.payloads import Boxes, Column, LabelMap, Payload, Table, Volume
from ..contract.validation import validate
from ..execution import execute
from ..files.text import read_text, write_text
from .cohort import CohortCase

_OPTIONAL = {"segments": LabelMap, "region": Boxes}


def table_slot(operation: Operation) -> Slot | None:
    """The only table that an operation makes of a volume; None if it is not of that kind."""
    kinds = {slot.name: slot.payload for slot in operation.inputs}
    others = {name: kind for name, kind in kinds.items() if name != "volume"}
    tables = [slot for slot in operation.outputs if slot.payload is Table and not slot.optional]
    suits = kinds.get("volume") is Volume and others.items() <= _OPTIONAL.items()
    return tables[0] if suits and len(tables) == 1 else None


def measure(operation_id: str, parameters: Mapping[str, Any], case: CohortCase, stop: Any) -> None:
    """Run the operation on one case and write its table and notes to its target.

    Raises:
        UserError: the case cannot be read, measured or written.
        Cancelled: `stop` was set.
    """
    operation = find_operation(operation_id)
    slot = table_slot(operation)
    if slot is None:
        raise TypeError(f"{operation_id} makes no table of a volume")
    context = Context(cancelled=stop)
    context.progress(0.0)
    values = validate(operation.parameters, parameters)
    results = execute(operation, _read(operation, case), values, context)
    table = results[slot.name]
    if not isinstance(table, Table):
        raise TypeError(f"{operation_id} made no table")
    keep(case.target, table, context.notes)


def _read(operation: Operation, case: CohortCase) -> dict[str, Payload]:
    """The inputs, named after the case: file names may tell who the patient is."""
    from ..files.payloads import read_payload

    kinds = {slot.name: slot.payload for slot in operation.inputs}
    inputs: dict[str, Payload] = {}
    for slot, path in case.files.items():
        name = case.name if slot == "volume" else ""
        payload: Any = read_payload(path, kinds[slot])
        inputs[slot] = dataclasses.replace(payload, name=name)
    return inputs


def keep(target: Path, table: Table, notes: list[str]) -> None:
    """Write a case's result, whole or not at all, so that every bit comes back.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    columns = [_plain(column) for column in table.columns]
    write_text(target, json.dumps({"columns": columns, "notes": notes}))


def kept(target: Path) -> tuple[Table, list[str]]:
    """A case's table and notes, as `keep` wrote them.

    Raises:
        UserError: the file is missing or damaged.
    """
    text = read_text(target)
    try:
        found = json.loads(text)
        return Table(tuple(_column(c) for c in found["columns"])), found["notes"]
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"'{target}' is damaged; delete it and start the batch again.") from error


def _plain(column: Column) -> dict[str, Any]:
    plain = {"name": column.name, "unit": column.unit, "description": column.description}
    if column.values is None:
        return {**plain, "texts": column.texts}
    values = np.asarray(column.values)
    return {**plain, "dtype": values.dtype.str, "values": values.tolist()}


def _column(plain: Mapping[str, Any]) -> Column:
    unit, description = plain["unit"], plain["description"]
    if "texts" in plain:
        return Column(plain["name"], None, tuple(plain["texts"]), unit, description)
    values = np.array(plain["values"], dtype=plain["dtype"])
    return Column(plain["name"], values, (), unit, description)
