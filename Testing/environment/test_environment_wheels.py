"""Packages that are missing, damaged or do not work."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace

import pytest
from environment_trials import assert_failed
from tiny_packages import fill, make_wheel

from MedAIAssistLib.environment import checking
from MedAIAssistLib.environment.checking import verify
from MedAIAssistLib.environment.task import Task
from MedAIAssistLib.session.jobs import State

pytest_plugins = ("environment_fixtures",)

WHEEL = "tinybase-1.0-py3-none-any.whl"


def _cut_short(wheel):
    wheel.write_bytes(wheel.read_bytes()[:300])


def _changed_within(wheel):
    wheel.write_bytes(wheel.read_bytes().replace(b"answer = 42", b"answer = 43"))


def _no_zip(wheel):
    wheel.write_text("404 Not Found")


@pytest.mark.parametrize("damage", [_cut_short, _changed_within, _no_zip])
def test_a_wheel_that_is_damaged(trial, damage):
    damage(trial.wheels / WHEEL)
    with trial.unharmed():
        failed = trial.install()
    assert_failed(failed, "damaged: tinybase", "Copy it again", "press Install again")
    fill(trial.wheels)
    trial.goes_on()


def test_a_wheel_that_is_damaged_on_its_way_through_the_network(trial, index):
    _changed_within(trial.wheels / WHEEL)
    with trial.unharmed():
        assert_failed(trial.install(trial.online), "damaged: tinybase", "Install again")
    fill(trial.wheels)
    trial.goes_on(trial.online)


@pytest.mark.parametrize(
    "other", [None, "tinybase-0.9-py3-none-any.whl", "tinybase-1.0-cp39-cp39-win_amd64.whl"]
)
def test_a_wheel_that_is_not_in_the_folder(trial, other):
    trial.goes_on()
    shutil.rmtree(trial.place.cache)  # else uv needs no wheel
    wheel = trial.wheels / WHEEL
    wheel.rename(trial.wheels / other) if other else wheel.unlink()
    with trial.unharmed():
        failed = trial.install()
    assert_failed(failed, "tinybase", "not to be had", "folder of wheels must hold all packages")
    fill(trial.wheels)
    trial.goes_on()


def test_a_folder_of_wheels_that_is_not_there(installed):
    usb_stick = installed.folder / "stick"
    source = replace(installed.offline, wheels=usb_stick)
    with installed.unharmed():
        failed = installed.install(source)
    assert_failed(failed, str(usb_stick), "does not exist", "Offline folder", "empty that line")
    shutil.copytree(installed.wheels, usb_stick)
    installed.goes_on(source)


def test_a_list_of_packages_that_is_not_there(installed):
    content = installed.recipe.requirements.read_bytes()
    installed.recipe.requirements.unlink()
    with installed.unharmed():
        failed = installed.install()
    assert_failed(failed, "list.txt", "list of packages", "Install the extension again")
    installed.recipe.requirements.write_bytes(content)
    installed.goes_on()


def _check(trial):
    return Task("Check", lambda report: verify(trial.place, report, trial.recipe)).wait()


def test_a_library_that_vanished_from_a_finished_environment(installed):
    assert _check(installed).message == "The environment works."
    module = next(installed.place.root.glob("e*/lib/**/tinybase"), None) or next(
        installed.place.root.glob("e*/Lib/**/tinybase")
    )
    shutil.rmtree(module)
    assert_failed(_check(installed), "tinybase", "missing", "Press Repair under Engine")
    installed.goes_on(fresh=True)
    assert _check(installed).state is State.DONE


def test_a_check_of_no_environment(trial):
    assert_failed(_check(trial), "no environment", str(trial.place.root), "Press Install")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import tinymissing\n", ("tinymissing", "missing")),
        ("raise RuntimeError('no licence')\n", ("tinylib", "no licence")),
        ("raise SystemExit(3)\n", ("tinylib",)),
        ("import os; os._exit(7)\n", ("without an answer", "exit code 7")),
        ("import os; os.write(1, b'hello'); os.kill(os.getpid(), 11)\n", ("crashed", "SIGSEGV")),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_library_that_does_not_work_once_it_is_installed(trial, code, words):
    make_wheel(trial.wheels, "tinylib", code, ["tinybase"])
    with trial.unharmed():
        failed = trial.install()
    assert_failed(failed, "does not work", "not taken into use", "Press Install again", *words)
    fill(trial.wheels)
    trial.goes_on()


def test_a_library_that_never_returns(installed, monkeypatch):
    code = "import time, subprocess\nsubprocess.Popen(['sleep', '60'])\ntime.sleep(60)\n"
    make_wheel(installed.wheels, "tinylib", code, ["tinybase"])
    with monkeypatch.context() as patch, installed.unharmed():
        patch.setattr(checking, "_LIMIT_S", 1.0)
        failed = installed.install(fresh=True)
    assert_failed(failed, "did not end within 1 s", "Press Install again")
    fill(installed.wheels)
    installed.goes_on()
