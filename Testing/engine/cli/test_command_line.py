"""The command line as a user meets it: in its own process, with its words and exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk

import medaiassist_engine
from medaiassist_engine.cli.app import main
from medaiassist_engine.contract.catalog import operations
from medaiassist_engine.contract.payloads import LabelMap, Segment, Volume, matrix
from medaiassist_engine.files.labels import read_labels, write_labels
from medaiassist_engine.files.volumes import read_volume, write_volume

PACKAGE = Path(medaiassist_engine.__file__).parent
GRID = matrix([[-0.7, 0, 0, 10], [0, -1.3, 0, 20], [0, 0, 2.0, 30], [0, 0, 0, 1]])
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "COLUMNS": "100"}


def medaiassist(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "medaiassist_engine", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env={**ENVIRONMENT, "PYTHONIOENCODING": "utf-8"},
        cwd=cwd,
    )


def errors(result: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in result.stderr.splitlines() if line.startswith("error: ")]


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    random = np.random.default_rng(0)
    path = tmp_path / "scan.nrrd"
    write_volume(path, Volume(random.integers(0, 1000, (6, 20, 16)).astype(np.int16), GRID))
    return path


def test_without_a_command_all_commands_are_shown() -> None:
    result = medaiassist()
    assert result.returncode == 0
    assert all(word in result.stdout for word in ("serve", "list", "describe", "run", "pipeline"))


def test_list_shows_every_operation() -> None:
    result = medaiassist("list")
    assert result.returncode == 0
    assert all(name in result.stdout for name in operations())
    listed = json.loads(medaiassist("list", "--json").stdout)
    assert [entry["id"] for entry in listed] == list(operations())


def test_describe_explains_the_parameters() -> None:
    text = medaiassist("describe", "preprocess.gaussian").stdout
    assert "a number from 0.05 to 50 mm" in text
    described = json.loads(medaiassist("describe", "preprocess.gaussian", "--json").stdout)
    assert described["parameters"][0]["name"] == "sigma"


def test_help_of_run_lists_files_limits_and_defaults() -> None:
    text = " ".join(medaiassist("run", "preprocess.nlm", "--help").stdout.split())
    for words in ("--input FILE", "--output FILE", "--mask FILE", "--patch-radius", "automatic"):
        assert words in text


def test_run_filters_a_file_and_says_how_in_its_header(scan: Path, tmp_path: Path) -> None:
    target = tmp_path / "smooth ä.nrrd"
    result = medaiassist(
        "run", "preprocess.gaussian", "--input", scan, "--output", target, "--sigma", "2"
    )
    assert (result.returncode, errors(result)) == (0, [])
    before, after = read_volume(scan), read_volume(target)
    assert after.ijk_to_ras == before.ijk_to_ras
    assert after.array.std() < before.array.std() / 2
    made = json.loads(sitk.ReadImage(str(target)).GetMetaData("MedAIAssist.HowMade"))
    assert made["operation"] == "preprocess.gaussian"
    assert made["parameters"]["sigma"] == 2.0
    assert made["versions"]["numpy"] == np.__version__
    assert str(scan) not in json.dumps(made)


def test_a_mask_limits_the_change(scan: Path, tmp_path: Path) -> None:
    inside = np.zeros((6, 20, 16), np.uint8)
    inside[2:4] = 1
    write_labels(tmp_path / "mask.seg.nrrd", LabelMap(inside, GRID, (Segment(1, "m"),)))
    target = tmp_path / "out.nrrd"
    result = medaiassist(
        "run", "preprocess.gaussian", "--input", scan, "--output", target,
        "--mask", tmp_path / "mask.seg.nrrd",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    changed = read_volume(target).array != read_volume(scan).array
    assert changed[2:4].any() and not changed[inside == 0].any()


def test_output_takes_the_one_result_that_the_parameters_make(scan: Path, tmp_path: Path) -> None:
    target = tmp_path / "edges.seg.nrrd"
    words = ("run", "preprocess.canny", "--input", scan, "--output")
    result = medaiassist(*words, target, "--edges-as", "segmentation")
    assert result.returncode == 0, result.stderr
    assert [s.name for s in read_labels(target).segments] == ["Edges"]
    result = medaiassist(*words, tmp_path / "edges2.seg.nrrd", "--edges-as", "volume")
    assert result.returncode == 2
    assert "as a Volume" in errors(result)[0]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("frobnicate", "no command 'frobnicate'"),
        ("describe preprocess.gausian", "Did you mean preprocess.gaussian"),
        ("run preprocess.gaussian", "needs --input FILE, --output FILE"),
        ("run preprocess.gaussian --input scan.nrrd --output b.nrrd --sigma abc", "is 'abc'"),
        ("run preprocess.gaussian --input scan.nrrd --output b.nrrd --sigma 99", "0.05 to 50 mm"),
        ("run preprocess.gaussian --input scan.nrrd --output b.nrrd --sigme 1", "--sigme"),
        ("run preprocess.gaussian --input gone.nrrd --output b.nrrd", "no file 'gone.nrrd'"),
        ("run preprocess.gaussian --input scan.nrrd --output b.docx", "'b.docx' cannot be written"),
        ("run preprocess.gaussian --input scan.nrrd --output no/b.nrrd", "no folder 'no'"),
        ("run preprocess.gaussian --input scan.nrrd --output scan.nrrd --force", "is an input"),
        ("run preprocess.gaussian --input scan.nrrd --output b.png", "write a .nrrd file"),
        ("run preprocess.canny --input scan.nrrd", "Give an output file"),
        ("pipeline gone.json --input . --output out", "no file 'gone.json'"),
    ],
)
def test_a_mistake_ends_in_one_line_and_exit_code_2(
    scan: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
    sentence: str,
) -> None:
    monkeypatch.chdir(scan.parent)
    assert main(words.split()) == 2
    shown = capsys.readouterr()
    found = [line for line in shown.err.splitlines() if line.startswith("error: ")]
    assert len(found) == 1
    assert sentence in found[0]
    assert "Traceback" not in shown.err
    assert [p.name for p in scan.parent.iterdir()] == ["scan.nrrd"]


def test_the_traceback_is_shown_on_request(tmp_path: Path) -> None:
    result = medaiassist("describe", "nothing", "--debug")
    assert "Traceback" in result.stderr
    assert result.returncode == 2


def test_an_existing_output_needs_force(scan: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.nrrd"
    target.write_bytes(b"old")
    words = ("run", "engine.echo", "--input", scan, "--output", target)
    refused = medaiassist(*words)
    assert refused.returncode == 2
    assert "--force" in errors(refused)[0]
    assert target.read_bytes() == b"old"
    assert medaiassist(*words, "--force").returncode == 0
    np.testing.assert_array_equal(read_volume(target).array, read_volume(scan).array)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to whole consoles only")
def test_ctrl_c_ends_with_130() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "medaiassist_engine", "run", "engine.wait", "--seconds", "60"],
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert process.stderr is not None
    assert "waiting" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 130
    assert process.stderr.read().strip().splitlines()[-1] == "error: cancelled"
    process.stderr.close()


@pytest.mark.parametrize("isolated", ([], ["-I"]), ids=["plain", "isolated"])
def test_the_file_itself_can_be_started_from_anywhere(tmp_path: Path, isolated: list[str]) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    result = subprocess.run(
        [sys.executable, *isolated, str(PACKAGE / "__main__.py"), "run", "engine.wait",
         "--seconds", "0.01"],
        capture_output=True, text=True, env=environment, cwd=tmp_path,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("isolated", ([], ["-I"]), ids=["plain", "isolated"])
def test_serve_is_reached_without_loading_a_library(tmp_path: Path, isolated: list[str]) -> None:
    probe = tmp_path / "probe.py"
    probe.write_text(
        "import runpy, sys\n"
        f"sys.path[:1] = [{str(PACKAGE)!r}]\n"
        "import types\n"
        "fake = types.ModuleType('medaiassist_engine.server.serve')\n"
        "loaded = lambda: sorted({m.split('.')[0] for m in sys.modules})\n"
        "fake.serve = lambda: print(loaded(), sys.path) or 0\n"
        "sys.modules[fake.__name__] = fake\n"
        "sys.argv = ['medaiassist', 'serve']\n"
        f"runpy.run_path({str(PACKAGE / '__main__.py')!r}, run_name='__main__')\n"
    )
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    result = subprocess.run(
        [sys.executable, *isolated, str(probe)], capture_output=True, text=True, env=environment
    )
    assert result.returncode == 0, result.stderr
    for library in ("numpy", "tyro", "rich", "SimpleITK", "json"):
        assert f"'{library}'" not in result.stdout
    assert f"'{PACKAGE}'" not in result.stdout


def test_progress_is_a_few_plain_lines_when_nobody_watches() -> None:
    result = medaiassist("run", "engine.wait", "--seconds", "0.3")
    lines = result.stderr.splitlines()
    assert 1 <= len(lines) <= 6
    assert all("waiting" in line and "%" in line for line in lines)
