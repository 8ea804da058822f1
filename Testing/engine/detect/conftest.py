"""Real annotations, and the figures of pycocotools, for the tests of detection."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

import numpy as np
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


@pytest.fixture
def by_pycocotools():
    """A function that gives its twelve figures for annotations and found boxes."""
    pytest.importorskip("pycocotools", reason="pycocotools is not installed")
    return _figures


def _as_coco(given, classes: list[str]) -> dict:
    annotations = []
    for n, (box, label) in enumerate(zip(given.boxes.tolist(), given.labels, strict=True), 1):
        x, y, width, height = box[0], box[1], box[2] - box[0], box[3] - box[1]
        one = {"id": n, "image_id": int(given.case[n - 1]), "category_id": classes.index(label),
               "bbox": [x, y, width, height], "area": width * height,
               "iscrowd": int(given.ignored[n - 1])}  # fmt: skip
        if given.scores is not None:
            one["score"] = float(given.scores[n - 1])
        annotations.append(one)
    images = [{"id": n} for n in range(len(given.cases))]
    categories = [{"id": n, "name": name} for n, name in enumerate(classes)]
    return {"images": images, "annotations": annotations, "categories": categories}


def _figures(truth, found) -> np.ndarray:
    coco = pytest.importorskip("pycocotools.coco", reason="pycocotools is not installed")
    evaluation = pytest.importorskip("pycocotools.cocoeval")
    classes = sorted({*truth.labels, *found.labels})
    with contextlib.redirect_stdout(io.StringIO()):
        known = coco.COCO()
        known.dataset = _as_coco(truth, classes)
        known.createIndex()
        results = known.loadRes(_as_coco(found, classes)["annotations"])
        run = evaluation.COCOeval(known, results, "bbox")
        run.evaluate()
        run.accumulate()
        run.summarize()
    return np.where(run.stats < 0, np.nan, run.stats)
