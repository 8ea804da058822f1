"""The lock between processes, and the marks of running engines."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time

import pytest
from environment_trials import assert_failed

from medaiassist_engine.contract import in_use, locks
from medaiassist_engine.contract.locks import FileLock

pytest_plugins = ("environment_fixtures",)

HOLD = """
import sys, time
from pathlib import Path
sys.path.insert(0, {module!r})
from medaiassist_engine.contract.locks import FileLock
print(FileLock(Path({path!r})).acquire() and "held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds a lock."""
    module = os.fspath(locks.__file__).rsplit("medaiassist_engine", 1)[0]
    code = HOLD.format(module=module, path=str(tmp_path / "lock"))
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_lock_is_let_go_of_when_its_holder_is_killed(tmp_path, holder):
    lock = FileLock(tmp_path / "lock")
    assert not lock.acquire() and not lock.held
    holder.kill()
    holder.wait()
    assert lock.acquire() and lock.held
    lock.release()
    lock.release()


def test_a_lock_is_held_once_also_within_a_process(tmp_path):
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert first.acquire() and first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


@pytest.mark.skipif(sys.platform == "win32", reason="flock")
def test_a_disk_that_knows_no_locks_is_not_taken_for_a_lock_that_is_held(trial, monkeypatch):
    import fcntl

    def refuse(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", refuse)
        failed = trial.install()
    assert_failed(failed, "cannot lock files", str(trial.place.root), "disk of this computer")
    trial.goes_on()


def test_an_engines_mark_counts_as_long_as_it_is_held(tmp_path):
    (tmp_path / in_use.FOLDER).mkdir()
    lock = in_use.mark(tmp_path)
    assert in_use.users(tmp_path) == [os.getpid()]
    in_use.unmark(lock)
    assert in_use.users(tmp_path) == [] and not lock.path.exists()
    in_use.unmark(lock)
    in_use.unmark(None)


def test_marks_of_engines_that_crashed_and_other_files_do_not_count(tmp_path):
    folder = tmp_path / in_use.FOLDER
    folder.mkdir()
    (folder / "4711").write_text("")
    (folder / "notes.txt").write_text("")
    (folder / "²").mkdir()
    assert in_use.users(tmp_path) == []


def test_an_environment_that_is_not_ours_is_not_marked(tmp_path):
    assert in_use.mark(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
    assert in_use.users(tmp_path) == []


def test_marking_waits_for_somebody_who_just_asks(tmp_path):
    folder = tmp_path / in_use.FOLDER
    folder.mkdir()
    asking = FileLock(folder / str(os.getpid()))
    asking.acquire()
    before = time.monotonic()
    assert in_use.mark(tmp_path) is None  # it never ends
    assert time.monotonic() > before
    asking.release()
    in_use.unmark(in_use.mark(tmp_path))
