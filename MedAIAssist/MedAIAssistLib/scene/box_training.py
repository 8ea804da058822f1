"""From reviewed boxes to the two tables that a detector learns from, in the scene."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import slicer

from medaiassist_engine.contract.payloads import Boxes

from . import box_tables, cohorts, tables
from .box_grid import edges_in, shape_of
from .boxes import NO_CLASS
from .steps import Steps
from .stored_images import keep_file
from .undo import Change, UndoStack

_PATIENT_TAG = "DICOM.PatientID"  # of patients in the subject hierarchy


@dataclass(frozen=True)
class TrainingImage:
    """An image with all its objects.

    Attributes:
        boxes: in world RAS mm; none is an image without objects.
    """

    volume: Any
    patient: str
    boxes: Boxes


@dataclass(frozen=True)
class Landed:
    """What was written.

    Attributes:
        cohort, boxes: table nodes.
        outside: number of boxes that lie outside the image and were left out.
    """

    cohort: Any
    boxes: Any
    outside: int


def land_rows(
    scene: Any,
    cohort: Any | None,
    image: TrainingImage,
    folder: str,
    undo: UndoStack,
    titles: Mapping[str, str],
) -> Steps[Landed]:
    """Write an image's rows into a cohort and its table of boxes; new nodes where there are none.

    The image is saved in the folder if it has no file.

    Args:
        titles: of the "change", a new "cohort", and its "boxes", with "{cohort}" in it.

    Raises:
        UserError: the image cannot be saved, or the table is of another kind.
        GeometryError: the image lies under a transform that is not linear.
    """
    low, high = edges_in(image.volume, image.boxes)
    low, high = np.clip(low, 0, shape_of(image.volume)), np.clip(high, 0, shape_of(image.volume))
    kept = np.flatnonzero((high > low).all(axis=1))
    labels = [image.boxes.labels[n] if image.boxes.labels else NO_CLASS for n in kept]
    path = yield from keep_file(image.volume, folder)
    known = tables.read(cohort) if cohort is not None else None
    listed = cohort.GetNodeReference(box_tables.ROLE) if cohort is not None else None
    name = cohort.GetName() if cohort is not None else titles["cohort"]
    case = box_tables.case_for(known, path, image.volume.GetName())
    rows = box_tables.ImageRows(case, image.patient, labels, low[kept], high[kept])
    before = tables.read(listed) if listed is not None else None
    boxes = box_tables.with_boxes(before, rows, titles["boxes"].format(cohort=name))
    images = box_tables.with_image(known, path, case, image.patient, name)
    change = Change(titles["change"])
    try:
        cohort_node = yield from _write(scene, images, cohort, change)
        boxes_node = yield from _write(scene, boxes, listed, change)
    except BaseException:
        change.revert()
        raise
    cohorts.mark(cohort_node)
    boxes_node.SetAttribute(box_tables.ATTRIBUTE, "1")
    cohort_node.SetNodeReferenceID(box_tables.ROLE, boxes_node.GetID())
    undo.push(change)
    return Landed(cohort_node, boxes_node, len(low) - len(kept))


def patient_of(volume: Any) -> str:
    """The patient of a volume, as DICOM has it; else the volume's name."""
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(volume.GetScene())
    item = hierarchy.GetItemByDataNode(volume) if hierarchy is not None else 0
    top = hierarchy.GetSceneItemID() if hierarchy is not None else 0
    while item and item != top:
        found = hierarchy.GetItemAttribute(item, _PATIENT_TAG)
        if found:
            return str(found)
        item = hierarchy.GetItemParent(item)
    return str(volume.GetName() or "")


def _write(scene: Any, table: Any, node: Any | None, change: Change) -> Steps[Any]:
    node_id = node.GetID() if node is not None else None
    written = yield from tables.write(scene, table, node_id, change=change)
    return scene.GetNodeByID(written)
