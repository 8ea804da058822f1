"""The real head MR, where it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from medaiassist_engine.contract.payloads import Volume
from medaiassist_engine.files.volumes import read_volume

FOLDER = Path(
    os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[4] / ".." / "shared" / "data")
)


def head_mr() -> Volume:
    """T1 head MR, 256^3 at 1 mm; skips the test where it is missing."""
    path = FOLDER / "head_mr" / "t1_crop.nii.gz"
    if not path.is_file():
        pytest.skip(f"needs the head MR at {path} (set MEDAIASSIST_DATA)")
    return read_volume(path)
