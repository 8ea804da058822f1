"""Networks on the Classify tab: a tiny one is trained for real, stopped, gone on with, applied."""

from __future__ import annotations

import tempfile
import unittest
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import slicer

from medaiassist_engine.contract.payloads import Column, Table

from ..panels.networks.training_box import TRAIN
from ..scene import bridge
from ..scene.heat_maps import is_heat_map
from ..scene.network_answers import APPLY
from ..scene.provenance import how_made
from ..scene.steps import finish
from .application import ended, module_widget, pump, task_panel, until

QUICK: dict[str, Any] = {
    "size": [16, 16, 1], "epochs": 5000, "patience": 0, "batch": 8, "device": "cpu",
    "schedule": "constant", "learning_rate": 3e-3, "name": "trial",
}  # fmt: skip


def trains_stops_with_the_best_and_applies_the_network() -> None:
    with _cohort() as folder:
        panel = _begin(folder)
        training = panel.networks.training
        job = training.job
        _until_epoch(training, 3)
        assert training.curve.plot.node is None, "the views are not arranged anew unasked"
        until(lambda: "training loss" in training.curve.picture.accessibleName)
        assert training.curve.picture.pixmap is not None
        training.curve.wanted.checked = True
        live = training.curve.plot.node
        assert live is not None and not live.GetSaveWithScene()
        assert live.GetID() in _plotted()
        assert "Epoch" in training.text.text
        training.first.click()
        _done(job)
        assert training.widget.visible is False
        (chart,) = slicer.util.getNodesByClass("vtkMRMLPlotChartNode")
        assert chart.GetID() in _plotted(), "the curve of the whole training is shown"
        assert "bright, dark" in panel.networks.models.told.text
        _applies(panel)


def _applies(panel: Any) -> None:
    volume = _picture(True, 99)
    panel.method.operation_id = APPLY
    panel.ui.volumeSelector.setCurrentNode(volume)
    pump(0.2)
    assert panel.inputs.rows.nodes["model"] is panel.networks.models.node
    assert panel.ui.applyButton.enabled, panel.ui.reasonLabel.text
    panel.ui.applyButton.click()
    _done(ended(module_widget().panel.results.latest))
    pump(0.2)
    table = panel.networks.answers.table
    assert table is not None
    assert "whole volume: " in panel.networks.answers.text.text, panel.networks.answers.text.text
    how = how_made(table)
    assert how is not None and how.operation == APPLY
    (label,) = slicer.util.getNodesByClass("vtkMRMLMarkupsFiducialNode")
    assert label.GetNthControlPointLabel(0).endswith("%")
    _explains(panel, volume)
    slicer.mrmlScene.RemoveNode(table)
    pump(0.2)
    assert not slicer.util.getNodesByClass("vtkMRMLMarkupsFiducialNode"), "nothing it is true of"


def _explains(panel: Any, volume: Any) -> None:
    box = panel.networks.answers
    assert box.button.enabled, box.button.toolTip
    box.classes.setCurrentText("bright")
    box.button.click()
    job = ended(module_widget().panel.results.latest)
    _done(job)
    pump(0.2)
    heat = next(node for node in module_widget().panel.results.of(job) if is_heat_map(node))
    assert heat.GetDisplayNode().GetApplyThreshold()
    assert "bright" in box.faith.text and "Network trial" not in box.faith.text
    for composite in slicer.util.getNodesByClass("vtkMRMLSliceCompositeNode"):
        assert composite.GetBackgroundVolumeID() == volume.GetID()
        assert composite.GetForegroundVolumeID() == heat.GetID()


def keeps_the_best_of_a_training_that_was_cancelled() -> None:
    with _cohort() as folder:
        panel = _begin(folder)
        training = panel.networks.training
        _until_epoch(training, 2)
        training.second.click()
        job = ended(training.job)
        assert job.state.value == "cancelled", job.message
        assert training.widget.visible and training.first.visible
        before = training.curve.epochs
        assert str(before) in training.text.text
        assert not slicer.util.getNodesByClass("vtkMRMLPlotChartNode"), "the curve was left behind"
        training.second.click()
        until(lambda: training.job is not job)
        _done(ended(training.job or module_widget().panel.results.latest))
        (chart,) = slicer.util.getNodesByClass("vtkMRMLPlotChartNode")
        rows = chart.GetNthPlotSeriesNode(0).GetTableNode().GetNumberOfRows()
        assert before <= rows <= before + 2, f"{rows} epochs after {before}: it was trained on"


def shows_augmented_images() -> None:
    with _cohort():
        panel = task_panel("classify")
        panel.method.operation_id = TRAIN
        panel.form.values = {**QUICK, "rotate": 90.0}
        panel._values_changed()
        box = panel.networks.augmentation
        assert box.button.enabled, box.button.toolTip
        box.button.click()
        until(lambda: box.picture.visible or panel.problem._text.text)
        _skip_without_torch(panel.problem._text.text)
        assert box.picture.pixmap.width() > 50


def _begin(folder: Path) -> Any:
    """The Classify panel, with a training under way."""
    panel = task_panel("classify")
    panel.method.operation_id = TRAIN
    folders = {"folder": str(folder), "resume_folder": str(folder / "kept")}
    panel.form.values = {**QUICK, **folders}
    panel._values_changed()
    assert panel.ui.applyButton.enabled, panel.ui.reasonLabel.text
    panel.ui.applyButton.click()
    until(lambda: panel.networks.training.job is not None)
    return panel


def _until_epoch(training: Any, count: int) -> None:
    job = training.job
    until(lambda: training.curve.epochs >= count or job.ended, 300)
    _skip_without_torch(job.message)
    assert not job.ended, job.message


def _done(job: Any) -> None:
    until(lambda: job.ended, 300)
    assert job.state.value == "done", job.message
    pump(0.2)


def _skip_without_torch(message: str) -> None:
    if "repair the engine environment" in message:
        raise unittest.SkipTest(message)


@contextmanager
def _cohort() -> Iterator[Path]:
    """Within the block the scene has a table of 24 pictures of two classes, in files."""
    with tempfile.TemporaryDirectory() as name:
        folder, rows = Path(name), []
        for n in range(24):
            node, path = _picture(n % 2 == 1, n), folder / f"{n}.nrrd"
            assert slicer.util.saveNode(node, str(path))
            slicer.mrmlScene.RemoveNode(node)
            part = ("train", "train", "validation", "test")[n // 2 % 4]
            rows.append((f"c{n}", str(path), ("dark", "bright")[n % 2], part))
        columns = zip(("case", "image", "label", "split"), zip(*rows, strict=True), strict=True)
        table = Table(tuple(Column(title, None, texts) for title, texts in columns), "Cases")
        finish(bridge.write(slicer.mrmlScene, table))
        yield folder


def _picture(bright: bool, seed: int) -> Any:
    array = np.random.default_rng(seed).normal(0.3, 0.1, (1, 16, 16)).astype(np.float32)
    array[..., 5:11, 5:11] += 0.6 * bright
    return slicer.util.addVolumeFromArray(array, name=f"Picture {seed}")


def _plotted() -> set[str]:
    views = slicer.util.getNodesByClass("vtkMRMLPlotViewNode")
    return {view.GetPlotChartNodeID() for view in views}


TESTS = (
    trains_stops_with_the_best_and_applies_the_network,
    keeps_the_best_of_a_training_that_was_cancelled,
    shows_augmented_images,
)
