"""A real MRML scene for each test, from slicer-core."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
for folder in (ROOT, ROOT / "MedAIAssist", Path(__file__).parent):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


@pytest.fixture
def workspace() -> Iterator[Any]:
    from demo.scene import create_workspace

    made = create_workspace()
    yield made
    made.close()


@pytest.fixture
def scene(workspace: Any) -> Any:
    return workspace.scene
