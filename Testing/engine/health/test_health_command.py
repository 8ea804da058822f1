"""`medaiassist check` in processes of its own, also where nothing is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import medaiassist_engine

MAIN = Path(medaiassist_engine.__file__).parent / "__main__.py"


def check(*words: str, python: tuple[str, ...] = ("-I",)) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *python, "-X", "utf8", str(MAIN), "check", *words],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "200"},
        timeout=120,
    )


def test_a_table_shows_that_all_works() -> None:
    result = check()
    assert result.returncode == 0, result.stdout + result.stderr
    for words in ("Libraries", "scikit-image", "CPU, ", "GB free", "filter (scipy)", " work."):
        assert words in result.stdout


def test_json_is_the_only_thing_on_stdout_and_names_a_missing_library() -> None:
    result = check("--json", "--need", "numpy, no-such-library")
    assert result.returncode == 1
    found = json.loads(result.stdout)
    assert found["ok"] is False
    assert [library["name"] for library in found["libraries"]] == ["numpy", "no-such-library"]
    assert len(found["problems"]) == 1 and "pip install no-such-library" in found["problems"][0]


def test_libraries_that_print_do_not_disturb_the_json(tmp_path: Path) -> None:
    noise = "import os\nprint('hello')\nos.write(1, b'from C')\nos.system('echo from a child')\n"
    (tmp_path / "noisy.py").write_text(noise, encoding="utf-8")
    start = (
        f"import runpy, sys; sys.path.insert(0, {str(tmp_path)!r}); "
        f"sys.argv = ['x', 'check', '--json', '--need', 'noisy']; "
        f"runpy.run_path({str(MAIN)!r}, run_name='__main__')"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-c", start], capture_output=True, encoding="utf-8", timeout=120
    )
    assert json.loads(result.stdout)["ok"] is True
    assert result.returncode == 0
    assert all(words in result.stderr for words in ("hello", "from C", "from a child"))


BARE = ("-I", "-S")  # without site-packages: the standard library alone


def test_a_python_without_any_library_reports_each_as_missing() -> None:
    result = check("--json", python=BARE)
    assert (result.returncode, result.stderr) == (1, "")
    found = json.loads(result.stdout)
    assert len(found["problems"]) == len(found["libraries"]) >= 8
    assert all("is not installed" in problem for problem in found["problems"])
    assert [device["kind"] for device in found["devices"]] == ["cpu"]
    assert any("PyTorch is not installed" in note for note in found["notes"])


def test_a_python_without_any_library_still_prints_for_people() -> None:
    result = check("--need", "numpy", python=BARE)
    assert (result.returncode, result.stderr) == (1, "")
    assert "Problem: numpy is not installed" in result.stdout


@pytest.mark.parametrize("words", [["--needs", "numpy"], ["--need"], ["numpy"]])
def test_wrong_words_get_one_line(words: list[str]) -> None:
    result = check(*words, python=BARE)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("error: ") and len(result.stderr.splitlines()) == 1
    assert "'medaiassist check --help'" in result.stderr
