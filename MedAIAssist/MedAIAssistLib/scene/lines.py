"""Lines payloads and model nodes: all lines in one node.

A markups line node for each would be the obvious choice, but every view makes a widget for each
display node, and goes through all of them whenever one comes or goes. Measured in Slicer 5.12 with
locked lines, hidden until all were there, without labels: 50 took 4 s to add and 4 s to remove, 100
took 11 s and 24 s, single steps up to 2 s; in batches of five 4 s and 20 s. With one display node
for all they come within a second, but Slicer draws only one of them. One model with a thousand
lines takes 0.02 s.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import vtk
from numpy.typing import NDArray
from vtk.util.numpy_support import numpy_to_vtk, vtk_to_numpy

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Lines

from .landing import Landing
from .markups import check_length
from .steps import Steps
from .transforms import node_to_world, parent_to_world
from .undo import Change

_SCORE, _LABEL = "score", "label"
_COLOUR = (1.0, 0.85, 0.2)
_WIDTH = 2  # pixels


def read(node: Any) -> Lines:
    """The lines of a model node in world RAS mm, with their scores and labels.

    Raises:
        UserError: it is another model, such as a surface.
        GeometryError: a parent transform is not linear.
    """
    content = node.GetPolyData()
    count = content.GetNumberOfLines() if content is not None else 0
    if content is None or content.GetNumberOfCells() != count or _other_cells(content, count):
        raise UserError(
            f"The model '{node.GetName()}' is a surface, not a set of straight lines. Choose the "
            "lines of a match."
        )
    ends = np.zeros((0, 3))
    if count:
        cells = vtk_to_numpy(content.GetLines().GetConnectivityArray())
        ends = vtk_to_numpy(content.GetPoints().GetData())[cells].astype(np.float64)
    to_world = node_to_world(node)
    pairs = (ends @ to_world[:3, :3].T + to_world[:3, 3]).reshape(-1, 2, 3)
    data = content.GetCellData()
    scores, labels = data.GetArray(_SCORE), data.GetAbstractArray(_LABEL)
    return Lines(
        starts=pairs[:, 0],
        ends=pairs[:, 1],
        labels=() if labels is None else tuple(labels.GetValue(n) for n in range(count)),
        scores=None if scores is None else vtk_to_numpy(scores).astype(np.float64),
        name=node.GetName() or "",
    )


def _other_cells(content: Any, count: int) -> bool:
    return bool(content.GetLines().GetConnectivityArray().GetNumberOfValues() != 2 * count)


def write(
    scene: Any,
    lines: Lines,
    node_id: str | None = None,
    *,
    beside: str | None = None,
    change: Change | None = None,
) -> Steps[str]:
    """Put lines into one model node; arguments and result as `volumes.write`.

    Raises:
        UserError: ends, labels or scores do not have one value for each line.
        GeometryError: the node to replace lies under a transform that is not linear.
    """
    starts = np.asarray(lines.starts, dtype=np.float64).reshape(-1, 3)
    stops = np.asarray(lines.ends, dtype=np.float64).reshape(-1, 3)
    for what, values in (("ends", stops), ("labels", lines.labels or None),
                         ("scores", lines.scores)):  # fmt: skip
        if values is not None:
            check_length(what, lines.name, len(starts), len(values))
    landing = Landing(scene, "vtkMRMLModelNode", node_id, beside, change)
    yield
    from_world = np.linalg.inv(parent_to_world(landing.parent, "The result"))
    ends = np.stack([starts, stops], axis=1).reshape(-1, 3)
    content = _poly_data(ends @ from_world[:3, :3].T + from_world[:3, 3], lines)
    created = landing.existing is None
    node = landing.open(lines.name or "Lines")
    node.SetAndObservePolyData(content)
    landing.close(node)
    if created:
        _show(node)
    return str(node.GetID())


def _poly_data(ends: NDArray[np.float64], lines: Lines) -> Any:
    points, cells, content = vtk.vtkPoints(), vtk.vtkCellArray(), vtk.vtkPolyData()
    points.SetData(numpy_to_vtk(ends, deep=True))
    indices = np.arange(len(ends), dtype=np.int64)
    offsets = np.arange(0, len(ends) + 1, 2, dtype=np.int64)
    cells.SetData(numpy_to_vtk(offsets, deep=True), numpy_to_vtk(indices, deep=True))
    content.SetPoints(points)
    content.SetLines(cells)
    if lines.scores is not None:
        scores = numpy_to_vtk(np.asarray(lines.scores, dtype=np.float64), deep=True)
        scores.SetName(_SCORE)
        content.GetCellData().AddArray(scores)
    if lines.labels:
        labels = vtk.vtkStringArray()
        labels.SetName(_LABEL)
        for label in lines.labels:
            labels.InsertNextValue(label)
        content.GetCellData().AddArray(labels)
    return content


def _show(node: Any) -> None:
    """In 3D, and projected into the slice views: few lines lie within one slice."""
    node.CreateDefaultDisplayNodes()
    display = node.GetDisplayNode()
    display.SetColor(*_COLOUR)
    display.SetLineWidth(_WIDTH)
    display.SetSliceIntersectionThickness(_WIDTH)
    display.SetScalarVisibility(False)
    display.SetVisibility2D(True)
    display.SetSliceDisplayModeToProjection()
