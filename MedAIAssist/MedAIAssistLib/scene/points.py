"""Points payloads and fiducial nodes.

Size, angle and response of a point are JSON in its description: unlike measurements they follow
the point when others are deleted, and every file format of Slicer's markups keeps them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import vtk
from numpy.typing import NDArray
from vtk.util.numpy_support import numpy_to_vtk

from medaiassist_engine.contract.payloads import Points

from .landing import Landing
from .markups import check_length, described, details
from .steps import Steps, finish
from .transforms import parent_to_world
from .undo import Change

_DETAILS = ("size", "angle", "response")
_POINTS_A_STEP = 1000
_MANY = 20
_GLYPH_SCALE = 1.2  # percent of the view; markups begin with 3


def read(node: Any) -> Points:
    """`reading` without pauses."""
    return finish(reading(node))


def reading(node: Any) -> Steps[Points]:
    """The defined points of a fiducial node in world RAS mm, whatever transforms lie above."""
    places = vtk.vtkPoints()
    node.GetControlPointPositionsWorld(places)
    count = node.GetNumberOfControlPoints()
    defined = [
        n for n in range(count) if node.GetNthControlPointPositionStatus(n) == node.PositionDefined
    ]
    positions = np.array([places.GetPoint(n) for n in defined]).reshape(-1, 3)
    labels: list[str] = []
    extra: list[dict[str, Any]] = []
    for start in range(0, len(defined), _POINTS_A_STEP):
        yield
        some = defined[start : start + _POINTS_A_STEP]
        labels += [node.GetNthControlPointLabel(n) or "" for n in some]
        extra += [details(node.GetNthControlPointDescription(n)) for n in some]
    return Points(
        positions,
        size=_column(extra, "size"),
        angle=_column(extra, "angle"),
        response=_column(extra, "response"),
        labels=tuple(labels),
        name=node.GetName() or "",
    )


def _column(extra: list[dict[str, Any]], name: str) -> NDArray[np.float64] | None:
    if not any(name in values for values in extra):
        return None
    return np.array([float(values.get(name, np.nan)) for values in extra])


def write(
    scene: Any,
    points: Points,
    node_id: str | None = None,
    *,
    beside: str | None = None,
    change: Change | None = None,
) -> Steps[str]:
    """Put points into one fiducial node; arguments and result as `volumes.write`.

    Raises:
        UserError: an array or the labels do not have one value for each position.
    """
    positions = np.asarray(points.positions, dtype=np.float64).reshape(-1, 3)
    columns = {name: getattr(points, name) for name in _DETAILS}
    for name, values in (*columns.items(), ("labels", points.labels or None)):
        if values is not None:
            check_length(name, points.name, len(positions), len(values))
    landing = Landing(scene, "vtkMRMLMarkupsFiducialNode", node_id, beside, change)
    descriptions: list[str] = []
    for start in range(0, len(positions) or 1, _POINTS_A_STEP):
        some = range(start, min(start + _POINTS_A_STEP, len(positions)))
        descriptions += [described({k: _number(v, n) for k, v in columns.items()}) for n in some]
        yield
    created = landing.existing is None
    if created:
        from_world = np.linalg.inv(parent_to_world(landing.parent, "The result"))
        positions = positions @ from_world[:3, :3].T + from_world[:3, 3]
    node = landing.open(points.name)
    many = created and len(positions) > _MANY
    display = _display_of_many(scene, node) if many else node.GetDisplayNode()
    shown = display is not None and bool(display.GetVisibility())
    if shown:
        display.SetVisibility(False)  # else the views follow point by point
    modifying = node.StartModify()
    _fill(node, positions, points.labels, descriptions)
    node.EndModify(modifying)
    node_id = landing.close(node)
    node.CreateDefaultDisplayNodes()
    if shown:
        display.SetVisibility(True)
    return node_id


def _display_of_many(scene: Any, node: Any) -> Any:
    """Small glyphs without names, which nobody can read or drag by accident among hundreds."""
    display = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialDisplayNode")
    display.SetPointLabelsVisibility(False)
    display.SetGlyphScale(_GLYPH_SCALE)
    node.SetAndObserveDisplayNodeID(display.GetID())
    node.SetLocked(True)
    return display


def _number(values: Any, n: int) -> float | None:
    value = float("nan") if values is None else float(values[n])
    return None if np.isnan(value) else value


def _fill(
    node: Any, positions: NDArray[np.float64], labels: tuple[str, ...], descriptions: list[str]
) -> None:
    places = vtk.vtkPoints()
    places.SetData(numpy_to_vtk(positions, deep=True))
    node.RemoveAllControlPoints()
    node.SetControlPointPositionsWorld(places)
    for n, description in enumerate(descriptions):
        node.SetNthControlPointDescription(n, description)
        node.SetNthControlPointLabel(n, labels[n] if labels else str(n + 1))
