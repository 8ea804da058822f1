"""A cohort's features: whatever happens on the way, the table is the same."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

import medaiassist_engine
from medaiassist_engine.cli.app import main
from medaiassist_engine.cli.batch import _options_class
from medaiassist_engine.contract.catalog import operation, operations
from medaiassist_engine.contract.measuring import table_slot
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Segment, Table, Volume, matrix
from medaiassist_engine.files.labels import write_labels
from medaiassist_engine.files.markups import write_boxes
from medaiassist_engine.files.tables import read_table
from medaiassist_engine.files.volumes import write_volume

GRID = matrix([[-0.7, 0, 0, 10], [0, -1.3, 0, 20], [0, 0, 2.0, 30], [0, 0, 0, 1]])
SHAPE = (6, 20, 16)
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(Path(medaiassist_engine.__file__).parent.parent),
    "PYTHONIOENCODING": "utf-8",
}
RESULTS = ("out.csv", "out.schema.csv", "out.failures.csv", "out.notes.csv")


def command(*words: str) -> list[str]:
    fixed = ["batch", "features.radiomics", "köhort.csv", "--output", "out.csv"]
    return [sys.executable, "-m", "medaiassist_engine", *fixed, *words]


def batch(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*words), capture_output=True, encoding="utf-8", env=ENVIRONMENT, cwd=folder
    )


def results(folder: Path) -> dict[str, bytes]:
    return {n: (folder / n).read_bytes() for n in RESULTS if (folder / n).exists()}


def write_cohort(folder: Path, rows: list[str], header: str = "case,image,mask,age,site") -> None:
    (folder / "köhort.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


def write_image(path: Path, seed: int, shape: tuple[int, int, int] = SHAPE) -> None:
    array = np.random.default_rng(seed).integers(0, 500, shape).astype(np.int16)
    write_volume(path, Volume(array, GRID))


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Three good cases, one without a segmentation, and one of each kind of bad case."""
    folder = tmp_path / "Doe Jane ä"
    folder.mkdir()
    for seed, name in enumerate(("a 1.nrrd", "ä.nii.gz", "c.mha")):
        write_image(folder / name, seed)
    inside = np.zeros(SHAPE, np.uint8)
    inside[1:4, 5:12, 4:11] = 1
    inside[4:5, 5:12, 4:11] = 2
    two = (Segment(1, "tumour"), Segment(2, "rim"))
    write_labels(folder / "two.seg.nrrd", LabelMap(inside, GRID, two))
    write_labels(folder / "one.seg.nrrd", LabelMap((inside == 1).astype(np.uint8), GRID, two))
    empty = LabelMap(np.zeros(SHAPE, np.uint8), GRID, two[:1])
    write_labels(folder / "empty.seg.nrrd", empty)
    other = LabelMap(np.ones((6, 20, 15), np.uint8), GRID, two[:1])
    write_labels(folder / "other.seg.nrrd", other)
    (folder / "broken.nrrd").write_text("NRRD0004\n")
    write_cohort(
        folder,
        [
            "A,a 1.nrrd,two.seg.nrrd,61,x",
            "gone,Doe.nrrd,two.seg.nrrd,62,x",
            "broken,broken.nrrd,,63,x",
            f"B,{folder / 'ä.nii.gz'},two.seg.nrrd,64,",
            "empty,c.mha,empty.seg.nrrd,65,x",
            "grid,c.mha,other.seg.nrrd,66,x",
            "nothing,,,67,x",
            "C,c.mha,one.seg.nrrd,68,y",
            "whole,c.mha,,69,y",
        ],
    )
    return folder


def test_bad_cases_are_reported_and_skipped(study: Path) -> None:
    result = batch(study)
    assert result.returncode == 1
    assert "4 done, 0 done before, 5 failed; 7 rows in out.csv" in result.stdout
    failures = {c.name: c.texts for c in read_table(study / "out.failures.csv").columns}
    assert failures["case"] == ("gone", "broken", "empty", "grid", "nothing")
    said = dict(zip(*failures.values(), strict=True))
    assert said["gone"].startswith("its image does not exist")
    assert "its image" in said["broken"]
    assert "no voxels" in said["empty"]
    assert "16 x 20 x 6 voxels" in said["grid"]
    assert "names no image" in said["nothing"]
    assert all(f"failed: {case}: {text}" in result.stderr for case, text in said.items())


