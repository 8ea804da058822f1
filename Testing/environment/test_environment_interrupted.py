"""Installations that are cut off: there is a working environment afterwards, or none."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from environment_trials import Trial, alive, brought, children
from tiny_packages import make_wheel

from MedAIAssistLib.environment.install import remove
from MedAIAssistLib.environment.task import Task
from MedAIAssistLib.session.jobs import State

pytest_plugins = ("environment_fixtures",)

HOST = Path(__file__).parent / "installing_host.py"
MOMENTS = 16


@pytest.fixture
def large(trial, index):
    """A package that uv announces, and that comes only as far as the index lets it."""
    make_wheel(trial.wheels, "tinybase", "answer = 42\n", more={"noise": os.urandom(1 << 21)})
    index.cut = 1 << 20
    index.stuck.clear()
    yield trial
    index.cut = 0


def _reached(trial, phase):
    slow = phase == "downloading"
    return brought(trial.start(trial.online if slow else trial.offline), phase)


PHASES = ["preparing", "making the environment", "choosing versions", "downloading", "checking"]


@pytest.mark.parametrize("phase", PHASES)
def test_cancel_in_each_phase(large, index, phase):
    with large.unharmed():
        task = _reached(large, phase)
        task.cancel()
        start = time.perf_counter()
        task.cancel()  # twice does no harm
        assert task.phase == "cancelling"
        assert task.wait().state is State.CANCELLED
        print(f"{phase}: ended {1000 * (time.perf_counter() - start):.0f} ms after the click")
    index.cut = 0
    index.stuck.set()
    large.goes_on(large.online)


def test_cancel_keeps_the_environment_there_was(installed, index):
    index.stuck.clear()
    for phase in ("making the environment", "choosing versions"):
        with installed.unharmed():
            task = brought(installed.start(installed.online), phase)
            task.cancel()
            assert task.wait().state is State.CANCELLED
            with installed.engine() as session:
                assert session.failure is None
    index.stuck.set()
    installed.goes_on()


def test_cancel_before_the_first_step(installed):
    with installed.unharmed():
        task = installed.start()
        task.cancel()
        assert task.wait().state is State.CANCELLED


def test_cancel_when_all_is_done_but_the_sweeping_comes_too_late(installed):
    """The new environment counts already, so that it is not called cancelled."""
    old = installed.place.installed()
    task = installed.start()
    while installed.place.installed() == old:
        task.poll(0.0001)
    task.cancel()
    assert task.wait().state is State.DONE
    assert installed.works()
    installed.goes_on()


@pytest.mark.parametrize("phase", PHASES)
def test_slicer_ends_in_each_phase(large, index, phase):
    task = _reached(large, phase)
    task.close()
    assert task.state is State.CANCELLED
    assert children() == []
    assert not large.is_locked()
    assert large.place.installed() is None
    index.cut = 0
    index.stuck.set()
    large.goes_on(large.online)


@contextmanager
def _host(trial, *more):
    """Another process that installs, in its own session, and is just beginning."""
    command = [sys.executable, str(HOST), str(trial.folder), *more]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "go\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _kill(process, with_children):
    parent = psutil.Process(process.pid)
    try:
        family = parent.children(recursive=True)
        parent.kill()
        process.wait()
        for child in family if with_children else []:
            child.kill()
    except psutil.NoSuchProcess:
        family = []
    return family


def _wait_for(processes):
    until = time.monotonic() + 60
    while alive(processes):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_slicer_is_killed_while_uv_works(installed, index):
    """uv lives on for a while; it must not get in the way of the next installation."""
    index.stuck.clear()
    with _host(installed, "online") as process:
        while not index.asked:
            time.sleep(0.01)
        orphans = _kill(process, with_children=False)
    assert orphans
    assert installed.works()  # the one there was
    installed.goes_on()
    counts = installed.place.installed()
    index.stuck.set()
    _wait_for(orphans)
    assert installed.place.installed() == counts and installed.works()
    installed.goes_on()  # sweeps what the orphan may have left


def test_cut_off_at_any_moment_there_is_a_working_environment_or_none(tmp_path):
    """Kills Slicer, every other time with uv, at moments spread over a whole installation."""
    trial = Trial(tmp_path)
    with _host(trial) as process:
        start = time.monotonic()
        assert process.stdout.readline().startswith("ended: done")
        whole = time.monotonic() - start
    assert trial.remove().state is State.DONE
    found = []
    for moment in range(MOMENTS):
        with _host(trial) as process:
            time.sleep(1.2 * whole * moment / (MOMENTS - 1))
            orphans = _kill(process, with_children=moment % 2 == 0)
        found.append(trial.place.installed() is not None)
        assert trial.works() is found[-1]
        _wait_for(orphans)
        assert trial.works() is found[-1]
    print(f"of {MOMENTS} moments in {whole:.2f} s, {sum(found)} left an environment: {found}")
    trial.goes_on()
    with trial.engine() as session:
        assert session.failure is None


def test_a_removal_that_is_cut_off_leaves_none_and_goes_on_later(installed):
    task = Task("Remove", lambda report: remove(installed.place, report))
    while installed.place.installed() is not None:
        task.poll(0.0001)
    task.close()
    assert children() == [] and not installed.is_locked()
    assert installed.remove().state is State.DONE
    assert sorted(path.name for path in installed.place.root.iterdir()) == ["lock"]
    installed.goes_on()
