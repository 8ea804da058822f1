"""Arrays and messages between host and engine."""

from __future__ import annotations

import time

import numpy as np
import pytest
from engine_sessions import request, until

from medaiassist_engine.contract.payloads import Volume
from MedAIAssistLib.session.folders import SharedFolders
from MedAIAssistLib.session.jobs import State

TYPES = ("bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64",
         "float32", "float64")  # fmt: skip


@pytest.fixture(params=["shared", "remote"])
def session(request, make_session, monkeypatch):
    if request.param == "remote":
        # An engine elsewhere does not find the nonce, so everything travels inline.
        make = SharedFolders.__init__

        def blind(self):
            make(self)
            self.nonce = "another"

        monkeypatch.setattr(SharedFolders, "__init__", blind)
    return make_session()


@pytest.mark.parametrize("dtype", TYPES)
def test_every_type_arrives_unchanged(session, dtype):
    array = np.random.default_rng(1).integers(0, 2**7, (3, 5, 7, 2)).astype(dtype)
    assert echoed(session, array).dtype == array.dtype
    np.testing.assert_array_equal(echoed(session, array), array)


@pytest.mark.parametrize("shape", [(1, 1, 1), (0, 4, 4), (1, 300, 200), (40, 50, 60, 3)])
def test_every_shape_arrives_unchanged(session, shape):
    array = np.random.default_rng(2).random(shape)
    np.testing.assert_array_equal(echoed(session, array), array)


def test_strided_and_fortran_arrays_arrive_in_order(session):
    array = np.random.default_rng(3).random((8, 9, 10))
    for view in (array[::2, ::-1], np.asfortranarray(array), array.transpose(2, 0, 1)):
        np.testing.assert_array_equal(echoed(session, view), view)


def test_a_large_volume_arrives_whole_in_short_steps(session):
    array = np.random.default_rng(4).integers(-1000, 1000, (128, 256, 256), dtype=np.int16)
    np.testing.assert_array_equal(echoed(session, array), array)


def test_the_engine_knows_whether_it_shares_memory(session, request):
    echoed(session, np.zeros((2, 2, 2)))
    assert session.connection.shared == ("shared" in request.node.name)


def test_copies_are_cut_into_steps_of_a_few_megabytes():
    from MedAIAssistLib.scene.steps import STEP_BYTES, copying

    source = np.arange(4 * STEP_BYTES, dtype=np.uint8).reshape(64, -1)
    target = np.zeros_like(source)
    assert sum(1 for _ in copying(source, target)) == 4
    np.testing.assert_array_equal(target, source)


def test_progress_counts_up_and_estimates_the_time_left(make_session):
    session = make_session()
    seen: list = []
    job = session.submit(request("engine.wait", seconds=1.6))
    job.changed.connect(lambda j: seen.append((j.fraction, j.seconds_left)))
    session.wait(job, 30)
    fractions = [f for f, _ in seen]
    assert fractions == sorted(fractions) and len(fractions) > 5
    assert any(left is not None and 0 < left < 1.6 for _, left in seen)


def test_jobs_run_one_after_the_other_in_order(make_session):
    session = make_session()
    order: list = []
    jobs = [session.submit(request("engine.wait", seconds=0.05)) for _ in range(4)]
    for job in jobs:
        job.changed.connect(lambda j: order.append(j.id) if j.ended else None)
    for job in jobs:
        session.wait(job, 30)
    assert order == [job.id for job in jobs]


def test_blocks_are_reused_and_freed(make_session):
    session = make_session()
    array = np.zeros((64, 128, 128), np.int16)
    for _ in range(5):
        echoed(session, array)
    pool = session.connection._pool
    assert len(pool._free) == 1 and not pool._used


def test_an_idle_session_says_so(make_session):
    session = make_session()
    assert session.idle
    job = session.submit(request("engine.wait", seconds=0.05))
    assert not session.idle
    session.wait(job, 30)
    until(lambda: session.idle, session, 60)


def test_a_poll_returns_at_once_while_the_engine_works(make_session):
    session = make_session()
    job = session.submit(request("engine.wait", seconds=1.0))
    until(lambda: job.fraction > 0, session)
    durations = []
    while not job.ended:
        before = time.perf_counter()
        session.poll()
        durations.append(time.perf_counter() - before)
        time.sleep(0.002)
    assert np.median(durations) < 0.05


def test_a_listener_may_let_the_event_loop_run(make_session):
    session = make_session()
    job = session.submit(request("engine.echo", Volume(np.zeros((64, 256, 256), np.int16)), []))
    job.changed.connect(lambda j: session.poll())
    session.wait(job, 30)
    assert job.state is State.DONE, job.message


def echoed(session, array):
    results: list = []
    job = session.wait(session.submit(request("engine.echo", Volume(array), results)), 60)
    assert job.state is State.DONE, job.message
    return results[0]["volume"]
