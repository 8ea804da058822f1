"""Classify and Diagnose: from a table of cases to the report on one of them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import slicer

from medaiassist_engine.contract.payloads import Column, Table

from ..panels.diagnose.model_loading import card_of
from ..scene import bridge
from ..scene.models import is_model
from ..scene.provenance import HowMade, set_how_made
from ..scene.reports import is_report
from ..scene.steps import finish
from .application import ended, module_widget, noisy_volume, pump, submit, task_panel, until

FAST = {"classifier": "logistic_regression", "folds": 3, "bootstrap": 100, "workers": 1}
TRAINED = {"classifier": "logistic_regression", "check_folds": 3, "workers": 1, "name": "trial"}


def validates_trains_and_diagnoses_a_row() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _write(_cases())
        panel = _applied("classify.validate", FAST)
        assert "healthy 40, ill 40" in panel.counts.text
        assert "80 cases" in panel.ui.notesLabel.text
        _assert_lists(panel, ("Metrics", "Predictions", "ROC curve", "Confusion map"))
        _train(folder)
        panel = _diagnosed("c7")
        probabilities = panel._kept()["probabilities"]
        assert probabilities.GetNumberOfRows() == 2
        assert panel.answer.box is not None and panel.ui.answerButton.visible
        assert not panel.ui.staleLabel.visible
        assert "research use only" in panel._kept()["report"].GetText()
        panel.source.row = "c8"
        assert panel.ui.staleLabel.visible
        _saves_the_report(Path(folder))


def _saves_the_report(folder: Path) -> None:
    window = module_widget().panel.results._report
    for name in ("report.pdf", "report.html"):
        window.save(str(folder / name))
        assert (folder / name).stat().st_size > 1000
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")
    window._window.hide()


def measures_the_volume_before_it_predicts() -> None:
    volume = noisy_volume()
    job = ended(submit(module_widget(), "features.radiomics", volume))
    assert job.state.value == "done", job.message
    (features,) = slicer.util.getNodesByClass("vtkMRMLTableNode")
    with tempfile.TemporaryDirectory() as folder:
        table = _write(_similar(bridge.read(features)))
        set_how_made(table, HowMade("cohort.join"), {"features": features})
        _train(folder)
        panel = task_panel("diagnose")
        assert panel.source.kind == "volume"
        assert panel.values.names == ["age"]
        panel.ui.volumeSelector.setCurrentNode(volume)
        panel.values.typed = {"age": "61"}
        panel.predict()
        until(lambda: "probabilities" in panel._kept() or panel.problem._text.text)
    assert not panel.problem._text.text
    values = bridge.read(panel._kept()["probabilities"].GetNodeReference("MedAIAssist.Input.table"))
    given = {c.name: c for c in values.columns}
    measured = {c.name: c for c in bridge.read(panel._kept()["features"]).columns}
    name = next(n for n in given if n != "age")
    assert given["age"].values[0] == 61.0
    assert given[name].values[0] == measured[name].values[0]
    (label,) = slicer.util.getNodesByClass("vtkMRMLMarkupsFiducialNode")
    assert label.GetNthControlPointLabel(0).endswith("%")
    panel.ui.labelBox.click()
    assert not slicer.util.getNodesByClass("vtkMRMLMarkupsFiducialNode")
    panel.ui.labelBox.click()
    assert slicer.util.getNodesByClass("vtkMRMLMarkupsFiducialNode")


def refuses_what_is_no_model_and_comes_back_with_the_scene() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(_cases())
        _train(str(folder))
        (model,) = [n for n in slicer.util.getNodesByClass("vtkMRMLTextNode") if is_model(n)]
        panel = task_panel("diagnose")
        (folder / "bad.medai").write_bytes(b"no zip")
        panel.load_model(str(folder / "bad.medai"))
        assert "damaged" in panel.problem._text.text
        panel.load_model(str(next(folder.glob("trial*.medai"))))
        assert ended(panel.runs.latest).state.value == "done", panel.runs.latest.message
        assert panel.model.node is model, "the model was loaded twice"
        assert is_report(card_of(model))
        panel.source.row = "c5"
        panel.source.kind = "row"
        panel.values.typed = {"age": "44"}
        panel._changed()
        assert slicer.util.saveScene(str(folder / "scene.mrb"))
        slicer.mrmlScene.Clear()
        assert not panel.ui.predictButton.enabled
        assert panel.ui.reasonLabel.text
        slicer.util.loadScene(str(folder / "scene.mrb"))
        pump(0.2)
        assert (panel.source.kind, panel.source.row) == ("row", "c5")
        assert panel.values.typed == {"age": "44"}
        assert panel.model.facts is not None


def _applied(operation_id: str, values: dict[str, Any]) -> Any:
    """The Classify panel, after an operation has run on the table of cases."""
    panel = task_panel("classify")
    panel.method.operation_id = operation_id
    panel.form.values = values
    panel._values_changed()
    assert panel.ui.applyButton.enabled, panel.ui.reasonLabel.text
    panel.ui.applyButton.click()
    job = ended(module_widget().panel.results.latest)
    assert job.state.value == "done", job.message
    pump(0.2)
    return panel


def _train(folder: str) -> Any:
    return _applied("classify.train", {**TRAINED, "folder": folder})


def _diagnosed(row: str) -> Any:
    panel = task_panel("diagnose")
    assert panel.source.kind == "row", panel.source.kind
    panel.source.row = row
    assert panel.ui.predictButton.enabled, panel.ui.reasonLabel.text
    panel.ui.predictButton.click()
    job = ended(panel.runs.latest)
    assert job.state.value == "done", job.message
    assert is_report(panel._kept()["report"])
    return panel


def _assert_lists(panel: Any, wanted: tuple[str, ...]) -> None:
    listed = panel.ui.resultList
    texts = [listed.item(row).text() for row in range(listed.count)]
    assert set(wanted) <= set(texts), texts
    listed.currentRow = texts.index("ROC curve")
    chart = panel.runs.node
    assert chart.IsA("vtkMRMLPlotChartNode")
    views = slicer.util.getNodesByClass("vtkMRMLPlotViewNode")
    assert chart.GetID() in {view.GetPlotChartNodeID() for view in views}


def _write(table: Table) -> Any:
    return slicer.mrmlScene.GetNodeByID(finish(bridge.write(slicer.mrmlScene, table)))


def _cases() -> Table:
    """80 cases of two classes that two of three features tell apart."""
    random = np.random.default_rng(0)
    ill = np.arange(80) % 2 == 1
    return Table(
        (
            Column("case", texts=tuple(f"c{n}" for n in range(80))),
            Column("size", random.normal(10, 2, 80) + 2 * ill, unit="mm"),
            Column("texture", random.normal(0, 1, 80) + 1.5 * ill),
            Column("age", random.normal(50, 10, 80).round(), unit="years"),
            Column("sex", texts=tuple(random.choice(["female", "male", ""], 80))),
            Column("label", texts=tuple("ill" if i else "healthy" for i in ill)),
        ),
        "Cases",
    )


def _similar(features: Table) -> Table:
    """40 cases with some features like those that were measured, and an age."""
    random = np.random.default_rng(0)
    ill = np.arange(40) % 2 == 1
    numbers = [(c, float(c.values[0])) for c in features.columns if c.values is not None]
    finite = [(c, value) for c, value in numbers if np.isfinite(value)]
    columns = [
        Column(c.name, value * (1 + 0.1 * ill + random.normal(0, 0.1, 40)), (), c.unit)
        for c, value in finite[:6]
    ]
    return Table(
        (
            Column("case", texts=tuple(f"c{n}" for n in range(40))),
            *columns,
            Column("age", random.normal(50, 10, 40).round(), unit="years"),
            Column("label", texts=tuple("ill" if i else "healthy" for i in ill)),
        ),
        "Cases",
    )


TESTS = (
    validates_trains_and_diagnoses_a_row,
    measures_the_volume_before_it_predicts,
    refuses_what_is_no_model_and_comes_back_with_the_scene,
)
