"""Self-tests inside the real application, with real nodes and the real engine."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import slicer
import vtk

from .session.jobs import State
from .session.scene_session import SceneSession


def run_all(make_logic: Callable[[], Any]) -> None:
    """Run every test; an AssertionError names what failed."""
    logic = make_logic()
    try:
        for test in TESTS:
            slicer.mrmlScene.Clear()
            slicer.util.delayDisplay(test.__name__.replace("_", " "), 100)
            test(logic.work)
    finally:
        logic.close()


def denoises_a_volume(work: SceneSession) -> None:
    volume = _noisy_volume()
    result = work.run("preprocess.gaussian", {"volume": volume}, sigma=2.0)["volume"]
    before, after = (slicer.util.arrayFromVolume(n).astype(float) for n in (volume, result))
    assert after.std() < 0.7 * before.std()
    same = vtk.vtkMatrix4x4()
    volume.GetIJKToRASMatrix(same)
    moved = vtk.vtkMatrix4x4()
    result.GetIJKToRASMatrix(moved)
    assert slicer.util.arrayFromVTKMatrix(same).tolist() == (
        slicer.util.arrayFromVTKMatrix(moved).tolist()
    )


def refuses_a_bad_parameter(work: SceneSession) -> None:
    job = work.submit("preprocess.gaussian", {"sigma": -1.0}, {"volume": _noisy_volume()})
    work.session.wait(job, 60)
    assert job.state is State.FAILED
    assert "Sigma" in job.message


def cancels(work: SceneSession) -> None:
    job = work.submit("engine.wait", {"seconds": 60.0}, {})
    while job.fraction == 0 and not job.ended:
        work.session.poll()
        slicer.app.processEvents()
    work.session.cancel(job)
    work.session.wait(job, 30)
    assert job.state is State.CANCELLED


def undoes(work: SceneSession) -> None:
    volume = _noisy_volume()
    before = slicer.util.arrayFromVolume(volume).copy()
    work.run("preprocess.gaussian", {"volume": volume}, {"volume": volume}, sigma=2.0)
    assert (slicer.util.arrayFromVolume(volume) != before).any()
    work.undo.undo()
    assert (slicer.util.arrayFromVolume(volume) == before).all()


def _noisy_volume() -> Any:
    array = np.random.default_rng(0).normal(100, 20, (20, 24, 28)).astype(np.int16)
    node = slicer.util.addVolumeFromArray(array, name="Noisy")
    node.SetSpacing(0.5, 0.8, 2.0)
    node.SetOrigin(10, -20, 30)
    return node


def keeps_the_panels_choices_with_the_scene(work: SceneSession) -> None:
    slicer.util.selectModule("MedAIAssist")
    panel = slicer.modules.medaiassist.widgetRepresentation().self().panel.preprocess
    volume = _noisy_volume()
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.method.operation_id = "preprocess.gaussian"
    panel.form.values = {"sigma": 3.5}
    slicer.app.processEvents()
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/scene.mrb"
        assert slicer.util.saveScene(path)
        slicer.mrmlScene.Clear()
        assert panel.ui.volumeSelector.currentNode() is None
        assert slicer.util.loadScene(path)
    slicer.app.processEvents()
    assert panel.method.operation_id == "preprocess.gaussian"
    assert panel.form.values["sigma"] == 3.5
    assert panel.ui.volumeSelector.currentNode().GetName() == "Noisy"


def previews_without_a_trace(work: SceneSession) -> None:
    slicer.util.selectModule("MedAIAssist")
    widget = slicer.modules.medaiassist.widgetRepresentation().self()
    panel, own = widget.panel.preprocess, widget.logic.work
    volume = _noisy_volume()
    slicer.util.setSliceViewerLayers(background=volume, fit=True)
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.method.operation_id = "preprocess.gaussian"
    composite = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceCompositeNode()
    panel.ui.previewBox.checked = True
    end = time.monotonic() + 60
    while composite.GetForegroundVolumeID() is None and time.monotonic() < end:
        slicer.app.processEvents()
    shown = slicer.mrmlScene.GetNodeByID(composite.GetForegroundVolumeID())
    assert min(shown.GetImageData().GetDimensions()) == 1
    panel.ui.previewBox.checked = False
    assert composite.GetForegroundVolumeID() is None
    assert slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLScalarVolumeNode") == 1
    own.session.close()


TESTS = (
    denoises_a_volume,
    refuses_a_bad_parameter,
    cancels,
    undoes,
    keeps_the_panels_choices_with_the_scene,
    previews_without_a_trace,
)
