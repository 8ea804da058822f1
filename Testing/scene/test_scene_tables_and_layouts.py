"""Feature tables: where their rows lie, how they are shown, and as CSV."""

from __future__ import annotations

import csv
from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import add_volume, grid_matrix, ramp  # noqa: E402

from medaiassist_engine.contract.payloads import (  # noqa: E402
    Column,
    LabelMap,
    Points,
    Segment,
    Table,
    matrix,
)
from medaiassist_engine.files.tables import read_table  # noqa: E402
from MedAIAssistLib.scene import bridge, csv_files, layouts, pictures, show, tables  # noqa: E402
from MedAIAssistLib.scene.provenance import HowMade, set_how_made  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.scene.table_places import place_of  # noqa: E402

KEYPOINTS = Table(
    (
        Column("segment", texts=("x", "y")),
        *(Column(a, np.array([n, np.nan]), unit="mm") for n, a in enumerate("RAS", 1)),
    ),
    "keypoints",
)


def written(scene: Any, payload: Any, **options: Any) -> Any:
    return scene.GetNodeByID(finish(bridge.write(scene, payload, **options)))


def test_a_keypoints_row_lies_where_its_columns_say(scene: Any) -> None:
    node = written(scene, KEYPOINTS)
    assert place_of(node, 0) == (1.0, 2.0, 3.0)
    assert [place_of(node, row) for row in (1, 2, -1)] == [None, None, None]


def test_a_segments_row_lies_in_the_middle_of_the_segment(scene: Any) -> None:
    labels = np.zeros((9, 9, 9), np.uint8)
    labels[1:4, 2:5, 3:6] = 1
    grid = grid_matrix(left_handed=True)
    segments = (Segment(1, "lesion", "L"),)
    segmentation = written(scene, LabelMap(labels, matrix(grid), segments, "drawn"))
    table = written(scene, Table((Column("segment", texts=("lesion", "gone")),)))
    set_how_made(table, HowMade("features.radiomics"), {"segments": segmentation})
    np.testing.assert_allclose(place_of(table, 0), (grid @ [4, 3, 2, 1])[:3], atol=1e-4)
    assert place_of(table, 1) is None


def test_a_slices_row_lies_on_that_slice(scene: Any) -> None:
    volume = add_volume(scene, ramp((5, 7, 9)))
    table = written(scene, Table((Column("slice", np.array([3.0, 99.0])),)))
    set_how_made(table, HowMade("features.hog"), {"volume": volume})
    np.testing.assert_allclose(place_of(table, 0), (grid_matrix() @ [4, 3, 3, 1])[:3], atol=1e-9)
    assert place_of(table, 1) is None
    plane = np.eye(4)
    plane[:3, 3] = (1, 2, 3)
    set_how_made(
        table, HowMade("features.hog", planes={"volume": plane.tolist()}), {"volume": volume}
    )
    assert place_of(table, 0) == (1, 2, 3)


def test_units_and_descriptions_of_thousands_of_columns_stay_with_their_column(scene: Any) -> None:
    columns = tuple(
        Column(f"c{n}", np.zeros(2), unit="mm" if n % 2 else "", description=f"the {n}.")
        for n in range(3000)
    )
    node = written(scene, Table(columns, "wide"))
    assert (node.GetColumnUnitLabel("c7"), node.GetColumnDescription("c8")) == ("mm", "the 8.")
    assert [(c.unit, c.description) for c in tables.read(node).columns] == [
        (c.unit, c.description) for c in columns
    ]
    written(scene, Table((Column("c7", np.zeros(2)),)), node_id=node.GetID())
    assert not node.GetColumnUnitLabel("c7")
    assert layouts.large(written(scene, Table(columns)))


def test_a_table_is_shown_beside_the_slices_and_a_chart_leaves_it_there(scene: Any) -> None:
    layout = scene.AddNode(slicer.vtkMRMLLayoutNode())
    view = scene.AddNewNodeByClass("vtkMRMLTableViewNode")
    node = written(scene, KEYPOINTS)
    show.show(scene, node.GetID())
    assert layout.GetViewArrangement() == layout.SlicerLayoutFourUpTableView
    assert view.GetTableNodeID() == node.GetID()
    plot = scene.AddNewNodeByClass("vtkMRMLPlotViewNode")
    chart = scene.AddNewNodeByClass("vtkMRMLPlotChartNode")
    show.show(scene, chart.GetID())
    assert layout.GetViewArrangement() == layout.SlicerLayoutFourUpPlotTableView
    assert plot.GetPlotChartNodeID() == chart.GetID()
    show.show(scene, node.GetID())
    assert layout.GetViewArrangement() == layout.SlicerLayoutFourUpPlotTableView


