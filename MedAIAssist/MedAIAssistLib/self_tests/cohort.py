"""The Cohort tab: cases from a folder and from the scene, checked, split, edited, shown."""

from __future__ import annotations

import os
import shutil
import tempfile
import unittest
from pathlib import Path
from typing import Any

import numpy as np
import qt
import slicer

from .application import ended, noisy_volume, task_panel, until


def makes_cases_of_a_folder() -> None:
    folder = _mednist()
    panel = _filled(folder)
    classes = sorted(path.name for path in folder.iterdir() if path.is_dir())
    expected = sum(len(list((folder / name).iterdir())) for name in classes)
    assert len(panel.content.texts["case"]) == expected
    for name in classes:
        count = panel.content.texts["label"].count(name)
        assert f"{name} {count}" in panel.ui.countsLabel.text
    only = f"label={classes[0]}"
    panel.ui.filterEdit.text = only
    assert len(panel.cases.model.rows) == panel.content.texts["label"].count(classes[0])
    panel.ui.filterEdit.text = ""


def splits_checks_and_jumps_to_a_warning() -> None:
    with tempfile.TemporaryDirectory() as folder:
        panel = _filled(_planted(Path(folder)))
        _done(panel, "cohort.split", {"test": 50.0})
        until(lambda: set(panel.content.texts.get("split", ())) == {"train", "test"})
        _done(panel, "cohort.check", {})
        texts = [panel.ui.warningList.item(n).text() for n in range(panel.ui.warningList.count)]
        assert any("same file as case" in text for text in texts), texts
        line = next(n for n, text in enumerate(texts) if "same file as case" in text)
        panel.ui.warningList.setCurrentRow(line)
        assert panel.content.cell(panel.cases.current, "case") == "b_copy"
    _press(panel.ui.undoButton)
    _press(panel.ui.undoButton)
    until(lambda: "split" not in panel.content.texts)


def edits_a_case_and_takes_it_back() -> None:
    with tempfile.TemporaryDirectory() as folder:
        panel = _filled(_planted(Path(folder)))
    panel.cases.select(1)
    panel.set_text("label", "other")
    assert panel.content.texts["label"][1] == "other"
    cells = panel.ui.cellView.model()
    index = cells.index(list(panel.content.texts).index("patient"), 1)
    assert cells.setData(index, "P7", qt.Qt.EditRole)
    until(lambda: panel.content.texts["patient"][1] == "P7")
    _press(panel.ui.undoButton)
    until(lambda: "P7" not in panel.content.texts["patient"])
    assert panel.content.cell(panel.cases.current, "case") == panel.content.texts["case"][1]
    panel.ui.caseView.selectAll()
    panel.set_text("site", "here")
    assert set(panel.content.texts["site"]) == {"here"}
    assert len(panel.cases.selected) == len(panel.content.texts["case"])
    _press(panel.ui.undoButton)
    until(lambda: "site" not in panel.content.texts)
    panel.cases.select(1)
    panel.remove()
    before = len(panel.content.texts["case"])
    _press(panel.ui.undoButton)
    until(lambda: len(panel.content.texts["case"]) == before + 1)
    _press(panel.ui.undoButton)
    until(lambda: "other" not in panel.content.texts["label"])


def loads_and_shows_a_case() -> None:
    with tempfile.TemporaryDirectory() as folder:
        panel = _filled(_planted(Path(folder)))
        panel.cases.select(0)
        panel.ui.showButton.click()
        path = panel.content.texts["image"][0]
        until(lambda: _background() is not None)
    node = _background()
    assert node is not None
    assert node.GetAttribute("MedAIAssist.LoadedFrom") == path
    assert node.GetName() == panel.content.texts["case"][0]
    volumes = slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLScalarVolumeNode")
    panel.show_case()
    assert slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLScalarVolumeNode") == volumes


def comes_back_with_the_scene() -> None:
    with tempfile.TemporaryDirectory() as folder:
        panel = _filled(_planted(Path(folder)))
        _done(panel, "cohort.check", {})
        cases = panel.content.texts["case"]
        found = panel.ui.warningList.count
        path = str(Path(folder) / "scene.mrb")
        assert slicer.util.saveScene(path)
        slicer.mrmlScene.Clear()
        until(lambda: not task_panel("cohort").content.texts)
        slicer.util.loadScene(path)
    panel = task_panel("cohort")
    until(lambda: panel.content.texts.get("case") == cases)
    assert panel.ui.warningList.count == found > 0
    assert panel.ui.warningsButton.visible


def adds_what_is_in_the_scene_and_survives_saving() -> None:
    volume = noisy_volume("Patient 1")
    panel = task_panel("cohort")
    panel._add_from_scene()
    assert panel.content.texts["image"] == [f"node:{volume.GetID()}"]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "scene.mrb")
        assert slicer.util.saveScene(path)
        slicer.mrmlScene.Clear()
        noisy_volume("Another")  # takes the id
        slicer.util.loadScene(path, {"clear": False})
    panel = task_panel("cohort")
    table = next(
        node for node in slicer.util.getNodesByClass("vtkMRMLTableNode")
        if node.GetAttribute("MedAIAssist.Cohort")
    )  # fmt: skip
    panel.ui.cohortSelector.setCurrentNode(table)
    panel.cases.select(0)
    assert [node.GetName() for node in panel.showing.nodes(0)] == ["Patient 1"]


def _filled(folder: Path) -> Any:
    """The Cohort tab with the images of a folder as cases."""
    panel = task_panel("cohort")
    panel.ui.cohortSelector.setCurrentNode(None)
    _done(panel, "cohort.from_folder", {"folder": str(folder)})
    return panel


def _done(panel: Any, operation_id: str, values: dict[str, Any]) -> None:
    panel.run(operation_id, values)
    job = ended(panel.runs.latest)
    assert job.state.value == "done", job.message


def _press(button: Any) -> None:
    assert button.enabled, button.toolTip
    button.click()


def _background() -> Any | None:
    composite = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceCompositeNode()
    return slicer.mrmlScene.GetNodeByID(composite.GetBackgroundVolumeID() or "")


def _planted(folder: Path) -> Path:
    """Two classes of small volumes, with one file there twice."""
    random = np.random.default_rng(0)
    for label, names in (("benign", "abc"), ("malignant", "def")):
        (folder / label).mkdir()
        for name in names:
            array = random.normal(100, 20, (6, 16, 16)).astype(np.int16)
            node = slicer.util.addVolumeFromArray(array)
            assert slicer.util.saveNode(node, str(folder / label / f"{name}.nrrd"))
            slicer.mrmlScene.RemoveNode(node)
    shutil.copy(folder / "benign" / "b.nrrd", folder / "malignant" / "b_copy.nrrd")
    return folder


def _mednist() -> Path:
    beside = Path(__file__).resolve().parents[3].parent / "shared" / "data"
    data = os.environ.get("MEDAIASSIST_DATA", beside)
    folder = Path(data) / "mednist"
    if not folder.is_dir():
        raise unittest.SkipTest(f"needs the pictures at {folder} (set MEDAIASSIST_DATA)")
    return folder


TESTS = (
    makes_cases_of_a_folder,
    splits_checks_and_jumps_to_a_warning,
    edits_a_case_and_takes_it_back,
    loads_and_shows_a_case,
    comes_back_with_the_scene,
    adds_what_is_in_the_scene_and_survives_saving,
)
