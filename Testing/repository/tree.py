"""The files of this repository, as the tests about them need them."""

from __future__ import annotations

import ast
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULE = ROOT / "MedAIAssist"


@cache
def files() -> tuple[Path, ...]:
    """All files that are, or are about to be, under version control."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("needs git and a clone", allow_module_level=True)
    listed = subprocess.run(
        # Also where the clone belongs to another user, as in containers.
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout.decode("utf-8")
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def python_files(*parts: str) -> list[Path]:
    """The Python files below a folder of the repository, or that file."""
    top = ROOT.joinpath(*parts)
    return [p for p in files() if p.suffix == ".py" and (p == top or top in p.parents)]


def name_of(path: Path) -> str:
    """A path as tests show it."""
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def syntax(path: Path) -> ast.Module:
    return ast.parse(read(path), str(path))