def test_a_picture_lies_half_transparent_over_its_input(scene: Any) -> None:
    composite = scene.AddNewNodeByClass("vtkMRMLSliceCompositeNode")
    volume, picture = add_volume(scene, ramp((3, 3, 3))), add_volume(scene, ramp((3, 3, 3)))
    for operation, expected in (
        ("features.hog", (volume.GetID(), picture.GetID())),
        ("preprocess.nlm", (picture.GetID(), None)),
    ):
        composite.SetForegroundVolumeID(None)
        set_how_made(picture, HowMade(operation), {"volume": volume})
        show.show(scene, picture.GetID())
        layers = (composite.GetBackgroundVolumeID(), composite.GetForegroundVolumeID())
        assert layers == expected
    assert composite.GetForegroundOpacity() == 0.5
    before = {**pictures.foregrounds(scene), composite.GetID(): picture.GetID()}
    composite.SetForegroundVolumeID(volume.GetID())
    pictures.uncover(scene, before)
    assert composite.GetForegroundVolumeID() == volume.GetID()
    scene.RemoveNode(picture)
    pictures.uncover(scene, before)
    assert (composite.GetForegroundVolumeID(), composite.GetForegroundOpacity()) == (None, 0.0)


def test_many_points_are_small_and_without_names(scene: Any) -> None:
    few, many = (written(scene, Points(np.zeros((n, 3)))).GetDisplayNode() for n in (3, 300))
    assert few.GetPointLabelsVisibility()
    assert not many.GetPointLabelsVisibility()
    assert many.GetGlyphScale() < few.GetGlyphScale()


def test_an_exported_table_reads_back_exactly_with_its_units(tmp_path: Any) -> None:
    values = np.array([0.1, np.nan, 1e-300])
    table = Table(
        (
            Column("case", texts=("a,b", 'say "x"', "ü\nz")),
            Column("volume", values, unit="mm³", description="of it"),
            Column("count", np.array([1, 2, 3])),
        ),
        "t",
    )
    path = tmp_path / "with.dot.csv"
    csv_files.write(path, table)
    found = read_table(path)
    assert found.columns[0].texts == table.columns[0].texts
    np.testing.assert_array_equal(found.columns[1].values, values)
    assert (found.columns[1].unit, found.columns[1].description) == ("mm³", "of it")
    assert found.columns[2].values.dtype.kind == "i"
    assert len(list(tmp_path.iterdir())) == 2
    with path.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == ["case", "volume", "count"]


def test_an_export_into_a_missing_folder_leaves_nothing(tmp_path: Any) -> None:
    with pytest.raises(OSError):
        csv_files.write(tmp_path / "missing" / "t.csv", KEYPOINTS)
    assert list(tmp_path.iterdir()) == []


def test_a_table_and_a_chart_get_room_at_once_and_a_layout_with_room_stays(scene: Any) -> None:
    layout = scene.AddNode(slicer.vtkMRMLLayoutNode())
    chart = scene.AddNewNodeByClass("vtkMRMLPlotChartNode")
    table = scene.AddNewNodeByClass("vtkMRMLTableNode")
    seen: list[int] = []
    layout.AddObserver("ModifiedEvent", lambda *_: seen.append(layout.GetViewArrangement()))
    layouts.make_room(scene, [add_volume(scene, ramp((2, 2, 2)))])
    assert not seen
    layouts.make_room(scene, [table, chart])
    assert set(seen) == {layout.SlicerLayoutFourUpPlotTableView}
    for roomy in (layout.SlicerLayoutFourUpPlotTableView, layout.SlicerLayoutOneUpPlotView):
        layout.SetViewArrangement(roomy)
        layouts.make_room(scene, [chart])
        assert layout.GetViewArrangement() == roomy
