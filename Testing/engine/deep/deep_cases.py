"""Pictures that a small network learns within seconds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from medaiassist_engine.classify.deep.parameters import TrainNetworkParameters
from medaiassist_engine.contract.payloads import Column, Table, Volume
from medaiassist_engine.files.volumes import write_volume

QUICK: dict[str, Any] = {
    "size": (16, 16, 8), "epochs": 4, "batch": 8, "device": "cpu", "intensities": "none",
    "warm_up": 0.0, "learning_rate": 3e-3,
}  # fmt: skip


def quick(**other: Any) -> TrainNetworkParameters:
    return TrainNetworkParameters(**{**QUICK, **other})


def picture(bright: bool, seed: int, shape: tuple[int, int, int] = (1, 16, 16)) -> Volume:
    """Noise, and a bright square in the middle of those of one class."""
    array = np.random.default_rng(seed).normal(0.3, 0.1, shape).astype(np.float32)
    if bright:
        array[..., 5:11, 5:11] += 0.6
    return Volume(array)


def cohort(folder: Path, count: int = 24, shape: tuple[int, int, int] = (1, 16, 16)) -> Table:
    """`count` images of each of two classes, every third of validation, every fourth of test."""
    rows = []
    for n in range(2 * count):
        bright, place = n % 2 == 1, n // 2
        path = folder / f"case{n}.nii.gz"
        write_volume(path, picture(bright, n, shape))
        part = "test" if place % 4 == 3 else "validation" if place % 4 == 2 else "train"
        rows.append((f"case{n}", str(path), "bright" if bright else "dark", f"p{n}", part))
    names = ("case", "image", "label", "patient", "split")
    columns = zip(names, zip(*rows, strict=True), strict=True)
    return Table(tuple(Column(name, None, tuple(values)) for name, values in columns), "cohort")


def changed(table: Table, row: int, name: str, text: str) -> Table:
    """The table with another text in one cell."""
    columns = []
    for column in table.columns:
        texts = list(column.texts)
        if column.name == name:
            texts[row] = text
        columns.append(Column(column.name, None, tuple(texts)))
    return Table(tuple(columns), table.name)
