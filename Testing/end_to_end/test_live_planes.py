"""Voxel classification of what slice views show: real MRML nodes, a real engine."""

from __future__ import annotations

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core has wheels for CPython 3.11 to 3.13")

from engine_sessions import until  # noqa: E402

from medaiassist_engine.contract.payloads import (  # noqa: E402
    LabelMap,
    Segment,
    Volume,
    matrix,
)
from MedAIAssistLib.scene import segmentation_writing, segmentations, volumes  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.session.jobs import State  # noqa: E402
from MedAIAssistLib.session.live_planes import LivePlanes  # noqa: E402

GRID = matrix([[-0.9, 0, 0, 8], [0, 0, 1.4, 9], [0, 1.1, 0, 3], [0, 0, 0, 1]])  # coronal
SEGMENTS = (
    Segment(1, "Background", id="b", color=(0.2, 0.4, 0.8)),
    Segment(2, "Ball", id="o", color=(0.9, 0.7, 0.1)),
)
QUICK = {"scales": 2, "trees": 10}


def ball() -> np.ndarray:
    k, j, i = np.ogrid[:14, :22, :26]
    return (k - 7) ** 2 + (j - 11) ** 2 + (i - 13) ** 2 < 36


@pytest.fixture
def volume(work):
    noise = np.random.default_rng(0).normal(0, 5, ball().shape)
    array = (100 * ball() + 20 + noise).astype(np.int16)
    return work.scene.GetNodeByID(finish(volumes.write(work.scene, Volume(array, GRID, "Head"))))


@pytest.fixture
def strokes(work, volume):
    array = np.zeros(ball().shape, np.uint8)
    array[7, 11, 9:18] = 2
    array[7, 2, 2:24] = array[2, 18, 2:24] = 1
    labels = LabelMap(array, GRID, SEGMENTS, "Strokes")
    written = segmentation_writing.write(work.scene, labels, beside=volume.GetID())
    return work.scene.GetNodeByID(finish(written))


def view(scene, name: str, normal: int):
    """A slice node across a world axis through the ball, and its composite node."""
    node = slicer.vtkMRMLSliceNode()
    node.SetLayoutName(name)
    node.SetName(name)
    scene.AddNode(node)
    plane = np.roll(np.eye(3), normal + 1, axis=0)
    middle = (np.asarray(GRID) @ [13, 11, 7, 1])[:3]
    for row in range(3):
        for column in range(3):
            node.GetSliceToRAS().SetElement(row, column, plane[row, column])
        node.GetSliceToRAS().SetElement(row, 3, middle[row])
    node.UpdateMatrices()
    composite = slicer.vtkMRMLSliceCompositeNode()
    composite.SetLayoutName(name)
    composite.SetLabelOpacity(0.8)
    scene.AddNode(composite)
    return node, composite


def ids(scene) -> list[str]:
    return [scene.GetNthNode(n).GetID() for n in range(scene.GetNumberOfNodes())]


def test_each_view_shows_the_classes_of_its_plane_and_nothing_stays(work, volume, strokes):
    views = [view(work.scene, name, n) for n, name in enumerate(("Yellow", "Green", "Red"))]
    before = ids(work.scene)
    live = LivePlanes(work.scene, work.session)
    for _ in range(2):  # the second time takes the nodes of the first
        jobs = live.update(volume, strokes, [v for v, _ in views], "segment.voxels", QUICK)
        for job in jobs:
            work.session.wait(job, 90)
            assert job.state is State.DONE, job.message
        assert len(ids(work.scene)) == len(before) + 3 * len(views)  # with display and colours
    whole = work.run("segment.voxels", {"volume": volume, "strokes": strokes}, **QUICK)
    assert whole["segmentation"].GetSegmentation().GetNumberOfSegments() == 2
    for (_, composite), axis in zip(views, (2, 0, 1), strict=True):
        shown = work.scene.GetNodeByID(composite.GetLabelVolumeID())
        found = volumes.read(shown)
        assert found.array.shape[axis] == 1
        truth = np.take(ball(), [(7, 11, 13)[axis]], axis)
        assert ((np.asarray(found.array) == 2) == truth).mean() > 0.95
        colours = shown.GetDisplayNode().GetColorNode()
        assert colours.GetColorName(2) == "Ball"
        assert shown.GetHideFromEditors() and not shown.GetSaveWithScene()
    live.clear()
    work.undo.undo()
    assert ids(work.scene) == before
    for _, composite in views:
        assert composite.GetLabelVolumeID() is None
        assert composite.GetLabelOpacity() == 0.8


def test_a_new_stroke_drops_what_is_on_its_way(work, volume, strokes):
    node, _ = view(work.scene, "Red", 2)
    live = LivePlanes(work.scene, work.session)
    (first,) = live.update(volume, strokes, [node], "segment.voxels", QUICK)
    (second,) = live.update(volume, strokes, [node], "segment.voxels", QUICK)
    work.session.wait(second, 90)
    assert first.state is State.CANCELLED and second.state is State.DONE


def test_what_comes_after_the_end_is_not_shown(work, volume, strokes):
    node, composite = view(work.scene, "Red", 2)
    before = ids(work.scene)
    live = LivePlanes(work.scene, work.session)
    (job,) = live.update(volume, strokes, [node], "segment.voxels", QUICK)
    until(lambda: job.in_engine, work.session, 90)
    live.clear()
    work.session.wait(job, 90)
    assert job.state is State.DONE
    assert composite.GetLabelVolumeID() is None and ids(work.scene) == before


def test_what_is_missing_is_said(work, volume, strokes):
    node, composite = view(work.scene, "Red", 2)
    strokes.GetSegmentation().RemoveSegment("o")
    (job,) = LivePlanes(work.scene, work.session).update(
        volume, strokes, [node], "segment.voxels", QUICK
    )
    work.session.wait(job, 90)
    assert job.state is State.FAILED
    assert "Only segment 'Background' is painted" in job.message
    assert composite.GetLabelVolumeID() is None


def test_strokes_of_another_geometry_are_sampled_on_the_volume(work, volume):
    finer = np.asarray(GRID) @ np.diag([0.5, 0.5, 0.5, 1.0])
    finer[:3, 3] = (np.asarray(GRID) @ [-0.25, -0.25, -0.25, 1])[:3]
    array = np.zeros((28, 44, 52), np.uint8)
    array[14:16, 22:24, 18:36] = 2
    array[14:16, 4:6, 4:48] = 1
    labels = LabelMap(array, matrix(finer), SEGMENTS, "Fine")
    node = work.scene.GetNodeByID(finish(segmentation_writing.write(work.scene, labels)))
    result = work.run("segment.voxels", {"volume": volume, "strokes": node}, **QUICK)
    found = segmentations.read(result["segmentation"], ["o"], volume)
    assert ((np.asarray(found.array) == 2) == ball()).mean() > 0.95
