"""The Python an environment is built on: missing, broken, of the wrong version."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace

import pytest
from environment_trials import BASE, assert_failed

from MedAIAssistLib.environment.checking import verify
from MedAIAssistLib.environment.choice import Choice, find_engine
from MedAIAssistLib.environment.task import Task
from MedAIAssistLib.session.failures import EngineFailure
from MedAIAssistLib.session.session import EngineState

pytest_plugins = ("environment_fixtures",)
posix = pytest.mark.skipif(sys.platform == "win32", reason="a script stands for a program")


def _script(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_a_chosen_python_that_is_not_there(installed):
    source = replace(installed.offline, python=installed.folder / "no python")
    with installed.unharmed():
        failed = installed.install(source)
    assert_failed(failed, "no python", "does not exist", "Choose another", "empty that line")
    installed.goes_on(replace(source, python=BASE))


@posix
@pytest.mark.parametrize("text", ["exit 0", "exit 3", "echo '{}'", "kill -9 $$"])
def test_a_chosen_python_that_is_none(installed, text):
    source = replace(installed.offline, python=_script(installed.folder / "my python", text))
    with installed.unharmed():
        failed = installed.install(source)
    assert_failed(failed, "my python", "not a Python that can be used", "Choose another")
    installed.goes_on(replace(source, python=BASE))


def test_a_chosen_python_that_cannot_be_executed(installed):
    text = installed.folder / "letter.txt"
    text.write_text("Dear Python,")
    source = replace(installed.offline, python=text)
    with installed.unharmed():
        assert_failed(installed.install(source), "letter.txt", "not a Python", "Choose another")
    installed.goes_on(replace(source, python=BASE))


@posix
@pytest.mark.parametrize("version", ["3.9.18", "3.14.0", "2.7.18"])
def test_a_python_of_a_wrong_version(installed, version):
    """Faked: uv is real, and what it writes is changed afterwards."""
    uv = _script(
        installed.folder / "uv",
        f'"{installed.program}" "$@" || exit\n[ "$1" = venv ] || exit 0\n'
        f'for last; do [ -f "$last/pyvenv.cfg" ] && '
        f'sed -i.old "s/^version_info.*/version_info = {version}/" "$last/pyvenv.cfg"; done; :',
    )
    with installed.unharmed():
        failed = installed.install(program=uv)
    number = version.rpartition(".")[0]
    assert_failed(
        failed, str(BASE), number, "needs 3.10 to 3.13", "Choose another under Base Python"
    )
    installed.goes_on()


@posix
def test_no_python_at_all_and_none_to_be_downloaded(installed, index, monkeypatch):
    source = replace(installed.online, python=None)
    with monkeypatch.context() as patch, installed.unharmed():
        patch.setenv("PATH", "/nowhere")
        patch.setenv("UV_PYTHON_INSTALL_MIRROR", "http://127.0.0.1:9")
        failed = installed.install(source)
    assert_failed(failed, "No usable Python", "3.10 to 3.13", "python.org", "under Base Python")
    installed.goes_on(replace(source, python=BASE))


def _broken(trial):
    """What the panel says of the environment when it is asked for the engine, and its check."""
    checked = Task("Check", lambda report: verify(trial.place, report, trial.recipe)).wait()
    assert_failed(checked, "Press Repair under Engine")
    with pytest.raises(EngineFailure, match="Press Repair"):
        find_engine(Choice(place=trial.place.root))


def test_the_environments_python_was_deleted(installed):
    installed.place.python().unlink()
    assert installed.place.python() is None
    _broken(installed)
    installed.goes_on()


def test_the_environments_python_became_garbage(installed):
    python = installed.place.python()
    python.unlink()
    python.write_bytes(b"\x00garbage")
    python.chmod(0o755)
    checked = Task("Check", lambda report: verify(installed.place, report)).wait()
    assert_failed(checked, "cannot be started", "press Repair")
    with installed.engine() as session:
        assert session.state is EngineState.FAILED
    installed.goes_on(fresh=True)
    with installed.engine() as session:
        assert session.state is EngineState.READY


@posix
def test_the_python_below_the_environment_was_removed(trial):
    """As when a system's upgrade replaces Python 3.11 by 3.12."""
    home = trial.folder / "system"
    (home / "bin").mkdir(parents=True)
    base = home / "bin" / "python3"
    shutil.copy(BASE, base)
    (home / "lib").symlink_to(BASE.resolve().parents[1] / "lib")
    trial.goes_on(replace(trial.offline, python=base))
    shutil.rmtree(home)
    assert trial.place.installed() is not None and not trial.works()
    _broken(trial)
    trial.goes_on(fresh=True)


def test_repair_drops_a_python_that_uv_brought_only_if_it_does_not_start(installed):
    brought = installed.place.pythons / "cpython"
    brought.mkdir(parents=True)
    installed.goes_on(fresh=True)
    assert brought.exists()
    installed.place.python().unlink()
    installed.goes_on(fresh=True)
    assert not brought.exists()
