"""How the features of a table were made, so that a new patient's can be made in the same way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from medaiassist_engine.contract.catalog import operations
from medaiassist_engine.contract.cohorts import CASE, KEYS
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.measuring import MEASURE, applied
from medaiassist_engine.contract.payloads import LabelMap, Volume

from .provenance import INPUT_ROLE, HowMade, how_made, input_node
from .references import references
from .tables import column_names

_DEEPEST = 8  # operations between the features and the table


@dataclass(frozen=True)
class Extraction:
    """An operation that makes features of a volume.

    Attributes:
        columns: those of the table that it did not make, such as clinical values.
    """

    operation: str
    parameters: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()

    def to_json(self) -> str:
        """For the parameter `extraction` of a training."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)


def extraction_of(table: Any) -> Extraction | None:
    """How the features of a table node were made; None where that is not known.

    Features that were joined with clinical values are found through the table's inputs.
    """
    for node in _ancestors(table):
        how = _case_by_case(how_made(node))
        if how is not None and extracts(how.operation):
            made = set(column_names(node)) - _carried(node)
            others = tuple(name for name in column_names(table) if name not in made)
            return Extraction(how.operation, how.parameters, how.versions, others)
    return None


def parse_extraction(text: str) -> Extraction | None:
    """The extraction that a model names; None where it names none that can be run here."""
    try:
        values = json.loads(text) if text else {}
        found = Extraction(**{**values, "columns": tuple(values.get("columns", ()))})
    except (ValueError, TypeError, AttributeError):
        return None
    return found if extracts(found.operation) else None


def extracts(operation_id: str) -> bool:
    """Whether an operation is known here and makes a table of one volume."""
    entry = operations().get(operation_id)
    if entry is None or entry.task != "features":
        return False
    needed = [slot.payload for slot in entry.inputs if not slot.optional]
    return Volume in needed and set(needed) <= {Volume, LabelMap} and len(needed) <= 2


def _case_by_case(how: HowMade | None) -> HowMade | None:
    """Of a measured cohort, how each of its cases was measured."""
    if how is None or how.operation != MEASURE:
        return how
    try:
        operation_id, parameters = applied(how.parameters)
    except UserError:
        return None
    return HowMade(operation_id, parameters, how.versions)


def _carried(node: Any) -> set[str]:
    """Columns that the table of a measured cohort has from that cohort."""
    how = how_made(node)
    if how is None or how.operation != MEASURE:
        return set()
    cohort = input_node(node, "table")
    return {*KEYS, *(column_names(cohort) if cohort is not None else ())} - {CASE}


def _ancestors(table: Any) -> Iterator[Any]:
    """A table node, then the tables that it was made of, nearest first."""
    front, seen = [table], {table.GetID()}
    for _depth in range(_DEEPEST):
        yield from front
        found = [references(node, INPUT_ROLE).values() for node in front]
        ids = [i for listed in found for group in listed for i in group]
        nodes = [table.GetScene().GetNodeByID(i) for i in dict.fromkeys(ids) if i not in seen]
        seen.update(ids)
        front = [node for node in nodes if node is not None and node.IsA("vtkMRMLTableNode")]
