"""Nodes in, nodes out: Slicer's real MRML on one side, a real engine on the other."""

from __future__ import annotations

import json

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core has wheels for CPython 3.11 to 3.13")

import vtk  # noqa: E402
from engine_sessions import until  # noqa: E402

from medaiassist_engine.contract.payloads import Volume, matrix  # noqa: E402
from MedAIAssistLib.scene import volumes  # noqa: E402
from MedAIAssistLib.scene.provenance import how_made  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.session.failures import JobFailure  # noqa: E402
from MedAIAssistLib.session.jobs import State  # noqa: E402
from MedAIAssistLib.session.preview import SlicePreview  # noqa: E402
from MedAIAssistLib.session.scene_requests import NodeInput  # noqa: E402

ROTATION = np.linalg.qr(np.array([[1.0, 0.3, -0.2], [0.1, 0.9, 0.4], [0.3, -0.5, 1.1]]))[0]
ROTATION = ROTATION * [1, 1, -np.sign(np.linalg.det(ROTATION))]
OBLIQUE_LEFT_HANDED = np.eye(4)
OBLIQUE_LEFT_HANDED[:3, :3] = ROTATION * [0.7, 0.9, 1.6]
OBLIQUE_LEFT_HANDED[:3, 3] = [12, -7, 33]
OBLIQUE_LEFT_HANDED = matrix(OBLIQUE_LEFT_HANDED)


@pytest.fixture
def volume(work):
    array = np.random.default_rng(0).integers(0, 400, (12, 16, 20)).astype(np.int16)
    node_id = finish(volumes.write(work.scene, Volume(array, OBLIQUE_LEFT_HANDED, "Head")))
    return work.scene.GetNodeByID(node_id)


def nodes(scene) -> list[str]:
    return [scene.GetNthNode(n).GetID() for n in range(scene.GetNumberOfNodes())]


def array_of(node):
    return np.array(volumes.read(node).array)


def test_a_result_lies_where_its_input_lies_and_says_how_it_was_made(work, volume):
    result = work.run("preprocess.gaussian", {"volume": volume}, sigma=1.5)["volume"]
    np.testing.assert_allclose(volumes.read(result).ijk_to_ras, OBLIQUE_LEFT_HANDED, atol=1e-9)
    assert result.GetName() == "Head - Gaussian"
    how = how_made(result)
    assert how.operation == "preprocess.gaussian"
    assert how.parameters == {"sigma": 1.5, "mode": "3d"}
    assert how.inputs == {"volume": "Head"}
    assert {"engine", "numpy", "python"} <= set(how.versions)


def test_the_result_equals_that_of_the_engine_as_a_library(work, volume):
    from medaiassist_engine.context import Context
    from medaiassist_engine.contract.catalog import operation
    from medaiassist_engine.execution import execute

    entry = operation("preprocess.median")
    payload = volumes.read(volume)
    direct = execute(entry, {"volume": payload}, entry.parameters(radius=2), Context())
    node = work.run("preprocess.median", {"volume": volume}, radius=2)["volume"]
    np.testing.assert_array_equal(array_of(node), direct["volume"].array)


def test_replacing_keeps_the_node_and_undo_brings_the_old_content_back(work, volume):
    before, name = array_of(volume), volume.GetName()
    work.run("preprocess.gaussian", {"volume": volume}, {"volume": volume}, sigma=2.0)
    assert (array_of(volume) != before).any()
    assert volume.GetName() == name
    work.undo.undo()
    np.testing.assert_array_equal(array_of(volume), before)
    assert how_made(volume) is None


def test_undo_removes_a_new_result(work, volume):
    before = nodes(work.scene)
    work.run("preprocess.gaussian", {"volume": volume})
    assert nodes(work.scene) != before
    work.undo.undo()
    assert nodes(work.scene) == before


def test_edges_can_be_a_segmentation(work, volume):
    found = work.run("preprocess.canny", {"volume": volume}, output="segmentation")
    segmentation = found["segmentation"]
    assert segmentation.IsA("vtkMRMLSegmentationNode")
    assert segmentation.GetSegmentation().GetNthSegment(0).GetName() == "Edges"


def test_a_segment_and_a_region_limit_the_effect(work, volume):
    rows = np.asarray(OBLIQUE_LEFT_HANDED)
    roi = work.scene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "ROI")
    axes = np.eye(4)
    axes[:3, :3] = ROTATION
    axes[:3, 3] = (rows @ [10, 8, 6, 1])[:3]
    pose = vtk.vtkMatrix4x4()
    pose.DeepCopy(axes.ravel())
    roi.SetSize(6, 6, 6)
    roi.SetAndObserveObjectToNodeMatrix(pose)
    result = work.run("preprocess.gaussian", {"volume": volume, "region": roi}, sigma=2.0)["volume"]
    before, after = array_of(volume), array_of(result)
    changed = before != after
    assert changed[6, 8, 10]
    k, j, i = np.nonzero(changed)
    centres = np.stack([i, j, k, np.ones_like(i)]) * 1.0
    local = np.linalg.inv(axes) @ rows @ centres
    assert np.abs(local[:3]).max() <= 3.0 + 1e-6

    segmentation = work.run("preprocess.canny", {"volume": volume}, output="segmentation")[
        "segmentation"
    ]
    segment = segmentation.GetSegmentation().GetNthSegmentID(0)
    mask = NodeInput(segmentation, segment)
    limited = work.run("preprocess.gaussian", {"volume": volume, "mask": mask}, sigma=2.0)
    inside = array_of(limited["volume"]) != before
    edges = work.run("preprocess.canny", {"volume": volume}, output="volume")["volume"]
    assert inside.any() and not (inside & (array_of(edges) == 0)).any()


