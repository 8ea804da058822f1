"""What the panel keeps in the scene."""

from __future__ import annotations

import json
from typing import Any, Union

from slicer import (
    vtkMRMLMarkupsROINode,
    vtkMRMLScalarVolumeNode,
    vtkMRMLSegmentationNode,
    vtkMRMLVectorVolumeNode,
)
from slicer.parameterNodeWrapper import parameterNodeWrapper

# The wrapper knows typing.Union, not the | of newer Pythons.
Image = Union[vtkMRMLScalarVolumeNode, vtkMRMLVectorVolumeNode, None]  # noqa: UP007


@parameterNodeWrapper
class PanelState:
    """Choices on the panel. Fields bound to widgets carry the name of the widget's
    SlicerParameterName.
    """

    volume: Image
    limit: Union[vtkMRMLMarkupsROINode, vtkMRMLSegmentationNode, None]  # noqa: UP007
    segment: str
    result: Image
    operation: str = "preprocess.nlm"
    values: str = "{}"
    steps: str = ""


def values_of(state: PanelState, operation_id: str) -> dict[str, Any]:
    """The values last used for an operation; empty if none."""
    return dict(json.loads(state.values or "{}").get(operation_id, {}))


def keep_values(state: PanelState, operation_id: str, values: dict[str, Any]) -> None:
    """Remember the values of an operation."""
    known = json.loads(state.values or "{}")
    if known.get(operation_id) != values:
        state.values = json.dumps({**known, operation_id: values})
