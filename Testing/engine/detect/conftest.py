"""Real annotations for the tests of detection."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

DATA = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[4] / "shared" / "data"))


@pytest.fixture(scope="session")
def bccd() -> Path:
    """The folder of the blood cell data set."""
    if not (DATA / "bccd").is_dir():
        pytest.skip("needs shared/data/bccd")
    return DATA / "bccd"


@pytest.fixture(scope="session")
def cells(bccd: Path):
    """The boxes of its 87 validation images."""
    from medaiassist_engine.detect.formats.box_table import read_box_rows, table_of_images
    from medaiassist_engine.detect.formats.voc import read_voc

    names = (bccd / "val.txt").read_text().split()
    images = [read_voc(bccd / "annotations" / f"{n}.xml", lambda note: None) for n in names]
    return read_box_rows(table_of_images(images), lambda note: None)
