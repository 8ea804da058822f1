"""uv itself: missing, broken, killed."""

from __future__ import annotations

import sys

import pytest
from environment_trials import assert_failed, brought, children

from MedAIAssistLib.environment import uv
from MedAIAssistLib.session.jobs import State

pytest_plugins = ("environment_fixtures",)
posix = pytest.mark.skipif(sys.platform == "win32", reason="scripts and signals")


def test_uv_is_missing(installed, monkeypatch):
    with monkeypatch.context() as patch, installed.unharmed():
        patch.setattr(uv, "find_uv", lambda: None)
        failed = installed.install(program=None)
    assert_failed(failed, "uv is missing", "Allow Slicer to install it", "pip_install('uv')")
    installed.goes_on(program=None)


def test_uv_is_found_in_its_package_or_on_the_path(monkeypatch):
    assert uv.find_uv() is not None
    monkeypatch.setitem(sys.modules, "uv", None)
    monkeypatch.setenv("PATH", "")
    assert uv.find_uv() is None


@posix
@pytest.mark.parametrize(
    ("content", "mode"), [(None, 0), (b"#!/bin/sh\n", 0o644), (b"\x7fELF garbage", 0o755)]
)
def test_uv_cannot_be_started(installed, content, mode):
    program = installed.folder / "uv"
    if content is not None:
        program.write_bytes(content)
        program.chmod(mode)
    with installed.unharmed():
        failed = installed.install(program=program)
    assert_failed(failed, str(program), "cannot be started", "Install it anew", "pip_install")
    installed.goes_on()


@posix
@pytest.mark.parametrize("before", [True, False])
def test_uv_is_killed(trial, index, before):
    if before:
        trial.goes_on()
    index.stuck.clear()
    with trial.unharmed():
        task = brought(trial.start(trial.online), "choosing versions")
        (process,) = children()
        process.kill()
        assert_failed(task.wait(), "installer", "ended from outside (SIGKILL)", "memory", "Install")
    index.stuck.set()
    trial.goes_on(trial.online)


@posix
def test_uv_says_something_unknown_in_colours(installed):
    program = installed.folder / "uv"
    program.write_text(
        "#!/bin/sh\nprintf 'hi\\n\\033[1;31merror\\033[0m: Cannot ask https://me:se@cret@index.org/a'"
        " >&2; exit 2\n"
    )
    program.chmod(0o755)
    with installed.unharmed():
        failed = installed.install(program=program)
    assert failed.state is State.FAILED and "press install to try again" in failed.message.lower()
    assert "Installing failed: Cannot ask https://***@index.org/a." in failed.message
    assert "cret" not in failed.message + failed.details
    assert failed.details == "hi\nerror: Cannot ask https://***@index.org/a"
    installed.goes_on()