def test_a_pipeline_runs_as_one_job(work, volume):
    steps = [
        {"operation": "preprocess.gaussian", "parameters": {"sigma": 1.0}},
        {"operation": "preprocess.normalize", "parameters": {}},
    ]
    text = json.dumps({"format": "medaiassist-pipeline", "version": 1, "steps": steps})
    result = work.run("preprocess.pipeline", {"volume": volume}, steps=text)["volume"]
    values = array_of(result)
    assert abs(values.mean()) < 0.01 and abs(values.std() - 1) < 0.01


def test_a_target_deleted_meanwhile_makes_room_for_a_new_node(work, volume):
    work.run("preprocess.gaussian", {"volume": volume})
    target = work.scene.GetFirstNodeByName("Head - Gaussian")
    job = work.submit("preprocess.nlm", {}, {"volume": volume}, {"volume": target})
    until(lambda: job.state is State.RUNNING, work.session)
    work.scene.RemoveNode(target)
    work.session.wait(job, 60)
    assert job.state is State.DONE, job.message
    assert work.scene.GetFirstNodeByName("Head - Non-local means") is not None


def test_an_input_deleted_while_the_job_runs_does_not_disturb_it(work, volume):
    job = work.submit("preprocess.nlm", {}, {"volume": volume})
    until(lambda: job.phase not in ("", "sending"), work.session)
    work.scene.RemoveNode(volume)
    work.session.wait(job, 60)
    assert job.state is State.DONE, job.message


def test_an_input_deleted_before_its_turn_is_named(work, volume):
    first = work.submit("engine.wait", {"seconds": 0.2}, {})
    job = work.submit("preprocess.gaussian", {}, {"volume": volume})
    work.session.poll()
    work.scene.RemoveNode(volume)
    work.session.wait(first, 30)
    work.session.wait(job, 30)
    assert job.state is State.FAILED
    assert "'Head' was removed" in job.message


def test_closing_the_scene_cancels_its_jobs_so_that_none_lands_in_the_next_one(work, volume):
    running = work.submit("engine.wait", {"seconds": 60.0}, {})
    waiting = work.submit("preprocess.gaussian", {}, {"volume": volume})
    until(lambda: running.fraction > 0, work.session)
    work.scene.Clear(False)
    after = nodes(work.scene)
    work.session.wait(running, 30)
    for job in (running, waiting):
        assert job.state is State.CANCELLED
        assert "the scene was closed" in job.message
    assert nodes(work.scene) == after
    assert len(work.undo) == 0
    other = finish(volumes.write(work.scene, Volume(np.ones((4, 4, 4), np.int16), name="Next")))
    found = work.run("preprocess.gaussian", {"volume": work.scene.GetNodeByID(other)})
    assert found["volume"].GetName() == "Next - Gaussian"


def test_a_failed_job_leaves_the_scene_as_it_was(work, volume):
    before, values = nodes(work.scene), array_of(volume)
    with pytest.raises(JobFailure, match=r"Sigma \(sigma\) is -1"):
        work.run("preprocess.gaussian", {"volume": volume}, sigma=-1.0)
    assert nodes(work.scene) == before
    np.testing.assert_array_equal(array_of(volume), values)


def test_a_cancelled_job_leaves_the_scene_as_it_was(work, volume):
    before = nodes(work.scene)
    job = work.submit("engine.wait", {"seconds": 30.0}, {})
    until(lambda: job.fraction > 0, work.session)
    work.session.cancel(job)
    work.session.wait(job, 30)
    assert job.state is State.CANCELLED
    assert nodes(work.scene) == before


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_values_that_are_not_finite_are_refused_in_words(work, volume, bad):
    array = array_of(volume).astype(np.float32)
    array[0, 0, 0] = bad
    node_id = finish(volumes.write(work.scene, Volume(array, OBLIQUE_LEFT_HANDED, "Bad")))
    with pytest.raises(JobFailure, match=r"NaN|infinite|finite"):
        work.run("preprocess.gaussian", {"volume": work.scene.GetNodeByID(node_id)})


def test_an_empty_volume_is_refused_in_words(work):
    empty = work.scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "Nothing")
    with pytest.raises(JobFailure, match="'Nothing' holds no voxels"):
        work.run("preprocess.gaussian", {"volume": empty})


def test_no_volume_is_refused_in_words(work):
    with pytest.raises(JobFailure, match="needs a volume"):
        work.run("preprocess.gaussian", {})


def test_a_preview_shows_one_slice_and_goes_without_a_trace(work, volume):
    scene = work.scene
    slice_node = slicer.vtkMRMLSliceNode()
    slice_node.SetLayoutName("Red")
    slice_node.SetName("Red")
    scene.AddNode(slice_node)
    composite = slicer.vtkMRMLSliceCompositeNode()
    composite.SetLayoutName("Red")
    scene.AddNode(composite)
    composite.SetBackgroundVolumeID(volume.GetID())
    before = nodes(scene)
    preview = SlicePreview(scene, work.session)
    job = preview.update(volume, slice_node, "preprocess.gaussian", {"sigma": 2.0})
    work.session.wait(job, 60)
    assert job.state is State.DONE, job.message
    shown = scene.GetNodeByID(composite.GetForegroundVolumeID())
    assert min(shown.GetImageData().GetDimensions()) == 1
    assert composite.GetForegroundOpacity() == 1.0
    assert shown.GetHideFromEditors() and not shown.GetSaveWithScene()
    preview.clear()
    assert nodes(scene) == before
    assert composite.GetForegroundVolumeID() is None
