"""A worker that dies costs the case that killed it, and no other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import medaiassist_engine

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(medaiassist_engine.__file__).parent.parent)}

SCRIPT = """
import json, os, pathlib, sys
from medaiassist_engine.cli.cases import Case
from medaiassist_engine.cli.workers import run_cases

def work(case, stop):
    with open("begun", "a") as file:
        file.write(case.name + "\\n")
    if int(case.name) in (3, 7):
        os.kill(os.getpid(), 9) if os.name != "nt" else os._exit(9)
    if case.name == "5":
        raise MemoryError

if __name__ == "__main__":
    cases = [Case(str(n), pathlib.Path(), pathlib.Path()) for n in range(12)]
    ended = run_cases(cases, work, int(sys.argv[1]), None)
    print(json.dumps({o.case: [o.status, o.error] for o in ended}))
"""


@pytest.mark.parametrize("workers", [2, 3])
def test_killed_workers_fail_their_own_cases_only(tmp_path: Path, workers: int) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    result = subprocess.run(
        [sys.executable, str(script), str(workers)],
        capture_output=True, text=True, env=ENVIRONMENT, cwd=tmp_path,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    ended = json.loads(result.stdout)
    assert len(ended) == 12
    assert sorted(name for name, (status, _) in ended.items() if status == "failed") == list("357")
    assert "was killed" in ended["3"][1] and "was killed" in ended["7"][1]
    assert "not enough memory" in ended["5"][1]
    begun = (tmp_path / "begun").read_text().split()
    assert len(begun) <= 12 + 2 * workers  # only what ran beside a death is done again