def test_the_table_has_a_row_for_each_segment_behind_what_the_cohort_says(study: Path) -> None:
    batch(study)
    table = read_table(study / "out.csv")
    columns = {c.name: c for c in table.columns}
    assert [c.name for c in table.columns[:4]] == ["case", "age", "site", "segment"]
    assert columns["case"].texts == ("A", "A", "B", "B", "C", "C", "whole")
    assert columns["age"].values.tolist() == [61, 61, 64, 64, 68, 68, 69]
    assert columns["site"].texts == ("x", "x", "", "", "y", "y", "y")
    assert columns["segment"].texts[-3:] == ("tumour", "rim", "whole volume")
    volume = columns["original_shape_VoxelVolume"]
    assert (volume.unit, volume.values[0]) == ("mm³", pytest.approx(3 * 7 * 7 * 0.7 * 1.3 * 2))
    assert np.isnan(volume.values[5])
    notes = read_table(study / "out.notes.csv")
    assert ("C", "Segment 'rim' has no voxels; its features are undefined.") in set(
        zip(*(c.texts for c in notes.columns), strict=True)
    )


def test_names_of_patients_stay_out_of_everything_that_is_written(study: Path) -> None:
    result = batch(study)
    written = [p for p in study.rglob("*") if p.name.startswith("out") or "out.csv" in str(p)]
    text = "".join(p.read_text(encoding="utf-8") for p in written if p.is_file())
    assert len(written) > 8
    assert "Doe" not in text + result.stderr


def test_the_number_of_workers_changes_no_byte(study: Path) -> None:
    found = []
    for workers in ("1", "2", "4"):
        assert batch(study, "--workers", workers, "--force").returncode == 1
        found.append(results(study))
    assert len(found[0]) == 4
    assert found[0] == found[1] == found[2]


def test_only_what_is_missing_or_changed_is_computed(study: Path) -> None:
    batch(study)
    before = results(study)
    again = batch(study)
    assert "0 done, 4 done before, 5 failed" in again.stdout
    assert results(study) == before

    write_image(study / "Doe.nrrd", 7)  # the missing one
    write_image(study / "a 1.nrrd", 8)  # another content
    assert "2 done, 3 done before, 4 failed; 9 rows" in batch(study).stdout
    after = read_table(study / "out.csv")
    assert after.columns[0].texts[:4] == ("A", "A", "gone", "gone")

    assert "5 done, 0 done before, 4 failed" in batch(study, "--bin-width", "10").stdout
    assert len(list((study / "out.csv.work").glob("*.case.json"))) == 5
    assert "5 done, 0 done before" in batch(study, "--bin-width", "10", "--force").stdout


def test_without_bad_cases_there_is_no_table_of_failures(study: Path) -> None:
    batch(study)
    write_cohort(study, ["A,a 1.nrrd,two.seg.nrrd,61,x"])
    result = batch(study)
    assert (result.returncode, result.stderr.count("failed:")) == (0, 0)
    assert "0 done, 1 done before, 0 failed; 2 rows" in result.stdout
    assert not (study / "out.failures.csv").exists()


def test_without_a_good_case_no_table_is_written(study: Path) -> None:
    write_cohort(study, ["A,gone.nrrd,,61,x"])
    result = batch(study)
    assert result.returncode == 1
    assert "0 done, 0 done before, 1 failed; no table was written" in result.stdout
    assert not (study / "out.csv").exists()


def test_columns_of_unequal_cases_are_united(study: Path) -> None:
    write_image(study / "flat.nrrd", 9, (1, 20, 16))
    write_cohort(study, ["flat,flat.nrrd", "A,a 1.nrrd"], "case,image")
    assert batch(study).returncode == 0
    columns = {c.name: c.values for c in read_table(study / "out.csv").columns}
    in_2d, in_3d = columns["original_shape2D_Perimeter"], columns["original_shape_MeshVolume"]
    assert np.isnan([in_2d[1], in_3d[0]]).all() and np.isfinite([in_2d[0], in_3d[1]]).all()


def test_a_region_limits_each_case_and_other_tables_work_too(study: Path) -> None:
    box = Boxes(np.array([[5.0, 10.0, 35.0]]), np.full((1, 3), 8.0), np.eye(3)[None])
    write_boxes(study / "box.mrk.json", box)
    write_cohort(study, ["A,a 1.nrrd,box.mrk.json", "B,a 1.nrrd,"], "case,image,region")
    words = ["batch", "features.lbp", str(study / "köhort.csv"), "--radius", "1.5"]
    assert main([*words, "--output", str(study / "lbp.csv"), "--workers", "1"]) == 0
    first = next(c for c in read_table(study / "lbp.csv").columns if c.name == "lbp_00").values
    assert first[0] != first[1]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to whole consoles only")
