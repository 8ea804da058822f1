"""Libraries that two threads want at once."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from medaiassist_engine.loading import load

PACKAGE = """
import time
VERSION = 1
time.sleep(0.2)
from {name}.base import clone
"""
BASE = """
import time
time.sleep(0.4)
from {name} import VERSION
from {name}.exceptions import Warned
def clone(): return Warned
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package whose parts import each other, as scikit-learn's."""
    name = "slow_package"
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text(PACKAGE.format(name=name))
    (tmp_path / name / "base.py").write_text(BASE.format(name=name))
    (tmp_path / name / "exceptions.py").write_text("class Warned: pass\n")
    monkeypatch.syspath_prepend(tmp_path)
    for module in (name, f"{name}.base", f"{name}.exceptions"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    return name


def outcomes(works: list[Callable[[], Any]]) -> list[Any]:
    """What each gives or raises, all at once in threads."""
    found: list[Any] = [None] * len(works)

    def run(n: int) -> None:
        try:
            found[n] = works[n]()
        except ImportError as error:
            found[n] = error

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(works))]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    for thread in threads:
        thread.join()
    return found


def test_threads_that_load_one_package_at_different_places_get_all_of_it(package: str) -> None:
    names = [package, f"{package}.base", package, f"{package}.base"]
    found = outcomes([lambda name=name: load(name).clone() for name in names])  # type: ignore[misc]
    assert [one.__name__ for one in found] == ["Warned"] * 4


def test_a_library_that_is_missing_is_told() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_library"):
        load("no_such_library")
