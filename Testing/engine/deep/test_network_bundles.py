"""What MONAI's own command and real pictures say of networks trained here; slow."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import cohort, quick

from medaiassist_engine.classify.deep.apply_network import run_apply_network
from medaiassist_engine.classify.deep.parameters import (
    ApplyNetworkParameters,
    TrainNetworkParameters,
)
from medaiassist_engine.classify.deep.train_network import run_train_network
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Column, ModelRef, Table

MEDNIST = Path(os.environ.get("MEDAIASSIST_DATA", "../shared/data")) / "mednist"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("network", "depth", "intensities"),
    [("cnn", 1, "range"), ("densenet121", 1, "zscore"), ("cnn_lstm", 6, "window")],
)
def test_monais_own_command_gives_the_same_probabilities(
    tmp_path: Path, network: str, depth: int, intensities: str
) -> None:
    pytest.importorskip("fire", reason="monai.bundle needs fire to be run as a command")
    (tmp_path / "images").mkdir()
    table = cohort(tmp_path / "images", 8, (depth, 20, 24))
    choices = quick(network=network, size=(32, 32, 8), intensities=intensities, epochs=1,
                    black=0.0, white=1.0, folder=str(tmp_path))  # fmt: skip
    compared(tmp_path, table, choices, tmp_path / "images", ".nii.gz")


def compared(
    tmp_path: Path, table: Table, choices: TrainNetworkParameters, folder: Path, ending: str
) -> None:
    """Train, and let both say what they see in the files of a folder."""
    model = run_train_network(table, choices, Context())["model"]
    assert isinstance(model, ModelRef)
    root = tmp_path / "bundle"
    with zipfile.ZipFile(model.path) as file:
        file.extractall(root)
    command = [sys.executable, "-m", "monai.bundle", "run", "--config_file",
               "configs/inference.json", "--bundle_root", ".", "--dataset_dir",
               str(folder)]  # fmt: skip
    subprocess.run(command, cwd=next(root.iterdir()), check=True, timeout=200, capture_output=True)
    with next(root.rglob("predictions.csv")).open(newline="") as written:
        rows = {Path(row[0]).name: [float(v) for v in row[1:]] for row in csv.reader(written)}
    found = run_apply_network(model, ApplyNetworkParameters(), Context(), table=table)
    ours = np.stack([c.values for c in found.columns if c.name.startswith("p_")], axis=1)
    theirs = np.array([rows[f"{case}{ending}"] for case in found.columns[0].texts])
    np.testing.assert_allclose(theirs, ours, atol=1e-5)


@pytest.mark.slow
def test_monais_own_command_reads_signals_as_they_are_read_here(tmp_path: Path) -> None:
    pytest.importorskip("fire", reason="monai.bundle needs fire to be run as a command")
    (tmp_path / "signals").mkdir()
    rng, rows = np.random.default_rng(0), []
    for n in range(12):
        rising = np.linspace(0, 1, 30)[:, None] * rng.uniform(0.5, 1, 7)
        path = tmp_path / "signals" / f"s{n}.npy"
        np.save(path, rising[:: 1 if n % 2 else -1].astype(np.float32))
        rows.append((f"s{n}", str(path), ("falling", "rising")[n % 2]))
    columns = zip(("case", "image", "label"), zip(*rows, strict=True), strict=True)
    table = Table(tuple(Column(name, None, tuple(texts)) for name, texts in columns))
    choices = quick(network="lstm", size=(), epochs=3, folder=str(tmp_path))
    compared(tmp_path, table, choices, tmp_path / "signals", ".npy")


@pytest.mark.slow
def test_the_plain_cnn_tells_the_pictures_of_mednist_apart(tmp_path: Path) -> None:
    if not MEDNIST.is_dir():
        pytest.skip(f"needs the MedNIST images at {MEDNIST} (set MEDAIASSIST_DATA)")
    rows = []
    for folder in sorted(MEDNIST.iterdir()):
        files = sorted(folder.glob("*.jpeg"))
        random.Random(0).shuffle(files)
        for n, file in enumerate(files[:250]):
            part = "train" if n < 150 else "validation" if n < 200 else "test"
            rows.append((f"{folder.name}-{n}", str(file), folder.name, part))
    names = ("case", "image", "label", "split")
    columns = zip(names, zip(*rows, strict=True), strict=True)
    table = Table(tuple(Column(name, None, tuple(texts)) for name, texts in columns))
    choices = TrainNetworkParameters(epochs=12, device="cpu", folder=str(tmp_path),
                                     resume_folder=str(tmp_path))  # fmt: skip
    metrics = run_train_network(table, choices, Context())["metrics"]
    assert isinstance(metrics, Table) and metrics.columns[1].values is not None
    found = dict(zip(metrics.columns[0].texts, metrics.columns[1].values, strict=True))
    assert found["accuracy"] >= 0.99
