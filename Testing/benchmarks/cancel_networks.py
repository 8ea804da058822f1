"""Operations with networks on inputs that are large for them; for `bench_cancel.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch

from medaiassist_engine.classify.deep.bundle_saving import TrainedNetwork, save_network
from medaiassist_engine.classify.deep.networks.building import build
from medaiassist_engine.classify.deep.networks.registry import ENTRIES
from medaiassist_engine.classify.deep.preparation import Preparation
from medaiassist_engine.contract.payloads import Column, ModelRef, Table, Volume, matrix
from medaiassist_engine.detect.networks.building import OWN, TARGETS
from medaiassist_engine.detect.networks.building import build as build_detector
from medaiassist_engine.detect.networks.saved import Detector, save_detector
from medaiassist_engine.detect.networks.seeing import Seeing
from medaiassist_engine.files.volumes import write_volume

Listed = tuple[str, str, dict[str, Any], dict[str, Any]]
SIDE, CASES = 128, 24
GRID = matrix(np.diag([0.8, 0.8, 1.0, 1.0]))


def network_operations(folder: Path) -> Iterator[Listed]:
    """Title, operation, functions that give the inputs, and parameters."""
    table = {"table": lambda: cohort(folder)}
    kept = {"folder": str(folder), "resume_folder": str(folder), "device": "cpu"}
    for network in ("cnn", "densenet121"):
        chosen = {"network": network, "size": (96, 96, 96), "epochs": 20, **kept}
        yield f"classify.train_network, {network}", "classify.train_network", table, chosen
    chosen = {"network": "resnet18", "size": (64, 64, 64), "epochs": 20, "folds": 2,
              "validation": 30.0, **kept}  # fmt: skip
    yield "classify.cross_validate_network", "classify.cross_validate_network", table, chosen
    found = {"model": lambda: model(folder), "volume": volume}
    applied = {"samples": 200, "device": "cpu"}
    yield "classify.apply_network, 200 samples", "classify.apply_network", found, applied
    for method in ("hires_cam", "occlusion", "integrated_gradients"):
        explained = {"method": method, "device": "cpu", "orders": 100}
        yield f"explain.heat_map, {method}", "explain.heat_map", found, explained
    detected = {"model": lambda: detector(folder), "volume": chest}
    yield (
        "detect.apply_detector, network, 512x512x275",
        "detect.apply_detector",
        detected,
        {"device": "cpu"},
    )


def volume(seed: int = 0) -> Volume:
    random = np.random.default_rng(seed)
    return Volume(random.normal(100, 20, (SIDE,) * 3).astype(np.float32), GRID)


def chest() -> Volume:
    """As large as a CT of the chest."""
    random = np.random.default_rng(0)
    return Volume(random.normal(-400, 300, (275, 512, 512)).astype(np.int16), GRID)


def cohort(folder: Path) -> Table:
    """Volumes of two classes, one of each patient."""
    files = [folder / f"volume{n}.nii.gz" for n in range(CASES)]
    for n, file in enumerate(files):
        if not file.exists():
            write_volume(file, volume(n))
    return Table(
        (
            Column("case", texts=tuple(f"c{n}" for n in range(CASES))),
            Column("image", texts=tuple(map(str, files))),
            Column("label", texts=tuple("xy"[n % 2] for n in range(CASES))),
            Column("patient", texts=tuple(f"p{n}" for n in range(CASES))),
        ),
        "Cohort",
    )


def model(folder: Path) -> ModelRef:
    """A 3D network with random weights."""
    torch.manual_seed(0)
    preparation = Preparation(3, 1, (96, 96, 96))
    definition = ENTRIES["cnn"].define(preparation.form(2))
    trained = TrainedNetwork(build(definition), definition, preparation, ("x", "y"), {})
    return save_network(trained, "network", str(folder))


def detector(folder: Path) -> ModelRef:
    """A Faster R-CNN with random weights, of the size that small lesions in a CT are given."""
    torch.manual_seed(0)
    definition = {
        "_target_": OWN + TARGETS["faster_rcnn"], "dimensions": 3, "channels": 1, "classes": 1,
        "backbone": "small", "width": 32, "features": 32, "finest": 2,
        "anchors": [[[5.0] * 3, [7.0] * 3], [[10.0] * 3, [14.0] * 3], [[20.0] * 3, [28.0] * 3]],
    }  # fmt: skip
    seeing = Seeing(3, 1, (0.8, 0.8, 1.0), "range", -1000, 400, 96)
    made = Detector(build_detector(definition), definition, seeing, ("lesion",), {})
    return save_detector(made, "detector", str(folder))
