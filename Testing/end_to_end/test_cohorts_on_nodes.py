"""Cohorts from files to table nodes, through a real engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core has wheels for CPython 3.11 to 3.13")

from medaiassist_engine.contract.cohorts import cells  # noqa: E402
from medaiassist_engine.contract.payloads import Volume, matrix  # noqa: E402
from medaiassist_engine.files.volumes import write_volume  # noqa: E402
from MedAIAssistLib.scene import tables  # noqa: E402

GRID = matrix(np.diag([-1.0, -1.0, 2.0, 1.0]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    random = np.random.default_rng(0)
    for label in ("ill", "well"):
        (tmp_path / label).mkdir()
        for number in range(3):
            array = random.integers(0, 99, (3, 4, 5)).astype(np.int16)
            write_volume(tmp_path / label / f"{label}{number}.nrrd", Volume(array, GRID))
    return tmp_path


def test_a_folder_is_added_to_a_cohort_split_and_taken_back(work: Any, folder: Path) -> None:
    made = work.run("cohort.from_folder", {}, folder=str(folder / "ill"), timeout_s=120)
    node = made["table"]
    targets = {"table": node}
    work.run("cohort.from_folder", targets, targets, folder=str(folder / "well"), timeout_s=60)
    assert cells(tables.read(node), "case") == [f"{c}{n}" for c in ("ill", "well") for n in "012"]
    work.run("cohort.split", targets, targets, test=50.0, timeout_s=60)
    assert cells(tables.read(node), "split").count("test") == 3
    work.undo.undo()
    assert "split" not in [c.name for c in tables.read(node).columns]
    work.undo.undo()
    assert len(cells(tables.read(node), "case")) == 3


def test_a_check_is_replaced_by_the_next_one(work: Any, folder: Path) -> None:
    node = work.run("cohort.from_folder", {}, folder=str(folder), timeout_s=120)["table"]
    first = work.run("cohort.check", {"table": node}, timeout_s=60)
    assert "Tiny class" in cells(tables.read(first["warnings"]), "kind")
    count = work.scene.GetNumberOfNodes()
    second = work.run("cohort.check", {"table": node}, first, timeout_s=60, smallest=1)
    assert second["warnings"] is first["warnings"]
    assert "Tiny class" not in cells(tables.read(second["warnings"]), "kind")
    assert work.scene.GetNumberOfNodes() == count


def test_a_case_is_loaded_on_its_own_grid(work: Any, folder: Path) -> None:
    path = str(folder / "ill" / "ill0.nrrd")
    volume = work.run("cohort.load", {}, image=path, timeout_s=120)["volume"]
    assert volume.GetImageData().GetDimensions() == (5, 4, 3)
    assert volume.GetSpacing() == (1.0, 1.0, 2.0)
