"""Detectors that are trained in seconds, on images of `blob_images`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from blob_images import OBLIQUE, blobs, tables, volume_of

from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Boxes, ModelRef
from medaiassist_engine.detect.applying.operation import run_apply_detector
from medaiassist_engine.detect.boxes.geometry import to_grid
from medaiassist_engine.detect.boxes.overlap import overlap
from medaiassist_engine.detect.networks.parameters import (
    ApplyDetectorParameters,
    TrainDetectorParameters,
)
from medaiassist_engine.detect.training.operation import run_train_detector

SHAPES = {2: (96, 80), 3: (40, 48, 40)}
QUICK = TrainDetectorParameters(
    epochs=1, batch=2, width=16, patches=4, spacing=(2.0, 2.0, 2.0), learning_rate=3e-3,
    averaging=0.8, zoom=10, device="cpu",
)  # fmt: skip
APPLY = ApplyDetectorParameters(score=0.02, device="cpu")


def trained(folder: Path, dimensions: int, **changes: object) -> dict[str, object]:
    """A training on ten small images, and what came of it."""
    cohort, boxes = tables(folder, SHAPES[dimensions], 7.0, 10)
    p = replace(
        QUICK, patch=None if dimensions == 2 else 32, folder=str(folder),
        resume_folder=str(folder / "resume"), **changes,
    )  # fmt: skip
    return run_train_detector(cohort, boxes, p, Context())


def on_volume(truth: np.ndarray) -> np.ndarray:
    """Boxes of a picture as those of a volume of one slice."""
    return truth if truth.shape[1] == 6 else np.insert(np.insert(truth, 0, 0, 1), 3, 1, 1)


def found_of(model: ModelRef, dimensions: int) -> Any:
    """(3,) how well the best box found in another image overlaps each of its objects."""
    image, truth = blobs(SHAPES[dimensions], 7.0, 3, 99)
    found = run_apply_detector(model, APPLY, Context(), volume=volume_of(image, OBLIQUE))["boxes"]
    assert isinstance(found, Boxes) and found.labels[0] == "ball"
    assert (np.diff(found.scores) <= 0).all()
    return overlap(on_volume(truth), to_grid(found, OBLIQUE)[:12]).max(axis=1)
