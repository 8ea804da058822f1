"""The module's self-tests, for a pytest that runs inside the real application."""

from __future__ import annotations

import pytest

slicer = pytest.importorskip("slicer", reason="needs Slicer")
if not hasattr(slicer, "app"):
    pytest.skip("runs inside the Slicer application only", allow_module_level=True)

from MedAIAssistLib.self_tests import run  # noqa: E402


@pytest.fixture(scope="module", autouse=True)
def engine():
    if reason := run.no_engine():
        pytest.skip(reason)


@pytest.mark.parametrize("check", run.TESTS, ids=lambda check: check.__name__)
def test_self_test(check):
    slicer.mrmlScene.Clear()
    check()
