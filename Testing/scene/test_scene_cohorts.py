"""Cohorts in table nodes: edited, tied to volumes, and exported as the engine reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import add_volume  # noqa: E402

from medaiassist_engine.cohort.from_csv import read_cohort_csv  # noqa: E402
from medaiassist_engine.cohort.parameters import CsvParameters  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.cohorts import cells, find, rows  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Column, Table  # noqa: E402
from MedAIAssistLib.scene import bridge, cohorts, csv_files, tables  # noqa: E402
from MedAIAssistLib.scene.cohort_edits import with_cases, with_text, without_rows  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.scene.undo import Change  # noqa: E402

COHORT = Table(
    (
        Column("case", texts=("a", "b", "c")),
        Column("image", texts=("/x/a.nrrd", "", "/x/c#1.2")),
        Column("label", texts=("0", "1", "")),
        Column("age", np.array([61, 70, 54]), unit="years", description="At diagnosis"),
        Column("dose", np.array([1.5, np.nan, 2e-7])),
        Column("code", texts=("007", "1", "")),
    ),
    "Cohort",
)


def written(scene: Any, payload: Table, **options: Any) -> Any:
    return scene.GetNodeByID(finish(bridge.write(scene, payload, **options)))


def volume(scene: Any, name: str) -> Any:
    return add_volume(scene, np.zeros((2, 3, 4), np.int16), name=name)


def test_an_exported_cohort_is_what_the_engine_reads(scene: Any, tmp_path: Path) -> None:
    node = written(scene, COHORT)
    csv_files.write(tmp_path / "cohort.csv", tables.read(node))
    again = read_cohort_csv(tmp_path / "cohort.csv", CsvParameters(), Context())
    assert [c.name for c in again.columns] == [c.name for c in COHORT.columns]
    for column in COHORT.columns:
        twin = find(again, column.name)
        assert twin is not None
        assert (twin.texts, twin.unit) == (column.texts, column.unit)
        if column.values is not None:
            np.testing.assert_array_equal(twin.values, column.values)


def test_a_number_can_be_changed_and_removed() -> None:
    older = with_text(COHORT, [0, 2], "age", "62")
    assert find(older, "age").values.tolist() == [62, 70, 62]
    assert find(older, "age").unit == "years"
    gone = with_text(COHORT, [1], "age", "")
    np.testing.assert_equal(find(gone, "age").values, [61, np.nan, 54])
    assert find(with_text(COHORT, [0], "dose", "2,5"), "dose").values[0] == 2.5
    with pytest.raises(UserError, match="Column 'age' holds numbers, and 'old' is none"):
        with_text(COHORT, [0], "age", "old")


def test_a_new_column_takes_its_place_among_the_others() -> None:
    table = with_text(COHORT, [1], "split", "test")
    assert [c.name for c in table.columns][:4] == ["case", "image", "label", "split"]
    assert cells(table, "split") == ["", "test", ""]


def test_ids_stay_unique() -> None:
    assert cells(with_text(COHORT, [0], "case", "z"), "case") == ["z", "b", "c"]
    with pytest.raises(UserError, match="case 'b' already"):
        with_text(COHORT, [0], "case", "b")
    with pytest.raises(UserError, match="needs an id"):
        with_text(COHORT, [0], "case", " ")


def test_rows_can_be_removed_and_added() -> None:
    less = without_rows(COHORT, [0, 2])
    assert (cells(less, "case"), cells(less, "age")) == (["b"], ["70"])
    new = Table((Column("case", texts=("b", "d")), Column("mask", texts=("m", ""))))
    more = with_cases(less, new)
    assert cells(more, "case") == ["b", "b (2)", "d"]
    assert cells(more, "mask") == ["", "m", ""]
    np.testing.assert_equal(find(more, "age").values, [70, np.nan, np.nan])
    assert rows(with_cases(None, new)) == 2


def test_an_edit_can_be_undone(scene: Any) -> None:
    node = written(scene, COHORT)
    cohorts.mark(node)
    change = Change("Edit")
    finish(tables.write(scene, with_text(COHORT, [0], "label", "9"), node.GetID(), change=change))
    assert cells(tables.read(node), "label")[0] == "9"
    change.revert()
    assert cells(tables.read(node), "label")[0] == "0"
    assert node.GetAttribute(cohorts.ATTRIBUTE) == "1"


def test_the_volumes_of_the_scene_become_cases_once(scene: Any) -> None:
    one, two = volume(scene, "One"), volume(scene, "Two")
    drawn = scene.AddNewNodeByClass("vtkMRMLSegmentationNode", "Drawn")
    drawn.SetReferenceImageGeometryParameterFromVolumeNode(two)
    new = cohorts.scene_cases(scene, None, None)
    assert cells(new, "case") == ["One", "Two"]
    assert cells(new, "mask") == ["", f"node:{drawn.GetID()}"]
    node = written(scene, new)
    cohorts.link(node, new)
    three = volume(scene, "Three")
    three.SetAttribute(cohorts.LOADED, "/x/a.nrrd")
    assert cells(cohorts.scene_cases(scene, node, new), "case") == ["Three"]
    assert cohorts.named_node(node, f"node:{one.GetID()}") is one
    scene.RemoveNode(one)
    assert cohorts.named_node(node, cells(new, "image")[0]) is None
    assert cohorts.named_node(node, "/x/a.nrrd") is None


def test_a_volume_that_gets_another_id_is_found_again(scene: Any) -> None:
    volume(scene, "First")
    new = cohorts.scene_cases(scene, None, None)
    node = written(scene, new)
    cohorts.link(node, new)
    scene.SetSaveToXMLString(1)
    scene.Commit()
    saved = scene.GetSceneXMLString()
    scene.Clear()
    other = volume(scene, "Other")
    assert other.GetID() == cells(new, "image")[0].removeprefix("node:")
    scene.SetLoadFromXMLString(1)
    scene.SetSceneXMLString(saved)
    scene.Import()
    (again,) = [n for n in tables_of(scene) if n.GetName() == node.GetName()]
    named = cohorts.named_node(again, cells(new, "image")[0])
    assert named.GetName() == "First"


def tables_of(scene: Any) -> list[Any]:
    count = scene.GetNumberOfNodesByClass("vtkMRMLTableNode")
    return [scene.GetNthNodeByClass(n, "vtkMRMLTableNode") for n in range(count)]
