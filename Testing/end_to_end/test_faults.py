"""What goes wrong with engines, and that the next job works all the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
from engine_sessions import FAULTY, faulty, request, shared_folders, until

from medaiassist_engine.contract.payloads import Volume
from MedAIAssistLib.environment.choice import Choice, Kind, find_engine
from MedAIAssistLib.session.jobs import State
from MedAIAssistLib.session.launch import Launch
from MedAIAssistLib.session.session import EngineState, Session

VOLUME = Volume(np.arange(48_000, dtype=np.int32).reshape(30, 40, 40))  # too large for the pipe
posix_only = pytest.mark.skipif(os.name != "posix", reason="uses POSIX signals")


def echo_works(session: Session) -> None:
    results: list = []
    job = session.wait(session.submit(request("engine.echo", VOLUME, results)), 60)
    assert job.state is State.DONE, job.message
    np.testing.assert_array_equal(results[0]["volume"], VOLUME.array)


@posix_only
def test_an_engine_killed_in_a_job_is_replaced_and_the_cause_is_named(make_session):
    session = make_session()
    job = session.wait(session.submit(request("fault.die", VOLUME)), 60)
    assert job.state is State.FAILED
    assert "killed by the system" in job.message and "memory" in job.message
    echo_works(session)


def test_an_engine_that_hangs_is_killed_after_the_grace_period(make_session):
    session = make_session(grace_s=0.3)
    job = session.submit(request("fault.hang", VOLUME))
    until(lambda: job.phase == "hanging", session)
    time.sleep(0.3)
    pid = session.connection.pid
    session.cancel(job)
    session.wait(job, 30)
    assert job.state is State.CANCELLED
    assert "restarted" in job.message
    assert not psutil.pid_exists(pid)
    echo_works(session)


def test_a_job_that_listens_is_cancelled_without_killing_the_engine(make_session):
    session = make_session()
    job = session.submit(request("fault.slow", VOLUME))
    until(lambda: job.fraction > 0, session)
    pid = session.connection.pid
    session.cancel(job)
    session.wait(job, 30)
    assert job.state is State.CANCELLED
    assert session.connection.pid == pid
    echo_works(session)


def test_a_job_cancelled_before_its_first_sign_of_life_is_cancelled_in_the_engine(make_session):
    session = make_session()
    echo_works(session)
    job = session.submit(request("engine.wait", seconds=30.0))
    until(lambda: job.in_engine, session)
    session.cancel(job)
    assert not job.ended, "the engine still works on it and reads its blocks"
    session.wait(job, 30)
    assert job.state is State.CANCELLED
    echo_works(session)


def test_a_job_cancelled_while_it_is_copied_gives_its_blocks_back(make_session):
    session = make_session()
    echo_works(session)
    large = Volume(np.zeros((64, 512, 512), np.int16))
    job = session.submit(request("engine.echo", large))
    until(lambda: job.state is State.RUNNING or session.poll(0.0))
    session.cancel(job)
    assert job.state is State.CANCELLED
    assert not session.connection._pool._used
    echo_works(session)


def test_a_job_cancelled_when_its_result_has_come_delivers_nothing(make_session):
    session = make_session()
    echo_works(session)
    results: list = []
    job = session.submit(request("engine.echo", VOLUME, results))
    until(lambda: job.reply is not None, poll_without_steps(session))
    session.cancel(job)
    assert job.state is State.CANCELLED
    for _ in range(20):
        session.poll()
    assert results == []
    echo_works(session)


def poll_without_steps(session):
    """A session whose polls have no time left for the job's steps once the engine has it."""

    class Hurried:
        def poll(self):
            session.poll(0.0 if session._current and session._current.in_engine else 0.01)

    return Hurried()


def test_an_operation_that_ends_the_program_fails_alone(make_session):
    session = make_session()
    job = session.wait(session.submit(request("fault.leave", VOLUME)), 60)
    assert job.state is State.FAILED
    assert "SystemExit" in job.message
    echo_works(session)


def test_an_engine_that_dies_again_and_again_is_given_up(make_session):
    session = make_session("fragile")
    session.start()
    until(lambda: session.state is EngineState.FAILED, session)
    assert "exit code 9" in session.failure.message


