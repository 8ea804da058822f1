"""Boxes over the views for as long as they are looked at, gone again without a trace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from medaiassist_engine.contract.payloads import Boxes

from . import box_outlines
from .box_colours import class_colours
from .box_grid import Reals
from .undo import Change, together

_TEXT_SIZE = 2.5  # percent of the view
_TEXT_COLOUR = (1.0, 1.0, 0.6)
_MOST_TEXTS = 40  # more hide what they name, and take the views long


class BoxOverlay:
    """Outlines of boxes with their classes and scores; hidden from lists and from saving.

    Each class has a model of its own: models with a colour for each point would write a warning
    to Slicer's log with every frame.

    Args:
        scene: the vtkMRMLScene.
    """

    def __init__(self, scene: Any) -> None:
        self._scene, self._added = scene, Change()
        self._outlines: dict[str, str] = {}  # ids by class
        self._texts_id = ""

    @property
    def outlines(self) -> dict[str, Any]:
        """The model nodes by class; none while nothing is shown."""
        found = {name: self._scene.GetNodeByID(each) for name, each in self._outlines.items()}
        return {name: node for name, node in found.items() if node is not None}

    @property
    def texts(self) -> list[str]:
        """What is written at the strongest boxes."""
        node = self._scene.GetNodeByID(self._texts_id)
        count = node.GetNumberOfControlPoints() if node is not None else 0
        return [node.GetNthControlPointLabel(n) for n in range(count)]

    def show(self, boxes: Boxes, classes: Iterable[str]) -> None:
        """Replace what is shown by these boxes, the strongest first.

        Args:
            classes: all there may be, so that each keeps its colour.
        """
        colours = class_colours(classes)
        labels = np.array(boxes.labels, dtype=str)
        for label in {*boxes.labels, *self.outlines}:
            theirs = np.flatnonzero(labels == label)
            some = Boxes(boxes.centres[theirs], boxes.sizes[theirs], boxes.axes[theirs])
            node = self.outlines.get(label) or self._outline(label, colours[label])
            node.SetAndObservePolyData(box_outlines.faces_of(some, np.eye(4)))
        self._write(boxes)

    def clear(self) -> None:
        """The views look as before."""
        self._added.revert()
        self._outlines, self._texts_id = {}, ""

    def _write(self, boxes: Boxes) -> None:
        """A text at a corner of each box; points that are there already are moved."""
        node = self._texts()
        corners = _corners(boxes)[:_MOST_TEXTS]
        modifying = node.StartModify()
        while node.GetNumberOfControlPoints() > len(corners):
            node.RemoveNthControlPoint(node.GetNumberOfControlPoints() - 1)
        for n, place in enumerate(corners.tolist()):
            if n < node.GetNumberOfControlPoints():
                node.SetNthControlPointPosition(n, *place)
            else:
                node.AddControlPoint(*place)
            node.SetNthControlPointLabel(n, _text(boxes, n))
        node.EndModify(modifying)

    def _outline(self, label: str, colour: tuple[float, float, float]) -> Any:
        node = self._new("vtkMRMLModelNode", f"Live {label}")
        self._outlines[label] = node.GetID()
        box_outlines.look(node)
        display = node.GetDisplayNode()
        display.SetSaveWithScene(False)
        display.SetColor(*colour)
        return node

    def _texts(self) -> Any:
        node = self._scene.GetNodeByID(self._texts_id)
        if node is None:
            with together(self._scene):  # else it becomes the list that the user's clicks go to
                node = self._new("vtkMRMLMarkupsFiducialNode", "Live boxes")
            self._texts_id = node.GetID()
            node.SetLocked(True)
            node.CreateDefaultDisplayNodes()
            display = node.GetDisplayNode()
            display.SetSaveWithScene(False)
            display.SetGlyphScale(0.1)
            display.SetTextScale(_TEXT_SIZE)
            display.SetColor(*_TEXT_COLOUR)
            display.SetSelectedColor(*_TEXT_COLOUR)
            display.SetPointLabelsVisibility(True)
            display.SetVisibility3D(False)  # seen from the side they cover each other
        return node

    def _new(self, kind: str, name: str) -> Any:
        node = self._scene.CreateNodeByClass(kind)
        node.UnRegister(None)
        node.SetName(self._scene.GenerateUniqueName(name))
        node.SetHideFromEditors(True)
        node.SetSaveWithScene(False)
        node.SetSelectable(False)
        added = self._scene.AddNode(node)
        self._added.created(added)
        return added


def _corners(boxes: Boxes) -> Reals:
    """(n, 3) in the middle along the third axis, which pictures have one voxel of."""
    half = np.asarray(boxes.axes, dtype=np.float64) * boxes.sizes[:, None, :] / 2
    found: Reals = np.asarray(boxes.centres) - half[:, :, 0] - half[:, :, 1]
    return found


def _text(boxes: Boxes, n: int) -> str:
    label = boxes.labels[n]
    return label if boxes.scores is None else f"{label} {boxes.scores[n]:.0%}"
