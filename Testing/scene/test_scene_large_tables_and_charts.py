"""Large tables and point lists pass in small steps; charts are drawn where their values lie."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import add_transform, add_volume, ramp, rotation  # noqa: E402

from medaiassist_engine.contract.payloads import Chart, Column, Curve, Points, Table  # noqa: E402
from MedAIAssistLib.scene import bridge, tables  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402

Series = slicer.vtkMRMLPlotSeriesNode

RESULT = Table(
    (
        Column("x", np.array([-1.5, 0.0, 2.5])),
        Column("name", texts=("a", "b", "c")),
        Column("y", np.array([1.0, 4.0, 9.0])),
        Column("z", np.array([2, 3, 4])),
    )
)


def written(scene: Any, payload: Any, **options: Any) -> Any:
    return scene.GetNodeByID(finish(bridge.write(scene, payload, **options)))


def steps_of(steps: Any) -> int:
    return sum(1 for _ in steps)


def series_of(scene: Any, chart: Chart, **options: Any) -> list[Any]:
    node = written(scene, chart, **options)
    return [node.GetNthPlotSeriesNode(n) for n in range(node.GetNumberOfPlotSeriesNodes())]


def test_reading_pauses_more_often_the_more_columns_and_texts_there_are(scene: Any) -> None:
    counts = []
    for columns, rows in ((10, 5), (5000, 5), (10, 100_000)):
        texts = Column("text", texts=("t",) * rows)
        numbers = (Column(str(n), np.zeros(rows), unit="mm") for n in range(columns))
        node = written(scene, Table((texts, *numbers)))
        counts.append(steps_of(bridge.reading(node)))
        assert {c.unit for c in tables.read(node).columns[1:]} == {"mm"}
    assert counts[0] < counts[1] and counts[0] < counts[2]


def test_units_that_slicers_own_code_set_are_read(scene: Any) -> None:
    node = written(scene, RESULT)
    node.SetColumnUnitLabel("y", "mm")
    node.SetColumnDescription("z", "of it")
    found = {c.name: (c.unit, c.description) for c in tables.read(node).columns}
    assert found == {"x": ("", ""), "name": ("", ""), "y": ("mm", ""), "z": ("", "of it")}


def test_columns_are_listed_by_what_they_hold(scene: Any) -> None:
    node = written(scene, RESULT)
    assert tables.column_names(node) == ["x", "name", "y", "z"]
    assert tables.column_names(node, numeric=True) == ["x", "y", "z"]
    assert tables.column_names(slicer.vtkMRMLTableNode()) == []


def test_many_points_lie_in_the_world_below_a_transform_and_are_read_in_steps(scene: Any) -> None:
    volume = add_volume(scene, ramp((3, 3, 3)))
    volume.SetAndObserveTransformNodeID(add_transform(scene, rotation(30)).GetID())
    positions = np.random.default_rng(4).normal(size=(4000, 3)) * 50
    node = written(scene, Points(positions, size=np.arange(4000.0)), beside=volume.GetID())
    np.testing.assert_allclose(bridge.read(node).positions, positions, atol=1e-4)
    np.testing.assert_array_equal(bridge.read(node).size, np.arange(4000.0))
    assert node.GetDisplayVisibility() and node.GetLocked()
    assert scene.GetNumberOfNodesByClass("vtkMRMLMarkupsDisplayNode") == 1
    assert steps_of(bridge.reading(node)) > 3


def test_hidden_points_stay_hidden_when_they_are_replaced(scene: Any) -> None:
    node = written(scene, Points(np.zeros((30, 3))))
    node.SetDisplayVisibility(False)
    written(scene, Points(np.ones((40, 3))), node_id=node.GetID())
    assert not node.GetDisplayVisibility()
    assert node.GetNumberOfControlPoints() == 40


@pytest.mark.parametrize(
    ("style", "x", "kind"),
    [
        ("line", "x", Series.PlotTypeScatter),
        ("line", "", Series.PlotTypeLine),
        ("line", "name", Series.PlotTypeLine),
        ("scatter", "x", Series.PlotTypeScatter),
        ("bar", "x", Series.PlotTypeScatterBar),
        ("bar", "name", Series.PlotTypeBar),
    ],
)
def test_values_along_x_are_not_drawn_by_plots_that_only_count_them(
    scene: Any, style: str, x: str, kind: int
) -> None:
    (series,) = series_of(scene, Chart(RESULT, (Curve(x, "y", "c"),), "chart", style=style))
    assert series.GetPlotType() == kind
    assert bool(series.IsXColumnRequired()) == (x == "x")
    joined = series.GetLineStyle() != Series.LineStyleNone
    assert joined == (style != "scatter")


def test_curves_have_their_own_names_and_colours_in_every_chart(scene: Any) -> None:
    chart = Chart(RESULT, (Curve("x", "y", "benign"), Curve("x", "z", "malignant")), "chart")
    first, second = series_of(scene, chart), series_of(scene, chart)
    for series in (first, second):
        assert [s.GetName() for s in series] == ["benign", "malignant"]
        assert series[0].GetColor() != series[1].GetColor()
    assert [s.GetColor() for s in first] == [s.GetColor() for s in second]


def test_a_single_curve_needs_no_legend(scene: Any) -> None:
    one = written(scene, Chart(RESULT, (Curve("x", "y"),), "one"))
    two = written(scene, Chart(RESULT, (Curve("x", "y"), Curve("x", "z")), "two"))
    assert (one.GetLegendVisibility(), two.GetLegendVisibility()) == (False, True)


def test_what_people_changed_in_a_curve_stays_when_it_is_replaced(scene: Any) -> None:
    node = written(scene, Chart(RESULT, (Curve("x", "y"),), "chart"))
    series = node.GetNthPlotSeriesNode(0)
    series.SetMarkerStyle(Series.MarkerStyleSquare)
    series.SetColor(1, 0, 0)
    (again,) = series_of(scene, Chart(RESULT, (Curve("x", "z"),), "new"), node_id=node.GetID())
    assert again is series
    assert (again.GetMarkerStyle(), again.GetColor()) == (Series.MarkerStyleSquare, (1, 0, 0))


def test_the_style_of_a_chart_that_people_made_is_read(scene: Any) -> None:
    node = written(scene, Chart(RESULT, (Curve("x", "y"),), "chart", style="bar"))
    node.GetNthPlotSeriesNode(0).SetPlotType(Series.PlotTypeLine)
    assert bridge.read(node).style == "line"
    node.GetNthPlotSeriesNode(0).SetPlotType(Series.PlotTypeScatter)
    assert bridge.read(node).style == "scatter"
