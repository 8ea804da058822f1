"""What the panel keeps in the scene."""

from __future__ import annotations

import json
from typing import Any, Union

from slicer import vtkMRMLScalarVolumeNode, vtkMRMLVectorVolumeNode
from slicer.parameterNodeWrapper import parameterNodeWrapper

from .trust import without_trust

# The wrapper knows typing.Union, not the | of newer Pythons.
Image = Union[vtkMRMLScalarVolumeNode, vtkMRMLVectorVolumeNode, None]  # noqa: UP007

_ROLE = "MedAIAssist.Panel."


@parameterNodeWrapper
class PanelState:
    """Choices on the panel. Fields bound to widgets carry the name of the widget's
    SlicerParameterName; all tasks share the volume.
    """

    volume: Image
    result: Image
    task: str
    choices: str = "{}"
    values: str = "{}"
    steps: str = ""


def values_of(state: PanelState, operation_id: str) -> dict[str, Any]:
    """The values last used for an operation; empty if none."""
    return without_trust(json.loads(state.values or "{}").get(operation_id, {}))


def keep_values(state: PanelState, operation_id: str, values: dict[str, Any]) -> None:
    """Remember the values of an operation."""
    known = json.loads(state.values or "{}")
    if known.get(operation_id) != values:
        state.values = json.dumps({**known, operation_id: values})


def choice_of(state: PanelState, task: str, name: str) -> str:
    """A choice of one task, such as its operation; "" if none was made."""
    return str(json.loads(state.choices or "{}").get(task, {}).get(name, ""))


def keep_choice(state: PanelState, task: str, name: str, value: str) -> None:
    """Remember a choice of one task."""
    known = json.loads(state.choices or "{}")
    if known.get(task, {}).get(name, "") != value:
        known.setdefault(task, {})[name] = value
        state.choices = json.dumps(known)


def node_of(state: Any, task: str, name: str) -> Any | None:
    """A node that one task uses. References survive saving and loading, ids may not."""
    return state.parameterNode.GetNodeReference(f"{_ROLE}{task}.{name}")


def keep_node(state: Any, task: str, name: str, node: Any | None) -> None:
    """Remember a node that one task uses."""
    role = f"{_ROLE}{task}.{name}"
    node_id = node.GetID() if node is not None else None
    if state.parameterNode.GetNodeReferenceID(role) != node_id:
        state.parameterNode.SetNodeReferenceID(role, node_id)
