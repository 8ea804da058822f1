"""Real blood smears as volumes of one slice, and how well boxes find their cells."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from medaiassist_engine.contract.payloads import Boxes, Volume
from medaiassist_engine.detect.boxes.geometry import in_slice, of_slice, to_grid, to_ras
from medaiassist_engine.detect.boxes.overlap import overlap
from medaiassist_engine.detect.formats.voc import read_voc

DATA = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[4] / "shared" / "data"))
BCCD = DATA / "bccd"
needs_cells = pytest.mark.skipif(not BCCD.is_dir(), reason=f"{BCCD} is not there")


def smear(name, label="RBC"):
    """The green channel, in which cells are darkest, and the boxes (n, 4) of a kind of cell."""
    image = cv2.imread(str(BCCD / "images" / f"{name}.jpg"))[..., 1]
    known = read_voc(BCCD / "annotations" / f"{name}.xml", lambda sentence: None)
    own = [each == label for each in known.labels]
    return Volume(np.ascontiguousarray(image)[None], name=name), known.boxes[own]


def inside(boxes, shape, border=2):
    """Which boxes do not touch the edge of the image."""
    low, high = boxes[:, :2], boxes[:, 2:]
    return (low > border).all(axis=1) & (high < np.array(shape) - border).all(axis=1)


def examples(boxes, volume, label="RBC"):
    """Boxes (n, 4) as a user would have drawn them."""
    return to_ras(in_slice(boxes, 0), volume.ijk_to_ras, [label] * len(boxes))


def recall_and_precision(truth, found: Boxes, volume, threshold=0.5):
    """Greedily matched, the highest score first."""
    boxes = of_slice(to_grid(found, volume.ijk_to_ras))
    free = np.ones(len(truth), dtype=bool)
    for row in overlap(boxes, truth):
        shared = np.where(free, row, 0)
        if len(shared) and shared.max() >= threshold:
            free[int(np.argmax(shared))] = False
    hits = int((~free).sum())
    return hits / max(len(truth), 1), hits / max(len(boxes), 1)
