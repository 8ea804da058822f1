from __future__ import annotations

import sys
import threading
import time

import psutil
import pytest
from worker_tasks import doubled, sleeping, troubled

from medaiassist_engine.classify.workers import run_tasks
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_all_tasks_end_with_their_results_and_notes(workers: int):
    fractions: list[float] = []
    context = Context(lambda fraction, _: fractions.append(fraction))
    ended = list(run_tasks(doubled, 2, [1, 2, 3], workers, context))
    assert {e.task: e.result for e in ended} == {0: 2, 1: 4, 2: 6}
    assert {e.notes for e in ended} == {("task 1",), ("task 2",), ("task 3",)}
    assert fractions == sorted(fractions)


def test_a_task_that_fails_or_dies_leaves_the_others_alone():
    tasks = ["a", "dies", "refuses", "b", "breaks", "c"]
    ended = {tasks[e.task]: e for e in run_tasks(troubled, None, tasks, 2, Context())}
    assert [t for t in tasks if not ended[t].error] == ["a", "b", "c"]
    assert ended["dies"].error == "its process ended unexpectedly (code 7)"
    assert ended["refuses"].error == "case 'c7' has no 'size'"
    assert ended["breaks"].error == "internal error: ZeroDivisionError: by zero"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_a_killed_process_is_told_as_such():
    ended = {e.task: e.error for e in run_tasks(troubled, None, ["is killed", "a"], 1, Context())}
    assert "killed" in ended[0] and "memory" in ended[0] and not ended[1]


def test_cancelling_ends_workers_that_are_deaf_for_ten_minutes():
    cancelled, reached = threading.Event(), threading.Event()

    def report(fraction: float, _: str) -> None:
        if fraction > 0:
            reached.set()

    def cancel() -> None:
        reached.wait(60)
        cancelled.set()

    threading.Thread(target=cancel).start()
    with pytest.raises(Cancelled):
        list(run_tasks(sleeping, None, [1, 2], 2, Context(report, cancelled)))
    assert reached.is_set()
    until = time.monotonic() + 60
    while any(map(_is_worker, psutil.Process().children(recursive=True))):
        assert time.monotonic() < until
        time.sleep(0.05)


def _is_worker(child: psutil.Process) -> bool:
    """Python's own tracker is none."""
    try:
        return "spawn_main" in " ".join(child.cmdline())
    except psutil.NoSuchProcess:  # it has ended meanwhile
        return False