@pytest.mark.parametrize(("workers", "sign"), [("1", "INT"), ("2", "INT"), ("2", "KILL")])
def test_a_stopped_batch_goes_on_and_ends_with_the_same_bytes(
    tmp_path: Path, workers: str, sign: str
) -> None:
    for seed in range(6):
        write_image(tmp_path / f"{seed}.nrrd", seed, (24, 48, 48))
    write_cohort(tmp_path, [f"{n},{n}.nrrd" for n in range(6)], "case,image")
    words = ("--log-sigmas", "2 3 4", "--workers", workers)
    assert batch(tmp_path, *words).returncode == 0
    whole = results(tmp_path)
    for path in [*(tmp_path / "out.csv.work").iterdir(), *tmp_path.glob("out.*csv")]:
        path.unlink()
    process = subprocess.Popen(
        command(*words), env=ENVIRONMENT, cwd=tmp_path, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    entries = (tmp_path / "out.csv.work").glob
    while not list(entries("*.case.json")) and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(process.pid, getattr(signal, f"SIG{sign}"))
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == (130 if sign == "INT" else -9), stderr
    assert b"Traceback" not in stderr
    assert sign == "KILL" or b"are kept in" in stderr
    finished = len(list(entries("*.case.json")))
    assert 1 <= finished < 6
    assert results(tmp_path) == {}
    again = batch(tmp_path, *words)
    assert f"{6 - finished} done, {finished} done before, 0 failed" in again.stdout
    assert results(tmp_path) == whole
    assert not list(entries(".*"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("features.radiomics", "needs COHORT, --output"),
        ("features.radiomix c.csv --output t.csv", "Did you mean features.radiomics"),
        ("features.match c.csv --output t.csv", "does not make one table"),
        ("preprocess.gaussian c.csv --output t.csv", "does not make one table"),
        ("features.radiomics gone.csv --output t.csv", "no file 'gone.csv'"),
        ("features.radiomics c.csv --output t.csv --workers 0", "must be 1 or more"),
        ("features.radiomics c.csv --output t.csv --bin-width x", "is 'x'"),
        ("features.radiomics c.csv --output t.nrrd", "cannot be written as a Table"),
        ("features.radiomics c.csv --output no/t.csv", "no folder 'no'"),
        ("features.radiomics c.csv --output c.csv --force", "is an input"),
        ("features.radiomics c.csv --output old.csv", "--force"),
    ],
)
def test_a_mistake_ends_in_one_line_and_leaves_nothing_behind(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.csv").write_text("image\na.nrrd\n")
    (tmp_path / "old.csv").write_text("old")
    assert main(["batch", *words.split()]) == 2
    errors = [e for e in capsys.readouterr().err.splitlines() if e.startswith("error: ")]
    assert len(errors) == 1 and sentence in errors[0]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["c.csv", "old.csv"]


def test_a_file_that_the_operation_does_not_take_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    radiomics = operation("features.radiomics")
    without = dataclasses.replace(radiomics, inputs=radiomics.inputs[:1])
    monkeypatch.setattr("medaiassist_engine.cli.batch.find_operation", lambda name: without)
    write_cohort(tmp_path, ["A,a.nrrd,m.nrrd"], "case,image,mask")
    words = [str(tmp_path / "köhort.csv"), "--output", str(tmp_path / "t.csv")]
    assert main(["batch", "features.radiomics", *words]) == 2
    assert "takes no segments" in capsys.readouterr().err


def test_a_column_with_the_name_of_a_feature_is_refused_without_losing_work(study: Path) -> None:
    write_cohort(study, ["A,a 1.nrrd,b"], "case,image,segment")
    result = batch(study)
    assert result.returncode == 2
    assert "a column 'segment', and so have the results" in result.stderr
    write_cohort(study, ["A,a 1.nrrd,b"], "case,image,part")
    assert "0 done, 1 done before" in batch(study).stdout


def test_a_damaged_result_of_an_earlier_run_is_named(study: Path) -> None:
    write_cohort(study, ["A,a 1.nrrd"], "case,image")
    batch(study)
    (entry,) = (study / "out.csv.work").glob("*.case.json")
    entry.write_text(json.dumps({"columns": 3}))
    result = batch(study)
    assert result.returncode == 2
    assert f"{entry.name}' is damaged; delete it" in result.stderr


@pytest.mark.parametrize("name", [n for n, op in operations().items() if table_slot(op)])
def test_every_parameter_of_an_operation_has_its_option(name: str) -> None:
    fields = {f.name for f in dataclasses.fields(_options_class(operation(name)))}
    parameters = dataclasses.fields(operation(name).parameters)
    assert {"cohort", "output", "workers", "force"} < fields
    assert len(fields) == 4 + len(parameters)


def test_help_lists_the_operations_that_suit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", "--help"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in ("features.radiomics", "features.hog", "features.sift3d"))
    assert "features.match" not in shown and "preprocess." not in shown
    kinds = {slot.payload for n in operations() if (slot := table_slot(operation(n)))}
    assert kinds == {Table}
