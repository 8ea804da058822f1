"""Stepping back lowers a process's priority, another's or its own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from medaiassist_engine.contract.priority import step_back

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows sets the priority when a process is started"
)
OWN = """
import os
from medaiassist_engine.contract.priority import step_back
before = os.getpriority(os.PRIO_PROCESS, 0)
step_back()
print(before, os.getpriority(os.PRIO_PROCESS, 0))
"""
POLICY = """
import os
from medaiassist_engine.contract.priority import step_back
step_back(idle=%s)
print(os.sched_getscheduler(0) == os.SCHED_IDLE)
"""


def lowered(niceness):
    return min(niceness + 10, 19)  # 19 is the lowest priority there is


def test_another_process_steps_back_and_this_one_does_not():
    present = os.getpriority(os.PRIO_PROCESS, 0)
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as child:
        step_back(child.pid)
        seen = os.getpriority(os.PRIO_PROCESS, child.pid)
        child.communicate(b"\n")
    assert seen == lowered(present)
    assert os.getpriority(os.PRIO_PROCESS, 0) == present


def test_a_process_steps_back_by_itself():
    command = [sys.executable, "-c", OWN]
    found = subprocess.run(
        command, capture_output=True, text=True, check=True, start_new_session=True
    )
    before, after = map(int, found.stdout.split())
    assert after == lowered(before)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the policy")
@pytest.mark.parametrize("idle", [True, False])
def test_what_is_to_give_way_to_all_does_so(idle):
    command = [sys.executable, "-c", POLICY % idle]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == str(idle)


def test_a_process_that_is_gone_is_left_alone():
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    step_back(child.pid)