def test_a_command_with_an_open_quotation_mark_is_a_sentence():
    session = Session(lambda: find_engine(Choice(Kind.COMMAND, 'ssh gpu01 "medaiassist serve')))
    job = session.wait(session.submit(request("engine.echo", VOLUME)), 10)
    assert job.state is State.FAILED
    assert "quotation mark" in job.message


def test_no_temporary_folder_is_a_sentence(monkeypatch):
    import errno

    def full(**where):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    session = Session(faulty)
    job = session.wait(session.submit(request("engine.echo", VOLUME)), 10)
    assert job.state is State.FAILED
    assert "No temporary folder" in job.message and "No space left" in job.message


def test_a_host_that_was_busy_for_long_still_hears_the_answer(make_session, monkeypatch):
    session = make_session()
    session.start()
    time.sleep(1.0)
    monkeypatch.setattr("MedAIAssistLib.session.connection.GREETING_S", 0.1)
    echo_works(session)


def test_a_queued_job_is_cancelled_before_it_starts(make_session):
    session = make_session()
    first = session.submit(request("fault.slow", VOLUME))
    second = session.submit(request("engine.echo", VOLUME))
    session.poll()
    session.cancel(second)
    assert second.state is State.CANCELLED
    session.cancel(first)
    session.wait(first, 30)


def test_running_out_of_memory_says_so(make_session):
    session = make_session()
    job = session.wait(session.submit(request("fault.exhaust", VOLUME)), 60)
    assert job.state is State.FAILED
    assert "out of memory" in job.message and "Crop" in job.message
    echo_works(session)


def test_an_error_in_the_program_comes_with_its_traceback(make_session):
    session = make_session()
    job = session.wait(session.submit(request("fault.crash", VOLUME)), 60)
    assert job.state is State.FAILED
    assert "a mistake in the program" in job.message
    assert "Traceback" in job.details
    echo_works(session)


def test_what_libraries_print_does_not_disturb_the_messages(make_session):
    session = make_session()
    job = session.wait(session.submit(request("fault.chatter", VOLUME)), 60)
    assert job.state is State.DONE, job.message
    until(lambda: any("noise from C" in line for line in session.connection.log()), session)


def test_closing_in_the_middle_of_a_job_leaves_nothing(make_session):
    session = make_session()
    job = session.submit(request("fault.slow", VOLUME))
    until(lambda: job.fraction > 0, session)
    pid = session.connection.pid
    session.close()
    assert job.state is State.CANCELLED
    assert not psutil.pid_exists(pid)
    assert shared_folders() == []


@posix_only
def test_children_of_the_engine_end_with_it(make_session):
    session = make_session()
    session.wait(session.submit(request("fault.spawn", VOLUME)), 60)
    children = psutil.Process(session.connection.pid).children()
    assert children
    session.close()
    until(lambda: not any(c.is_running() and c.status() != "zombie" for c in children))


