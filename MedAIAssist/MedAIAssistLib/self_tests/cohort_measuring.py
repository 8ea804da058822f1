"""The Cohort tab: features of every case, of files and of the scene, cancelled and resumed."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import slicer

from .application import ended, module_widget, task_panel, until

LBP = "features.lbp"
HARD = {"log_sigmas": "2 3", "wavelet": True}  # takes seconds, even for a small image


def measures_files_and_nodes_alike_and_names_what_it_cannot() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number in range(3):
            _written(Path(folder) / f"{number}.nrrd", number)
        panel = _cohort_of(Path(folder))
        volume = slicer.util.loadVolume(f"{folder}/1.nrrd")
        _sphere_on(volume)
        panel._add_from_scene()
        texts = panel.content.texts
        assert texts["image"][3].startswith("node:") and texts["mask"][3].startswith("node:")
        for row, label in enumerate(("ill", "well", "ill", "well")):
            panel.cases.select(row)
            panel.set_text("label", label)
        panel.cases.select(2)
        panel.set_text("image", f"{folder}/gone.nrrd")
        features = _measured(panel, LBP, {"radius": 1.5})
        mask = _cells(features, "segment")
    assert _cells(features, "case") == ["0", "1", texts["case"][3]]
    assert _cells(features, "label") == ["ill", "well", "well"]
    assert mask[:2] == ["whole volume", "whole volume"] and mask[2] == "sphere"
    found = [panel.ui.failureList.item(n).text() for n in range(panel.ui.failureList.count)]
    assert found == ["2: its image does not exist; correct the path in its row"]
    panel.ui.failureList.setCurrentRow(0)
    assert panel.content.cell(panel.cases.current, "case") == "2"
    assert task_panel("features").ui.tableSelector.currentNode() is features
    assert task_panel("classify").inputs.rows.nodes["table"] is features


def measures_a_node_as_its_file() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _written(Path(folder) / "a.nrrd", 0)
        panel = _cohort_of(Path(folder))
        slicer.util.loadVolume(f"{folder}/a.nrrd", {"name": "node"})
        panel._add_from_scene()
        features = _measured(panel, LBP, {})
    names = [features.GetColumnName(n) for n in range(features.GetNumberOfColumns())]
    measured = [name for name in names if name.startswith("lbp_")]
    assert measured
    for name in measured:
        first, second = _cells(features, name)
        assert first == second, name


def cancels_at_once_and_goes_on_from_there() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number in range(4):
            _written(Path(folder) / f"{number}.nrrd", number, (24, 48, 48))
        panel = _cohort_of(Path(folder))
        options = {"workers": 1, "folder": f"{folder}/kept"}
        panel.measuring.start("features.radiomics", HARD, options)
        job = _measuring(panel)
        until(lambda: list(Path(folder).glob("kept/*.case.json")) or job.ended)
        begun = time.monotonic()
        module_widget().logic.work.session.cancel(job)
        ended(job)
        assert time.monotonic() - begun < 3 and job.state.value == "cancelled"
        assert not panel.measuring.reason
        panel.measuring.start("features.radiomics", HARD, {**options, "workers": 2})
        again = ended(_measuring(panel))
        assert again.state.value == "done", again.message
        assert "in an earlier run" in again.made.notes[0]
        assert "4 of 4 cases" in panel.ui.notesLabel.text


def comes_from_the_features_tab_with_its_settings() -> None:
    features = task_panel("features")
    features.method.operation_id = LBP
    features.form.values = {"radius": 2.5}
    features.ui.allCasesButton.click()
    cohort = module_widget().panel.cohort
    assert "Add cases" in cohort.problem._text.text
    with tempfile.TemporaryDirectory() as folder:
        _written(Path(folder) / "a.nrrd", 0)
        cohort = _cohort_of(Path(folder))
    task_panel("features").ui.allCasesButton.click()
    box = cohort.asking.measure_box
    assert module_widget().panel.row.task == "cohort" and box.widget.visible
    assert (box.method.operation_id, box.form.values["radius"]) == (LBP, 2.5)
    box.cancel.click()
    assert not box.widget.visible


def _cohort_of(folder: Path) -> Any:
    """The Cohort tab with the images of a folder as cases."""
    panel = task_panel("cohort")
    panel.ui.cohortSelector.setCurrentNode(None)
    panel.run("cohort.from_folder", {"folder": str(folder)})
    job = ended(panel.runs.latest)
    assert job.state.value == "done", job.message
    return panel


def _measured(panel: Any, operation_id: str, values: dict[str, Any]) -> Any:
    """The table of features."""
    panel.ui.measureButton.click()
    box = panel.asking.measure_box
    box.method.operation_id = operation_id
    box.form.values = values
    box.run.click()
    assert not panel.ui.measureButton.enabled
    job = ended(_measuring(panel))
    assert job.state.value == "done", job.message
    (table,) = module_widget().panel.results.of(job)
    return table


def _measuring(panel: Any) -> Any:
    """The job that measures, once the cases of the scene were handed over."""
    until(lambda: panel.runs.latest.request.operation == "cohort.measure")
    return panel.runs.latest


def _cells(table: Any, name: str) -> list[str]:
    column = table.GetTable().GetColumnByName(name)
    return [column.GetVariantValue(row).ToString() for row in range(table.GetNumberOfRows())]


def _written(path: Path, seed: int, shape: tuple[int, int, int] = (8, 24, 24)) -> None:
    array = np.random.default_rng(seed).normal(100, 20, shape).astype(np.int16)
    node = slicer.util.addVolumeFromArray(array)
    node.SetSpacing(0.7, 1.1, 2.0)
    assert slicer.util.saveNode(node, str(path))
    slicer.mrmlScene.RemoveNode(node)


def _sphere_on(volume: Any) -> None:
    import vtk

    bounds = [0.0] * 6
    volume.GetRASBounds(bounds)
    sphere = vtk.vtkSphereSource()
    sphere.SetCenter(*np.reshape(bounds, (3, 2)).mean(axis=1))
    sphere.SetRadius(6)
    sphere.Update()
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "Drawn")
    node.CreateDefaultDisplayNodes()
    node.SetReferenceImageGeometryParameterFromVolumeNode(volume)
    node.AddSegmentFromClosedSurfaceRepresentation(sphere.GetOutput(), "sphere", (1.0, 0.5, 0.2))


TESTS = (
    measures_files_and_nodes_alike_and_names_what_it_cannot,
    measures_a_node_as_its_file,
    cancels_at_once_and_goes_on_from_there,
    comes_from_the_features_tab_with_its_settings,
)
