"""Tables, charts, sequences, texts, provenance and the registry."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import (  # noqa: E402
    add_volume,
    listing,
    ramp,
)

from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import (  # noqa: E402
    Boxes,
    Chart,
    Column,
    Curve,
    LabelMap,
    Lines,
    ModelRef,
    Points,
    Report,
    Sequence,
    Table,
    Transform,
    Volume,
)
from MedAIAssistLib.scene import bridge, charts, tables  # noqa: E402
from MedAIAssistLib.scene.provenance import HowMade, how_made, set_how_made  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402

TABLE = Table(
    (
        Column("case", texts=("a;b", 'ü\t"x"', "")),
        Column("volume", np.array([1.5, np.nan, -2.0]), unit="mm³", description="of the lesion"),
        Column("count", np.array([1, 2, 3], np.int32)),
        Column("flag", np.array([True, False, True])),
    ),
    "features",
)


def written(scene: Any, payload: Any, **where: Any) -> Any:
    return scene.GetNodeByID(finish(bridge.write(scene, payload, **where)))


def same_table(found: Table, wanted: Table) -> None:
    for a, b in zip(found.columns, wanted.columns, strict=True):
        assert (a.name, a.texts, a.unit, a.description) == (b.name, b.texts, b.unit, b.description)
        if b.values is not None:
            np.testing.assert_array_equal(a.values, b.values)


def test_tables_keep_numbers_texts_units_and_descriptions(scene: Any) -> None:
    node = written(scene, TABLE)
    same_table(bridge.read(node), TABLE)
    np.testing.assert_array_equal(slicer.util.arrayFromTableColumn(node, "count"), [1, 2, 3])


def test_a_replaced_table_forgets_the_columns_of_the_old_one(scene: Any) -> None:
    node = written(scene, TABLE)
    other = Table((Column("volume", np.zeros(2)),), "other")
    assert written(scene, other, node_id=node.GetID()) is node
    same_table(tables.read(node), other)
    assert node.GetName() == "features"


@pytest.mark.parametrize("dtype", ["int64", "uint64", "float16", "int8", ">f8"])
def test_column_types_keep_their_values(scene: Any, dtype: str) -> None:
    values = np.array([0, 1, 100], dtype)
    found = bridge.read(written(scene, Table((Column("x", values),)))).columns[0].values
    np.testing.assert_array_equal(found, values.astype(float))


@pytest.mark.parametrize(
    "columns",
    [
        (Column("a", np.zeros(2)), Column("a", np.ones(2))),
        (Column("", np.zeros(2)),),
        (Column("a", np.zeros(2)), Column("b", texts=("x",))),
        (Column("a", np.zeros((2, 2))),),
        (Column("a", np.zeros(2, complex)),),
    ],
)
def test_malformed_tables_are_refused_and_leave_no_node(scene: Any, columns: Any) -> None:
    before = listing(scene)
    with pytest.raises(UserError, match=r"'(odd|a)'"):
        written(scene, Table(columns, "odd"))
    assert listing(scene) == before


CHART = Chart(
    Table((Column("fpr", np.array([0, 0.5, 1])), Column("tpr", np.array([0, 0.9, 1])),
           Column("name", texts=("p", "q", "r"))), "roc"),
    (Curve("fpr", "tpr", "ours"), Curve("fpr", "fpr", "chance")),
    "ROC", "False positive rate", "True positive rate", "line",
)  # fmt: skip


@pytest.mark.parametrize("style", charts.STYLES)
def test_charts_keep_curves_titles_and_style(scene: Any, style: str) -> None:
    chart = Chart(CHART.table, CHART.curves, CHART.title, CHART.x_title, CHART.y_title, style)
    found = bridge.read(written(scene, chart))
    same_table(found.table, chart.table)
    assert found.curves == chart.curves
    assert (found.title, found.x_title, found.y_title) == (
        chart.title,
        chart.x_title,
        chart.y_title,
    )
    assert found.style == style


def test_bars_may_be_named_by_a_text_column(scene: Any) -> None:
    chart = Chart(CHART.table, (Curve("name", "tpr", "bars"),), style="bar")
    assert bridge.read(written(scene, chart)).curves == chart.curves


def test_a_replaced_chart_uses_its_table_and_series_again(scene: Any) -> None:
    node = written(scene, CHART)
    count = scene.GetNumberOfNodes()
    one = Chart(CHART.table, CHART.curves[:1], "ROC 2")
    assert written(scene, one, node_id=node.GetID()) is node
    assert scene.GetNumberOfNodes() == count - 1
    assert bridge.read(node).curves == CHART.curves[:1]
    assert written(scene, CHART, node_id=node.GetID()) is node
    assert scene.GetNumberOfNodes() == count


def test_charts_without_their_column_or_style_are_refused(scene: Any) -> None:
    before = listing(scene)
    with pytest.raises(UserError, match=r"'nope'.*fpr"):
        written(scene, Chart(CHART.table, (Curve("fpr", "nope"),)))
    with pytest.raises(UserError, match=r"'pie'.*scatter"):
        written(scene, Chart(CHART.table, (), style="pie"))
    assert listing(scene) == before


def test_models_and_reports_survive_in_text_nodes(scene: Any) -> None:
    model = ModelRef("/a b/ü", "bundle", "0" * 64, "Nodules")
    report = Report("Findings", "<p>5 &lt; 6 ü</p>", "report 1", "one nodule")
    assert bridge.read(written(scene, model)) == model
    assert bridge.read(written(scene, report)) == report


def test_a_text_of_another_kind_is_not_a_model(scene: Any) -> None:
    node = scene.AddNewNodeByClass("vtkMRMLTextNode", "notes")
    with pytest.raises(UserError, match="'notes' is a vtkMRMLTextNode"):
        bridge.read(node)
    node.SetAttribute("MedAIAssist.Payload", "ModelRef")
    node.SetText("[1, 2]")
    with pytest.raises(UserError, match="'notes' does not describe a model"):
        bridge.read(node)


def test_how_a_node_was_made_survives_saving_the_scene(scene: Any, tmp_path: Any) -> None:
    how = HowMade(
        "preprocess.nlm", {"strength": 1.0, "name": "ü;\"<&>%20:"}, {"numpy": "2.4"},
        {"volume": "MRHead"}, ("Noise estimated as 12.",),
    )  # fmt: skip
    node = scene.AddNewNodeByClass("vtkMRMLTextNode", "result")
    assert how_made(node) is None
    set_how_made(node, how)
    scene.SetRootDirectory(str(tmp_path))
    path = str(tmp_path / "saved.mrml")
    assert scene.Commit(path)
    scene.Clear(False)
    scene.SetURL(path)
    assert scene.Import()
    assert how_made(scene.GetFirstNodeByName("result")) == how


def test_every_payload_kind_has_a_writer_and_unknown_ones_are_refused(scene: Any) -> None:
    kinds = {Volume, LabelMap, Points, Boxes, Lines, Transform, Table, Chart, Sequence}
    kinds |= {ModelRef, Report}
    assert set(bridge.WRITERS) == kinds
    with pytest.raises(UserError, match="A str cannot be put into the scene"):
        bridge.write(scene, "text")
    camera = scene.AddNewNodeByClass("vtkMRMLCameraNode", "eye")
    with pytest.raises(UserError, match=r"'eye' is a vtkMRMLCameraNode.*Choose"):
        bridge.read(camera)


def test_the_wanted_kind_is_given_or_refused(scene: Any) -> None:
    labels = add_volume(scene, ramp((2, 2, 2)), class_name="vtkMRMLLabelMapVolumeNode", name="L")
    assert isinstance(bridge.read(labels), LabelMap)
    assert isinstance(bridge.read(labels, Volume), Volume)
    assert bridge.kind_of(labels) is LabelMap
    with pytest.raises(UserError, match="'L' is a LabelMap; choose a Table"):
        bridge.read(labels, Table)
