"""The module's self-tests, for a pytest that runs inside the real application."""

from __future__ import annotations

import pytest

slicer = pytest.importorskip("slicer", reason="needs Slicer")
if not hasattr(slicer, "app"):
    pytest.skip("runs inside the Slicer application only", allow_module_level=True)

from MedAIAssistLib import self_test  # noqa: E402


@pytest.fixture(scope="module")
def work():
    from MedAIAssist import MedAIAssistLogic

    logic = MedAIAssistLogic()
    yield logic.work
    logic.close()


@pytest.mark.parametrize("check", self_test.TESTS, ids=lambda check: check.__name__)
def test_self_test(check, work):
    slicer.mrmlScene.Clear()
    check(work)
