"""Which tables are most likely meant as an operation's inputs."""

from __future__ import annotations

from typing import Any

from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.payloads import Table

from ...scene.provenance import how_made
from ...scene.show import nodes_of
from ...scene.tables import column_names

_RESULTS = ("classify.", "explain.", "diagnose.")
_PREDICTED = {"truth", "predicted"}
_COMPARED = ("first", "second")


def likely_table(scene: Any, entry: Operation, slot: str) -> Any | None:
    """The newest table of cases; to compare, the two newest tables of predictions.

    None where the slot takes no table, or there is none that fits.
    """
    if not any(s.name == slot and s.payload is Table for s in entry.inputs):
        return None
    shown = [n for n in nodes_of(scene, "vtkMRMLTableNode") if not n.GetHideFromEditors()]
    if slot in _COMPARED:
        fitting = [n for n in shown if set(column_names(n)) >= _PREDICTED][-2:]
        place = _COMPARED.index(slot)
        return fitting[place] if place < len(fitting) else None
    drawn = {s.GetTableNodeID() for s in nodes_of(scene, "vtkMRMLPlotSeriesNode")}
    plain = [n for n in shown if n.GetNumberOfRows() > 1 and n.GetID() not in drawn]
    cases = [n for n in plain if not _is_result(n)]
    return cases[-1] if cases else None


def _is_result(node: Any) -> bool:
    how = how_made(node)
    return how is not None and how.operation.startswith(_RESULTS)
