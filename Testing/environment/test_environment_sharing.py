"""One place, several Slicers, several versions, and people who delete things by hand."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from environment_trials import assert_failed, brought

from MedAIAssistLib.environment import upgrade
from MedAIAssistLib.environment.place import Installed, Place
from MedAIAssistLib.environment.upgrade import outdated
from MedAIAssistLib.session.jobs import State
from MedAIAssistLib.session.session import EngineState

pytest_plugins = ("environment_fixtures",)
HOST = Path(__file__).parent / "installing_host.py"


def _other_slicer(trial):
    command = [sys.executable, HOST, trial.folder]
    return subprocess.run(command, capture_output=True, text=True, timeout=60).stdout


def test_two_slicers_install_at_once(installed, index):
    index.stuck.clear()
    task = brought(installed.start(installed.online), "choosing versions")
    said = _other_slicer(installed)
    assert "ended: failed The environment in" in said
    assert "just being installed" in said and "Wait until that has finished" in said
    assert_failed(installed.install(), "just being installed")  # from this Slicer itself
    assert_failed(installed.remove(), "just being installed")
    assert installed.is_locked()
    assert installed.works()
    index.stuck.set()
    assert task.wait().state is State.DONE
    assert "ended: done" in _other_slicer(installed)
    assert installed.works() and len(installed.folders()) == 1


def test_removed_while_an_engine_runs_from_it(installed):
    with installed.engine() as session:
        assert session.state is EngineState.READY, session.failure
        pid = session.connection.welcome.pid
        with_engine = installed.place.users()
        failed = installed.remove()
        assert_failed(failed, "in use", f"process {pid}", "Close that window", "try again")
        assert with_engine == [pid]
        assert installed.works() and session.state is EngineState.READY
    assert installed.remove().message == "The environment was removed."
    assert installed.place.installed() is None
    assert sorted(path.name for path in installed.place.root.iterdir()) == ["lock"]
    installed.goes_on()


def test_an_upgrade_leaves_the_environment_of_a_running_engine_until_it_ends(installed):
    with installed.engine() as session:
        old = installed.place.installed().folder
        assert installed.install().state is State.DONE
        assert installed.works() and len(installed.folders()) == 2
        assert old in installed.folders() and session.state is EngineState.READY
    installed.goes_on()


def test_an_engine_that_was_killed_does_not_count_as_a_user(installed):
    with installed.engine() as session:
        psutil.Process(session.connection.welcome.pid).kill()
        until = time.monotonic() + 30  # its threads take their time to end
        while installed.place.users():
            assert time.monotonic() < until
            time.sleep(0.005)
    assert installed.remove().state is State.DONE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes no open files")
def test_deleted_by_hand_while_an_engine_runs_from_it(installed):
    with installed.engine():
        shutil.rmtree(installed.place.root)
        assert installed.place.installed() is None and installed.place.users() == []
    installed.goes_on()


def test_the_environments_folder_was_deleted_by_hand(installed):
    shutil.rmtree(installed.place.root / installed.place.installed().folder)
    assert installed.place.python() is None
    installed.goes_on()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes no open files")
def test_the_place_is_deleted_by_hand_during_an_installation(trial, index):
    index.stuck.clear()
    task = brought(trial.start(trial.online), "choosing versions")
    while not index.asked:  # uv has written all that it writes before
        task.poll()
    shutil.rmtree(trial.place.root)
    index.stuck.set()
    assert task.wait().state is State.FAILED
    assert task.message.endswith(".") and "again" in task.message, task.message
    trial.goes_on()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"folder": 3}', b'{"version": "1"}',
     b'{"folder": "../x"}', b'{"folder": "e1/../../x"}', b'{"folder": "/"}',
     '{"folder": "e²"}'.encode()],
)  # fmt: skip
def test_an_environment_json_that_makes_no_sense_names_no_environment(installed, content):
    outside = installed.place.root.parent / "x"
    outside.mkdir()
    (installed.place.root / "environment.json").write_bytes(content)
    assert installed.place.installed() is None and installed.place.python() is None
    if content in (b"{", b'{"folder": "../x"}'):
        installed.goes_on()
        assert outside.is_dir()


def test_an_environment_json_of_a_newer_version_may_say_more(installed):
    path = installed.place.root / "environment.json"
    path.write_text(path.read_text().replace("{", '{"new": {"a": 1},', 1))
    assert installed.place.installed() is not None and installed.works()


def test_a_changed_list_offers_an_upgrade_and_a_comment_does_not(installed):
    assert outdated(installed.place, installed.recipe) == ""
    text = installed.recipe.requirements.read_text()
    installed.recipe.requirements.write_text("# a comment\r\n" + text)
    assert outdated(installed.place, installed.recipe) == ""
    (installed.wheels / "tinylib-1.0-py3-none-any.whl").touch()
    installed.recipe.requirements.write_text(text + "tinybase<2\n")
    sentence = outdated(installed.place, installed.recipe)
    assert "other versions of the libraries" in sentence and "Press Update" in sentence
    assert installed.works()
    installed.goes_on()
    assert outdated(installed.place, installed.recipe) == ""


def test_without_an_environment_there_is_nothing_to_upgrade(trial):
    assert outdated(trial.place, trial.recipe) == ""


@pytest.mark.parametrize(("ours", "offered"), [("0.9.1", False), ("0.10", True), ("1.0", True)])
def test_two_versions_of_the_extension_do_not_undo_each_others_work(
    trial, monkeypatch, ours, offered
):
    trial.place.root.mkdir()
    trial.place.point_to(Installed("e1", "another list", "0.10.0", "2026-01-01"))
    monkeypatch.setattr(upgrade, "__version__", ours)
    assert bool(outdated(trial.place, trial.recipe)) is offered


def test_a_place_in_the_home_folder_may_be_written_with_a_tilde(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert Place(Path("~/engine")).root == tmp_path / "engine"
