"""Batch mode resumes, survives bad cases, and its results do not depend on the workers."""

from __future__ import annotations

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
from medaiassist_engine.cli.cases import find_cases
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Volume
from medaiassist_engine.files.volumes import read_volume, write_volume

ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(Path(medaiassist_engine.__file__).parent.parent),
    "PYTHONIOENCODING": "utf-8",
}
STEPS = {"format": "medaiassist-pipeline", "version": 1}
LOG = "medaiassist-log.jsonl"


def command(*words: str) -> list[str]:
    fixed = ["pipeline", "steps.json", "--input", "in", "--output", "out"]
    return [sys.executable, "-m", "medaiassist_engine", *fixed, *words]


def pipeline(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*words), capture_output=True, encoding="utf-8", env=ENVIRONMENT, cwd=folder
    )


def write_steps(folder: Path, sigma: float = 1.0) -> None:
    step = {"operation": "preprocess.gaussian", "parameters": {"sigma": sigma}}
    (folder / "steps.json").write_text(json.dumps({**STEPS, "steps": [step]}))


def log(folder: Path) -> list[dict[str, object]]:
    lines = (folder / "out" / LOG).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Three images, one of them in a subfolder, and one that is damaged."""
    write_steps(tmp_path)
    random = np.random.default_rng(0)
    names = ("a.nii.gz", "ä b.nrrd", "deep/c.mha")
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in names:
        array = random.integers(0, 1000, (4, 16, 16)).astype(np.int16)
        write_volume(tmp_path / "in" / name, Volume(array))
    (tmp_path / "in" / "bad.nrrd").write_text("NRRD0004\n")
    (tmp_path / "in" / "notes.txt").write_text("no image")
    return tmp_path


def results(folder: Path) -> dict[str, bytes]:
    out = folder / "out"
    files = (p for p in out.rglob("*") if p.is_file() and p.name != LOG)
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in files}


def test_a_bad_case_is_reported_and_skipped_and_a_second_run_resumes(study: Path) -> None:
    first = pipeline(study, "--recursive")
    assert first.returncode == 1
    assert "3 done, 0 skipped, 1 failed" in first.stdout
    assert "failed: bad.nrrd: " in first.stderr
    assert sorted(results(study)) == ["a.nii.gz", "deep/c.mha", "ä b.nrrd"]
    entries = {entry["case"]: entry for entry in log(study)}
    assert entries["bad.nrrd"]["status"] == "failed" and entries["bad.nrrd"]["error"]
    assert entries["deep/c.mha"]["status"] == "done"

    before = results(study)
    write_volume(study / "in" / "bad.nrrd", Volume(np.zeros((2, 4, 4), np.int16)))
    second = pipeline(study, "--recursive")
    assert second.returncode == 0
    assert "1 done, 3 skipped, 0 failed" in second.stdout
    assert before.items() <= results(study).items()


def test_two_workers_give_the_same_bytes_as_one(study: Path) -> None:
    assert pipeline(study, "--recursive", "--workers", "1").returncode == 1
    one = results(study)
    for path in (study / "out").rglob("*.*"):
        path.unlink()
    assert pipeline(study, "--recursive", "--workers", "2").returncode == 1
    assert results(study) == one
    assert len(one) == 3


def test_other_steps_do_not_mix_with_finished_results(study: Path) -> None:
    (study / "in" / "bad.nrrd").unlink()
    assert pipeline(study).returncode == 0
    before = results(study)
    write_steps(study, sigma=3.0)
    mixed = pipeline(study)
    assert mixed.returncode == 2
    assert "other steps" in mixed.stderr
    assert results(study) == before
    assert pipeline(study, "--force").returncode == 0
    assert all(results(study)[name] != before[name] for name in before)


def test_results_are_written_in_the_format_asked_for(study: Path) -> None:
    (study / "in" / "bad.nrrd").unlink()
    assert pipeline(study, "--format", "mha").returncode == 0
    assert sorted(results(study)) == ["a.mha", "ä b.mha"]
    assert read_volume(study / "out" / "a.mha").array.shape == (4, 16, 16)
    assert "must be one of" in pipeline(study, "--format", "docx").stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to whole consoles only")
@pytest.mark.parametrize("workers", ("1", "2"))
def test_ctrl_c_leaves_whole_results_only_and_the_next_run_completes(
    tmp_path: Path, workers: str
) -> None:
    write_steps(tmp_path, sigma=4.0)
    (tmp_path / "in").mkdir()
    array = np.random.default_rng(0).normal(size=(40, 128, 128)).astype(np.float32)
    for number in range(12):
        write_volume(tmp_path / "in" / f"{number:02}.nrrd", Volume(array))
    process = subprocess.Popen(
        command("--workers", workers),
        env=ENVIRONMENT,
        cwd=tmp_path,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not list((tmp_path / "out").glob("*.nrrd")) and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes of the command
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert b"Traceback" not in stderr
    assert not list((tmp_path / "out").glob(".*"))
    finished = list((tmp_path / "out").glob("*.nrrd"))
    assert all(read_volume(path).array.shape == array.shape for path in finished)
    again = pipeline(tmp_path)
    assert again.returncode == 0
    assert f"{12 - len(finished)} done, {len(finished)} skipped" in again.stdout


def test_a_worker_that_dies_fails_its_own_case_only(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import os, pathlib\n"
        "from medaiassist_engine.cli.workers import run_cases\n"
        "from medaiassist_engine.cli.cases import Case\n"
        "def work(case, stop):\n"
        "    if case.name == '2': os._exit(9)\n"
        "if __name__ == '__main__':\n"
        "    path = pathlib.Path('x')\n"
        "    cases = [Case(str(n), path, path) for n in range(4)]\n"
        "    ended = run_cases(cases, work, 2, None)\n"
        "    print(sorted((o.case, o.status) for o in ended))\n"
    )
    result = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env=ENVIRONMENT
    )
    expected = [(str(n), "failed" if n == 2 else "done") for n in range(4)]
    assert result.stdout.strip() == str(expected), result.stderr


def test_dicom_folders_are_one_case_and_segmentations_none(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "in" / "out"
    for name in ("ct/1.dcm", "ct/2.dcm", "a.nrrd", "a.seg.nrrd", ".b.nrrd", "out/a.nrrd"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).touch()
    cases = find_cases(source, out, recursive=True)
    assert [(c.name, c.target.relative_to(out).as_posix()) for c in cases] == [
        ("a.nrrd", "a.nrrd"),
        ("ct", "ct.nrrd"),
    ]


def test_two_cases_with_the_same_result_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.nrrd").touch()
    (tmp_path / "a.mha").touch()
    with pytest.raises(UserError, match=r"a\.mha' and 'a\.nrrd'"):
        find_cases(tmp_path, tmp_path / "out", False, ".nii.gz")


def test_the_output_folder_must_not_be_the_input(tmp_path: Path) -> None:
    (tmp_path / "a.nrrd").touch()
    with pytest.raises(UserError, match="another output folder"):
        find_cases(tmp_path, tmp_path, False, ".nii.gz")


def test_an_empty_folder_points_to_recursive(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--recursive"):
        find_cases(tmp_path, tmp_path / "out", False)
