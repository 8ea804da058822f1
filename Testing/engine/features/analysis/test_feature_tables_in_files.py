"""Feature tables on the command line: written, read back, and made into charts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from medaiassist_engine.cli.app import main
from medaiassist_engine.contract.payloads import LabelMap, Segment, Volume
from medaiassist_engine.files.labels import write_labels
from medaiassist_engine.files.tables import read_table
from medaiassist_engine.files.volumes import write_volume


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rng = np.random.default_rng(0)
    write_volume(tmp_path / "scan.nrrd", Volume(rng.normal(100, 20, (6, 40, 40))))
    labels = np.zeros((6, 40, 40), np.uint8)
    for n in range(1, 5):
        labels[:, 10 * n - 10 : 10 * n - 2, 4:36] = n
    segments = tuple(Segment(n, f"part {n}") for n in range(1, 5))
    write_labels(tmp_path / "parts.seg.nrrd", LabelMap(labels, segments=segments))
    return tmp_path


@pytest.mark.parametrize("extension", ["csv", "parquet"])
def test_features_of_segments_become_a_file_and_the_file_a_chart(
    folder: Path, extension: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if extension == "parquet":
        pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    monkeypatch.chdir(folder)
    table = f"features.{extension}"
    extract = ["run", "features.gabor", "--input", "scan.nrrd", "--segments", "parts.seg.nrrd"]
    assert main([*extract, "--output", table]) == 0
    read = read_table(table)
    assert read.columns[1].texts == tuple(f"part {n}" for n in range(1, 5))
    energy = next(c for c in read.columns if c.name == "gabor_8mm_energy")
    assert energy.unit == "intensity²" and energy.description and (energy.values > 0).all()
    assert main(["run", "features.pca", "--input", table, "--output", "chart.csv",
                 "--loadings", "loadings.csv"]) == 0  # fmt: skip
    assert read_table("chart.csv").columns[0].name == "PC1"
    assert len(read_table("loadings.csv").columns[0].texts) > 5
    assert main(["run", "features.correlation", "--input", table, "--output", f"m.{extension}",
                 "--heat-map", "map.html"]) == 0  # fmt: skip
    assert Path("map.html").read_text(encoding="utf-8").startswith("<h3>Correlation")


def test_robustness_runs_on_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    words = ["run", "features.robustness", "--input", "scan.nrrd", "--segments", "parts.seg.nrrd",
             "--operation", "features.lbp", "--repeats", "2", "--output", "icc.csv"]  # fmt: skip
    assert main(words) == 0
    names = [c.name for c in read_table("icc.csv").columns]
    assert names[:4] == ["feature", "unit", "targets", "icc_1_1"]
