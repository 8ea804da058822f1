"""A patient's features, measured as those of the training cases were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Table

from ...scene.case_rows import row_names, row_texts
from ...scene.extraction import Extraction
from ...session.scene_requests import NodeInput
from ..where_box import ROI, WhereBox


def inputs_of(extraction: Extraction, volume: Any, where: WhereBox) -> dict[str, NodeInput]:
    """The volume, and the segments or the ROI in it, for the operation that measures."""
    given = {"volume": NodeInput(volume)}
    node = where.node
    if node is None:
        return given
    kind = Boxes if node.IsA(ROI) else LabelMap
    slots = operation(extraction.operation).inputs
    slot = next((slot.name for slot in slots if slot.payload is kind), None)
    if slot is not None:
        given[slot] = NodeInput(node, where.place.segment_id or None)
    return given


def output_of(extraction: Extraction) -> str:
    """The slot of the table that the operation gives."""
    entry = operation(extraction.operation)
    return next(slot.name for slot in entry.outputs if slot.payload is Table)


def measured_texts(table: Any, names: Sequence[str]) -> dict[str, str]:
    """What was measured, in the columns of these names.

    Raises:
        UserError: several segments were measured, or none.
    """
    count = table.GetNumberOfRows()
    if count != 1:
        raise UserError(
            f"{count} rows were measured ({'; '.join(row_names(table)[:5])}); choose one segment "
            "under Segment."
        )
    return row_texts(table, 0, names)
