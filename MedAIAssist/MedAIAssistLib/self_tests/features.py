"""Features: on the slice of a view, on segments, between two volumes."""

from __future__ import annotations

import json
import unittest
from pathlib import Path
from typing import Any

import numpy as np
import slicer
import vtk

from medaiassist_engine.contract.catalog import operations

from .application import ended, module_widget, task_panel, until

SHIFT = (6.0, -4.0, 3.0)
TILT = 20.0  # degrees


def finds_keypoints_in_the_slice_of_the_red_view() -> None:
    panel, volume = _chosen("features.sift", tilted=True)
    red = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceNode()
    red.SetOrientationToAxial()
    red.JumpSliceByCentering(*_middle(volume))
    panel.inputs.where.place = next(p for p in panel.inputs.where.places if p.view == "Red")
    nodes = _applied(panel)
    points = next(n for n in nodes if n.IsA("vtkMRMLMarkupsFiducialNode"))
    found = slicer.util.arrayFromMarkupsControlPoints(points, world=True)
    assert len(found) > 5
    offset = red.GetSliceToRAS().GetElement(2, 3)
    assert np.abs(found[:, 2] - offset).max() < 1e-3, "keypoints lie off the slice"


def measures_each_segment() -> None:
    panel, volume = _chosen("features.radiomics")
    segmentation = _two_spheres(volume)
    until(lambda: any(p.node_id == segmentation.GetID() for p in panel.inputs.where.places))
    places = panel.inputs.where.places
    panel.inputs.where.place = next(p for p in places if p.node_id and not p.segment_id)
    (table,) = _applied(panel)
    assert table.GetNumberOfRows() == 2
    column = table.GetTable().GetColumnByName("segment")
    assert [column.GetValue(row) for row in range(2)] == ["left", "right"]
    layout = slicer.app.layoutManager()
    shown = [layout.tableWidget(n).tableView() for n in range(layout.tableViewCount)]
    view = next(v for v in shown if v.mrmlTableNode() is table)
    view.selectRow(1)
    slicer.app.processEvents()
    centre = segmentation.GetSegmentCenterRAS(segmentation.GetSegmentation().GetNthSegmentID(1))
    yellow = layout.sliceWidget("Yellow").mrmlSliceNode().GetSliceToRAS().GetElement(0, 3)
    assert abs(yellow - centre[0]) < 1.5, "the slices did not follow the row"


def aligns_a_moved_copy() -> None:
    panel, fixed = _chosen("features.match")
    moving = slicer.modules.volumes.logic().CloneVolume(slicer.mrmlScene, fixed, "Moved")
    moving.SetOrigin(*np.add(moving.GetOrigin(), SHIFT))
    panel.inputs.rows.choose("fixed", fixed)
    panel.inputs.rows.choose("moving", moving)
    transform = next(n for n in _applied(panel) if n.IsA("vtkMRMLTransformNode"))
    results = module_widget().panel.results
    results.align(transform)
    assert np.abs(np.subtract(_middle(moving), _middle(fixed))).max() < 0.5
    results.undo(None)
    assert moving.GetParentTransformNode() is None


def offers_the_vocabulary_that_was_learnt() -> None:
    panel, _volume = _chosen("features.dense_sift")
    panel.form.values = {"step": 8.0, "scales": 1}
    (descriptors,) = _applied(panel)
    panel.method.operation_id = "features.vocabulary"
    panel.inputs.rows.choose("descriptors", descriptors)
    panel.form.values = {"words": 5}
    (model,) = _applied(panel)
    panel.method.operation_id = "features.words"
    path = json.loads(model.GetText())["path"]
    try:
        assert panel.form.values["vocabulary"] == path
        (words,) = _applied(panel)
        assert words.GetNumberOfColumns() == 2 + 5
    finally:
        Path(path).unlink()


def _chosen(operation_id: str, tilted: bool = False) -> tuple[Any, Any]:
    """The Features panel with an operation chosen, and a volume to work on."""
    if operation_id not in operations():
        raise unittest.SkipTest(f"{operation_id} is not in the catalog")
    panel = task_panel("features")
    volume = _blobs(tilted)
    slicer.util.setSliceViewerLayers(background=volume, fit=True)
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.method.operation_id = operation_id
    return panel, volume


def _applied(panel: Any) -> list[Any]:
    """Press Apply; the nodes that it made."""
    widget = module_widget()
    assert panel.ui.applyButton.enabled, panel.ui.reasonLabel.text
    panel.ui.applyButton.click()
    job = ended(widget.panel.results.latest)
    assert job.state.value == "done", job.message
    nodes: list[Any] = widget.panel.results.of(job)
    return nodes


def _blobs(tilted: bool) -> Any:
    """Smooth blobs of all sizes on an anisotropic grid, oblique and left-handed on request."""
    random = np.random.default_rng(0)
    k, j, i = np.indices((40, 64, 64)).astype(np.float32)
    array = np.zeros(k.shape, np.float32)
    for _n in range(120):
        ck, cj, ci = random.uniform((0, 0, 0), k.shape)
        size = random.uniform(1.5, 4)
        distance = (i - ci) ** 2 + (j - cj) ** 2 + (1.5 * (k - ck)) ** 2
        array += random.uniform(-200, 400) * np.exp(-distance / (2 * size**2))
    node = slicer.util.addVolumeFromArray(array, name="Blobs")
    transform = vtk.vtkTransform()
    if tilted:
        transform.RotateWXYZ(TILT, 1, 2, 3)
        transform.Scale(1, 1, -1)
    transform.Scale(1, 1, 1.5)
    node.SetIJKToRASMatrix(transform.GetMatrix())
    return node


def _two_spheres(volume: Any) -> Any:
    segmentation = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "Drawn")
    segmentation.CreateDefaultDisplayNodes()
    segmentation.SetReferenceImageGeometryParameterFromVolumeNode(volume)
    for name, shift in (("left", -15), ("right", 15)):
        sphere = vtk.vtkSphereSource()
        sphere.SetCenter(*np.add(_middle(volume), (shift, 0, 0)))
        sphere.SetRadius(8)
        sphere.Update()
        colour = (1.0, 0.5, 0.2)
        segmentation.AddSegmentFromClosedSurfaceRepresentation(sphere.GetOutput(), name, colour)
    return segmentation


def _middle(volume: Any) -> Any:
    bounds = [0.0] * 6
    volume.GetRASBounds(bounds)
    return np.reshape(bounds, (3, 2)).mean(axis=1)


TESTS = (
    finds_keypoints_in_the_slice_of_the_red_view,
    measures_each_segment,
    aligns_a_moved_copy,
    offers_the_vocabulary_that_was_learnt,
)
