"""Boxes to test with: made up, in a scene, counted."""

from __future__ import annotations

from typing import Any

import numpy as np
from mrml_scene import rotation

from medaiassist_engine.contract.payloads import Boxes
from MedAIAssistLib.scene import box_groups, boxes
from MedAIAssistLib.scene.steps import finish
from MedAIAssistLib.scene.undo import Change

ROI = "vtkMRMLMarkupsROINode"
MANY = 40
"""So many that none has a display of its own."""


def made(count: int, name: str = "found") -> Boxes:
    """Tilted boxes of two classes, with scores from 0.95 down to 0.05."""
    random = np.random.default_rng(count)
    return Boxes(
        random.uniform(-20, 20, (count, 3)), random.uniform(3, 9, (count, 3)),
        np.tile(rotation(25)[:3, :3], (count, 1, 1)),
        tuple(("nodule", "cyst")[n % 2] for n in range(count)),
        np.linspace(0.95, 0.05, count), name,
    )  # fmt: skip


def group_with(scene: Any, count: int, change: Change | None = None) -> box_groups.BoxGroup:
    """Boxes in the scene."""
    ids = finish(boxes.write(scene, made(count), change=change))
    return box_groups.group_of(scene.GetNodeByID(ids[0]))


def displays(nodes: Any) -> int:
    """How many of the nodes have a display."""
    return sum(node.GetDisplayNode() is not None for node in nodes)
