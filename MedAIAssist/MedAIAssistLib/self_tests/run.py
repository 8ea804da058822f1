"""All self-tests, one after the other."""

from __future__ import annotations

import unittest

import slicer

from . import (
    bundles,
    classify,
    cohort,
    cohort_measuring,
    deep,
    detect,
    detect_learning,
    detect_live,
    faults,
    features,
    panel,
    results,
    scenes,
    segment,
)
from .application import module_widget

TESTS = (
    *results.TESTS, *faults.TESTS, *scenes.TESTS, *features.TESTS, *cohort.TESTS,
    *cohort_measuring.TESTS, *segment.TESTS, *bundles.TESTS, *classify.TESTS, *deep.TESTS,
    *detect.TESTS, *detect_learning.TESTS, *detect_live.TESTS, *panel.TESTS,
)  # fmt: skip


def run_all() -> None:
    """Run every test; an AssertionError names what failed.

    Raises:
        SkipTest: no engine is installed.
    """
    if reason := no_engine():
        raise unittest.SkipTest(reason)
    for test in TESTS:
        slicer.mrmlScene.Clear()
        slicer.util.delayDisplay(test.__name__.replace("_", " "), 100)
        try:
            test()
        except unittest.SkipTest as reason:  # one operation less does not hide the other tests
            slicer.util.delayDisplay(f"{test.__name__}: skipped, {reason}", 100)


def no_engine() -> str:
    """Why the tests cannot run here; "" if they can."""
    session = module_widget().logic.work.session
    session.start()
    return session.failure.message if session.failure is not None else ""