@posix_only
def test_a_killed_host_takes_its_engine_and_its_blocks_along():
    program = (
        "import sys; sys.path[:0] = sys.argv[1:3]\n"
        "from engine_sessions import *\n"
        "from medaiassist_engine.contract.payloads import Volume\n"
        "import numpy as np\n"
        "session = Session(lambda: faulty())\n"
        "job = session.submit(request('fault.slow', Volume(np.zeros((4, 4, 4), 'i2'))))\n"
        "until(lambda: job.fraction > 0, session)\n"
        "print(session.connection.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    here = Path(__file__).parent
    host = subprocess.Popen(
        [sys.executable, "-c", program, str(here), str(here.parents[1] / "MedAIAssist")],
        stdout=subprocess.PIPE,
        text=True,
    )
    engine = int(host.stdout.readline())
    os.kill(host.pid, signal.SIGKILL)
    host.wait()
    until(lambda: not psutil.pid_exists(engine) or psutil.Process(engine).status() == "zombie")
    roots = {Path("/dev/shm"), Path(tempfile.gettempdir())}
    until(lambda: not [f for r in roots for f in r.glob(f"medaiassist-{host.pid}-*")])


def test_folders_of_hosts_that_are_gone_are_swept_at_the_next_start(make_session):
    stale = Path(tempfile.mkdtemp(prefix="medaiassist-999999999-"))
    (stale / "h1").write_bytes(b"x")
    echo_works(make_session())
    assert not stale.exists()


def test_an_engine_of_another_version_is_refused_with_both_versions(make_session):
    session = make_session("old")
    job = session.wait(session.submit(request("engine.echo", VOLUME)), 60)
    assert job.state is State.FAILED
    assert "99" in job.message and "Update" in job.message
    assert session.state is EngineState.FAILED


def test_a_command_that_is_no_engine_is_named(make_session):
    session = make_session("garbage")
    job = session.wait(session.submit(request("engine.echo", VOLUME)), 60)
    assert job.state is State.FAILED
    assert "Welcome to gpu01" in job.message and "login script" in job.message


def test_a_message_cut_off_in_the_middle_is_an_engine_that_ended(make_session):
    session = make_session("truncated")
    job = session.wait(session.submit(request("engine.echo", VOLUME)), 60)
    assert job.state is State.FAILED
    assert "ended unexpectedly" in job.message


def test_an_engine_that_quits_at_once_shows_its_last_words(make_session):
    session = make_session("quits")
    job = session.wait(session.submit(request("engine.echo", VOLUME)), 60)
    assert job.state is State.FAILED
    assert "exit code 1" in job.message
    assert "libfoo.so.1" in job.details


def test_an_engine_that_never_answers_is_given_up(make_session, monkeypatch):
    monkeypatch.setattr("MedAIAssistLib.session.connection.GREETING_S", 0.3)
    session = make_session("silent")
    job = session.wait(session.submit(request("engine.echo", VOLUME)), 60)
    assert job.state is State.FAILED
    assert "did not answer" in job.message


def test_a_python_that_is_not_there_is_named_with_the_remedy():
    session = Session(lambda: Launch(("/no/such/python", "x"), "setting"))
    job = session.wait(session.submit(request("engine.echo", VOLUME)), 10)
    assert job.state is State.FAILED
    assert "/no/such/python" in job.message and "choose another Python" in job.message
    assert shared_folders() == []


def test_no_engine_at_all_is_a_sentence():
    session = Session(lambda: None)
    job = session.wait(session.submit(request("engine.echo", VOLUME)), 10)
    assert job.state is State.FAILED
    assert "not installed yet" in job.message
    assert session.failure is not None


def test_after_a_missing_engine_another_choice_works(make_session):
    choices = [Launch(("/no/such/python",), "setting"), faulty()]
    session = Session(lambda: choices.pop(0))
    try:
        assert session.wait(session.submit(request("engine.echo", VOLUME)), 10).message
        echo_works(session)
    finally:
        session.close()


def test_an_engine_python_without_a_library_names_it(make_session, tmp_path):
    """A bare interpreter starts, answers, and says what it lacks."""
    hide = tmp_path / "hide.py"
    hide.write_text(
        "import sys, runpy\n"
        "for name in ('SimpleITK', 'scipy', 'numba', 'skimage', 'torch'):\n"
        "    sys.modules[name] = None\n"
        "sys.argv[1:] = ['']\n"
        f"runpy.run_path({str(FAULTY)!r}, run_name='__main__')\n"
    )
    session = Session(lambda: Launch((sys.executable, "-I", str(hide)), "test"))
    try:
        job = session.wait(session.submit(request("preprocess.gaussian", VOLUME)), 60)
        assert job.state is State.FAILED
        assert "has no '" in job.message and "repair" in job.message
    finally:
        session.close()


def test_a_full_shared_folder_is_an_error_not_a_crash(make_session, monkeypatch):
    import errno

    from medaiassist_engine.contract import blocks

    def full(descriptor, start, size):
        raise OSError(errno.ENOSPC, "No space left on device")

    session = make_session()
    until(lambda: session.connection is not None or session.start(), session)
    monkeypatch.setattr(blocks, "_reserve", full)
    job = session.wait(session.submit(request("engine.echo", VOLUME)), 30)
    assert job.state is State.FAILED
    assert "no room" in job.message
    monkeypatch.undo()
    echo_works(session)
