"""What runs and their results are called in the list of results."""

from __future__ import annotations

from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operations

from ...scene.models import is_model
from ...scene.network_files import KIND
from ...scene.provenance import how_made
from ..parameter_texts import telling_values
from ..texts import catalog_text

_CHART = "vtkMRMLPlotChartNode"


def run_text(node: Any) -> str:
    """Such as "Cases - Validate a classifier, Classifier Random forest"."""
    how = how_made(node)
    entry = operations().get(how.operation) if how is not None else None
    if how is None or entry is None:
        return str(node.GetName())
    source = next(iter(how.inputs.values()), "")
    title = " - ".join(filter(None, [source, catalog_text(entry.title)]))
    return ", ".join([title, *telling_values(entry, how.parameters)])


def notes_of(node: Any | None) -> list[str]:
    """What was said during the run, warnings first."""
    how = how_made(node) if node is not None else None
    notes = list(how.notes) if how is not None else []
    return sorted(notes, key=lambda note: not note.startswith("Warning"))


def item_text(node: Any) -> str:
    """The part of a result's name that the others of its run do not share."""
    name, how = str(node.GetName()), how_made(node)
    if is_model(node) or is_model(node, KIND):
        return str(_("Model: {name}").format(name=name))
    if node.IsA(_CHART):
        return str(node.GetTitle() or name)
    entry = operations().get(how.operation) if how is not None else None
    if entry is None or entry.title not in name:
        return name
    slot = name.partition(entry.title)[2].strip(", ")
    text = slot if slot and not slot.startswith("_") else entry.outputs[0].name.replace("_", " ")
    return text[:1].upper() + text[1:]
