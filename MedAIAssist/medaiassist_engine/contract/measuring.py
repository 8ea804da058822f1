"""Operations that describe one volume in a table, and so can measure every case of a cohort."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .errors import UserError
from .operations import Operation, Slot
from .payloads import Boxes, LabelMap, Table, Volume

MEASURE = "cohort.measure"
"""The operation that runs another one on every case of a cohort."""

STAGE = "cohort.stage"
"""The operation that writes a case of the scene where `MEASURE` finds it."""

_OPTIONAL = {"segments": LabelMap, "region": Boxes}


def table_slot(operation: Operation) -> Slot | None:
    """The only table that an operation makes of a volume; None if it is not of that kind."""
    kinds = {slot.name: slot.payload for slot in operation.inputs}
    others = {name: kind for name, kind in kinds.items() if name != "volume"}
    tables = [slot for slot in operation.outputs if slot.payload is Table and not slot.optional]
    suits = kinds.get("volume") is Volume and others.items() <= _OPTIONAL.items()
    return tables[0] if suits and len(tables) == 1 else None


def applied(parameters: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The operation that `MEASURE` runs on each case, and that operation's parameters.

    Raises:
        UserError: they are no JSON object.
    """
    operation_id = str(parameters.get("operation", ""))
    try:
        given = json.loads(parameters.get("parameters") or "{}")
    except ValueError as error:
        raise UserError(f"The settings of '{operation_id}' are no JSON: {error}.") from error
    if not isinstance(given, dict):
        raise UserError(f"The settings of '{operation_id}' must be a JSON object.")
    return operation_id, given
