"""Folders with spaces and letters of other languages."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
from engine_sessions import request

from medaiassist_engine.contract.payloads import Volume
from MedAIAssistLib.environment import choice, place
from MedAIAssistLib.environment.choice import Choice, Kind, find_engine
from MedAIAssistLib.session.jobs import State
from MedAIAssistLib.session.launch import (
    Launch,
    clean_environment,
    engine_environment,
    parse_command,
)
from MedAIAssistLib.session.session import Session

ENGINE = Path(choice.__file__).parents[2] / "medaiassist_engine"
VOLUME = Volume(np.arange(60_000, dtype=np.float32).reshape(30, 40, 50))  # too large for the pipe


@pytest.fixture
def awkward(tmp_path):
    folder = tmp_path / "Bilder für Ärzte 图像"
    folder.mkdir()
    return folder


def test_the_extension_and_the_temporary_folder_may_have_any_name(awkward, monkeypatch):
    shutil.copytree(ENGINE, awkward / "medaiassist_engine")
    monkeypatch.setattr(tempfile, "tempdir", str(awkward))
    monkeypatch.setattr("MedAIAssistLib.session.folders._MEMORY", awkward / "none")
    main = awkward / "medaiassist_engine" / "__main__.py"
    session = Session(lambda: Launch((sys.executable, "-I", str(main), "serve"), "test"))
    try:
        results: list = []
        asked = request("preprocess.gaussian", VOLUME, results, sigma=1.0)
        job = session.wait(session.submit(asked), 60)
        assert job.state is State.DONE, job.message
        assert results[0]["volume"].shape == VOLUME.array.shape
        assert session.connection.shared
    finally:
        session.close()
    assert not list(awkward.glob("medaiassist-*"))


def test_a_python_in_an_awkward_folder_is_one_word(awkward):
    python = awkward / "my python"
    python.write_text("")
    assert parse_command(str(python))[0] == str(python)


def test_a_whole_command_is_split_without_a_shell():
    command = parse_command("ssh gpu01 'medaiassist' serve")
    assert command == ("ssh", "gpu01", "medaiassist", "serve")


@pytest.fixture
def empty_home(tmp_path, monkeypatch):
    monkeypatch.setenv(place.VARIABLE, str(tmp_path))
    monkeypatch.delenv(choice.VARIABLE, raising=False)


def test_the_choice_comes_before_the_variable_and_that_before_the_rest(empty_home, monkeypatch):
    monkeypatch.setenv(choice.VARIABLE, "ssh a medaiassist serve")
    chosen = Choice(Kind.COMMAND, "ssh b medaiassist serve")
    assert find_engine(chosen).command[1] == "b"
    assert find_engine().command[1] == "a"
    monkeypatch.delenv(choice.VARIABLE)
    assert find_engine().command[0] == sys.executable


def test_inside_slicer_its_own_python_is_taken_only_by_choice(empty_home, monkeypatch):
    monkeypatch.setattr(choice, "inside_slicer", lambda: True)
    assert find_engine() is None
    assert find_engine(Choice(Kind.SLICER)).command[0] == sys.executable


def test_the_engine_inherits_nothing_that_leads_to_slicers_libraries():
    kept = clean_environment(
        {"PATH": "/bin", "PYTHONHOME": "x", "PYTHONPATH": "x", "PYTHONNOUSERSITE": "1",
         "LD_LIBRARY_PATH": "x", "QT_PLUGIN_PATH": "x", "SSL_CERT_FILE": "x", "HOME": "/h"}
    )  # fmt: skip
    assert kept == {"PATH": "/bin", "HOME": "/h"}


def test_the_engine_asks_for_no_huge_pages_unless_the_user_does():
    assert engine_environment({"PATH": "/bin"})["NUMPY_MADVISE_HUGEPAGE"] == "0"
    chosen = {"NUMPY_MADVISE_HUGEPAGE": "1"}
    assert engine_environment(chosen) == chosen
