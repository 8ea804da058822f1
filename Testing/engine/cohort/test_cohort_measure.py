"""Measuring a cohort: the same features on every way, whatever happens in between."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import numpy as np
import pytest

from medaiassist_engine.cli.app import main
from medaiassist_engine.cohort.measuring.folders import VARIABLE
from medaiassist_engine.cohort.measuring.operation import run_measure
from medaiassist_engine.cohort.measuring.parameters import MeasureParameters, StageParameters
from medaiassist_engine.cohort.measuring.staged import run_stage
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import Column, LabelMap, Segment, Table, Volume, matrix
from medaiassist_engine.contract.tables import cells
from medaiassist_engine.files.labels import read_labels, write_labels
from medaiassist_engine.files.tables import read_table
from medaiassist_engine.files.volumes import read_volume, write_volume

GRID = matrix([[-0.7, 0, 0, 10], [0, -1.3, 0, 20], [0, 0, 2.0, 30], [0, 0, 0, 1]])
SHAPE = (6, 20, 16)
STAGE = "0123456789abcdef" * 2
LBP = "features.lbp"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


@pytest.fixture
def cohort(tmp_path: Path) -> Table:
    """Four cases, the second with a mask, with a label and a clinical value."""
    random = np.random.default_rng(0)
    inside = np.zeros(SHAPE, np.uint8)
    inside[1:4, 5:12, 4:11] = 1
    write_labels(tmp_path / "m.seg.nrrd", LabelMap(inside, GRID, (Segment(1, "tumour"),)))
    for name in "abcd":
        array = random.integers(0, 500, SHAPE).astype(np.int16)
        write_volume(tmp_path / f"{name}.nrrd", Volume(array, GRID))
    return table_of(
        case=tuple("ABCD"),
        image=tuple(str(tmp_path / f"{name}.nrrd") for name in "abcd"),
        mask=("", str(tmp_path / "m.seg.nrrd"), "", ""),
        label=("ill", "well", "ill", "well"),
        age=np.array([50.0, 61.0, 72.0, np.nan]),
    )


def table_of(**columns: object) -> Table:
    def made(name: str, cell: object) -> Column:
        return Column(name, None, cell) if isinstance(cell, tuple) else Column(name, cell)

    return Table(tuple(made(name, cell) for name, cell in columns.items()), "Cohort")


def with_cell(table: Table, name: str, row: int, text: str) -> Table:
    texts = {c.name: c.texts for c in table.columns}[name]
    changed = Column(name, None, (*texts[:row], text, *texts[row + 1 :]))
    return Table(tuple(changed if c.name == name else c for c in table.columns), table.name)


def measured(table: Table, context: Context | None = None, **values: object) -> dict[str, Table]:
    parameters = MeasureParameters(**{"operation": LBP, "workers": 0, **values})
    return run_measure(table, parameters, context or Context())


def content(table: Table) -> list[tuple[str, object]]:
    return [
        (c.name, c.texts if c.values is None else np.asarray(c.values).tobytes())
        for c in table.columns
    ]


def test_the_number_of_workers_changes_no_bit_and_the_command_line_gives_the_same(
    cohort: Table, tmp_path: Path
) -> None:
    settings = json.dumps({"radius": 1.5})
    found = [measured(cohort, workers=n, parameters=settings)["features"] for n in (1, 2)]
    assert content(found[0]) == content(found[1])

    rows = zip(*(cells(cohort, name) for name in ("case", "image", "mask", "label")), strict=True)
    lines = ["case,image,mask,label", *(",".join(row) for row in rows)]
    (tmp_path / "c.csv").write_text("\n".join(lines) + "\n")
    words = ["batch", LBP, str(tmp_path / "c.csv"), "--radius", "1.5"]
    assert main([*words, "--output", str(tmp_path / "t.csv")]) == 0
    written = {c.name: c for c in read_table(tmp_path / "t.csv").columns}
    for column in found[0].columns:
        if column.name != "age":
            assert cells(Table((column,)), column.name) == cells(
                Table((written[column.name],)), column.name
            )


def test_labels_and_clinical_values_stand_in_each_row_unless_unwanted(cohort: Table) -> None:
    table = measured(cohort)["features"]
    assert [c.name for c in table.columns[:4]] == ["case", "label", "age", "segment"]
    assert cells(table, "label") == ["ill", "well", "ill", "well"]
    assert cells(table, "segment")[1] == "tumour"
    assert cells(table, "age") == ["50", "61", "72", ""]
    bare = measured(cohort, columns=False)["features"]
    assert [c.name for c in bare.columns[:2]] == ["case", "segment"]


def test_bad_cases_are_reported_and_left_out(cohort: Table, tmp_path: Path) -> None:
    (tmp_path / "broken.nrrd").write_text("NRRD0004\n")
    bad = with_cell(cohort, "image", 0, str(tmp_path / "broken.nrrd"))
    bad = with_cell(bad, "image", 2, str(tmp_path / "Doe.nrrd"))
    found = measured(bad, workers=2)
    assert cells(found["features"], "case") == ["B", "D"]
    said = dict(zip(*(cells(found["failures"], n) for n in ("case", "reason")), strict=True))
    assert list(said) == ["A", "C"]
    assert said["C"] == "its image does not exist; correct the path in its row"
    assert "Doe" not in str(said) and "broken.nrrd" not in str(said)
    whole = measured(cohort)["features"]
    good = [row for row, case in enumerate(cells(whole, "case")) if case in "BD"]
    for column in whole.columns:
        both = cells(whole, column.name)
        assert cells(found["features"], column.name) == [both[row] for row in good]


def test_without_any_good_case_there_are_reasons_and_no_features(cohort: Table) -> None:
    table = table_of(case=("A",), image=("",), mask=("",))
    assert set(measured(table)) == {"failures"}


@pytest.mark.parametrize("folder", ["", "chosen"])
def test_a_cancelled_run_goes_on_and_ends_the_same(
    cohort: Table, tmp_path: Path, cache: Path, folder: str
) -> None:
    where = str(tmp_path / folder) if folder else ""
    whole = measured(cohort)["features"]
    assert not list(cache.glob("*.json"))  # nothing stays of a run that is complete
    entries = (Path(where) if where else cache).glob
    cancelled = threading.Event()

    def report(_fraction: float, phase: str) -> None:
        if list(entries("*.case.json")):
            cancelled.set()

    with pytest.raises(Cancelled):
        measured(cohort, Context(report, cancelled), workers=1, folder=where)
    finished = len(list(entries("*.case.json")))
    assert 1 <= finished < 4
    context = Context()
    again = measured(cohort, context, workers=2, folder=where)["features"]
    assert content(again) == content(whole)
    assert context.notes[0] == f"4 of 4 cases were measured ({finished} of them in an earlier run)."
    assert len(list(entries("*.case.json"))) == (4 if folder else 0)


def test_what_failed_is_tried_again_and_nothing_else(cohort: Table, tmp_path: Path) -> None:
    path = tmp_path / "late.nrrd"
    late = with_cell(cohort, "image", 3, str(path))
    measured(late)
    write_volume(path, read_volume(tmp_path / "d.nrrd"))
    context = Context()
    assert "failures" not in measured(late, context)
    assert "(3 of them in an earlier run)" in context.notes[0]


def test_images_and_masks_of_a_scene_are_measured_like_files(
    cohort: Table, tmp_path: Path, cache: Path
) -> None:
    whole = measured(cohort)["features"]
    inside = with_cell(cohort, "image", 1, "node:vtkMRMLScalarVolumeNode1")
    inside = with_cell(inside, "mask", 1, "node:vtkMRMLSegmentationNode1")
    refused = measured(inside)
    assert cells(refused["failures"], "case") == ["B"]
    assert "was not found in an open scene" in cells(refused["failures"], "reason")[0]
    staged = StageParameters("B", STAGE)
    volume, labels = read_volume(tmp_path / "b.nrrd"), read_labels(tmp_path / "m.seg.nrrd")
    assert run_stage(volume, labels, staged, Context()) == {}
    found = measured(inside, stage=STAGE)
    assert content(found["features"]) == content(whole)
    assert not list((cache / "stages").iterdir())


def test_what_was_written_of_a_scene_can_be_taken_back(
    tmp_path: Path, cohort: Table, cache: Path
) -> None:
    parameters = StageParameters("A", STAGE)
    run_stage(read_volume(tmp_path / "a.nrrd"), None, parameters, Context())
    assert list((cache / "stages").rglob("*.nrrd"))
    run_stage(None, None, parameters, Context())
    assert not list((cache / "stages").iterdir())


def test_a_changed_image_of_a_scene_is_not_taken_for_the_measured_one(
    cohort: Table, tmp_path: Path
) -> None:
    inside = with_cell(cohort, "image", 0, "node:vtkMRMLScalarVolumeNode1")
    inside = with_cell(inside, "image", 3, "gone.nrrd")  # so that the others are kept
    volume = read_volume(tmp_path / "a.nrrd")
    told = []
    for factor in (1, 1, 2):
        changed = Volume(np.asarray(volume.array) * factor // 2, volume.ijk_to_ras)
        run_stage(changed, None, StageParameters("A", STAGE), Context())
        context = Context()
        measured(inside, context, stage=STAGE)
        told.append(context.notes[0])
    assert "earlier run" not in told[0]
    assert "(3 of them" in told[1] and "(2 of them" in told[2]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"operation": "features.lpb"}, "Did you mean features.lbp"),
        ({"operation": "preprocess.gaussian"}, "cannot measure a cohort"),
        ({"parameters": "{"}, "are no JSON"),
        ({"parameters": "[]"}, "must be a JSON object"),
        ({"parameters": '{"radius": "far"}'}, "it must be a number"),
        ({"stage": "../../home"}, "hexadecimal"),
    ],
)
def test_what_cannot_be_measured_is_refused_before_the_work(
    cohort: Table, values: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        measured(cohort, **values)


def test_a_cohort_without_images_is_refused() -> None:
    with pytest.raises(UserError, match="no column 'image'"):
        measured(table_of(case=("A",)))
