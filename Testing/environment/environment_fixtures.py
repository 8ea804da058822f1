"""Fixtures of the tests of the environment, which name this file as a plugin."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from environment_trials import Trial, children
from package_index import Index

from MedAIAssistLib.environment import choice


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trial]:
    """Nothing is installed yet; at the end nothing may run, and nobody hold the lock."""
    for name in list(os.environ):
        if name.upper().startswith("UV_") or name.upper().endswith("_PROXY"):
            monkeypatch.delenv(name)
    monkeypatch.delenv(choice.VARIABLE, raising=False)
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")  # uv would wait for up to 12 s between them
    made = Trial(tmp_path)
    yield made
    assert children() == []
    if made.place.root.is_dir():
        assert not made.is_locked()


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with an environment, to be copied: tiny ones do not mind."""
    made = Trial(tmp_path_factory.mktemp("finished"))
    made.goes_on()
    return made.place.root


@pytest.fixture
def installed(trial: Trial, finished: Path) -> Trial:
    """An environment is there already."""
    shutil.copytree(finished, trial.place.root, symlinks=True)
    assert trial.works()
    return trial


@pytest.fixture
def index(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """The index that uv asks."""
    made = Index(trial.wheels)
    monkeypatch.setenv("UV_DEFAULT_INDEX", made.url)
    yield made
    made.close()
