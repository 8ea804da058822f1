"""Detectors on blood cells: trained from scratch, average precision, time for an image.

    python Testing/benchmarks/bench_detection.py faster_rcnn --epochs 30

The order of R-CNN, Fast R-CNN and Faster R-CNN by their time for an image is shown by
`--time rcnn.zip fast_rcnn.zip faster_rcnn.zip`, in the same run. Needs MEDAIASSIST_DATA, or
../shared/data beside the repository.
"""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from measuring import seconds
from reporting import EpochLines

from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import ModelRef, Table
from medaiassist_engine.detect.applying.operation import run_apply_detector
from medaiassist_engine.detect.evaluation.operation import run_evaluate
from medaiassist_engine.detect.evaluation.parameters import EvaluateParameters
from medaiassist_engine.detect.formats.importing import run_import_boxes
from medaiassist_engine.detect.formats.parameters import ImportBoxesParameters
from medaiassist_engine.detect.networks.parameters import (
    ApplyDetectorParameters,
    TrainDetectorParameters,
)
from medaiassist_engine.detect.training.operation import run_train_detector
from medaiassist_engine.files.volumes import read_volume
from medaiassist_engine.models.references import reference

DATA = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[3] / "shared/data")) / "bccd"


def train(given: TrainDetectorParameters, network: str) -> None:
    """Train on the training images, evaluate on the validation images that chose the epoch."""
    context = EpochLines()
    data = run_import_boxes(ImportBoxesParameters(path=str(DATA / "annotations")), context)
    cohort, boxes = data["table"], data["boxes"]
    assert isinstance(cohort, Table) and isinstance(boxes, Table)
    start, cpu = time.perf_counter(), time.process_time()
    begin = reference(network, "network") if network else None
    result = run_train_detector(cohort, boxes, given, context, network=begin)
    minutes, cpu = (time.perf_counter() - start) / 60, (time.process_time() - cpu) / 60
    for note in context.notes:
        print("  " + note)
    found = result["found"]
    assert isinstance(found, Table)
    tested = set(found.columns[0].texts)
    rows = [n for n, case in enumerate(boxes.columns[0].texts) if case in tested]
    judged = run_evaluate(_rows(boxes, rows), found, EvaluateParameters(), Context())
    for name in ("metrics", "per_class"):
        _print(judged[name])
    model = result["model"]
    assert isinstance(model, ModelRef)
    print(f"{given.name}: {minutes:.1f} min, {cpu:.1f} CPU min; {model.path}")


def compare(models: list[str], device: str) -> None:
    """Seconds for an image, each detector on the same 10 images in turn."""
    images = sorted((DATA / "images").glob("*.jpg"))[-10:]
    volumes = [read_volume(path) for path in images]
    p = ApplyDetectorParameters(device=device)
    for name in models:
        model = reference(name, "detector")
        run_apply_detector(model, p, Context(), volume=volumes[0])
        cpu = time.process_time()
        wall = sum(
            seconds(lambda m=model, v=volume: run_apply_detector(m, p, Context(), volume=v))
            for volume in volumes
        )
        cpu = time.process_time() - cpu
        print(f"{Path(name).stem}: {wall / len(volumes):.3f} s, {cpu / len(volumes):.3f} CPU s "
              "for an image")  # fmt: skip


def _rows(table: Table, rows: list[int]) -> Table:
    return Table(
        tuple(
            replace(
                c,
                values=None if c.values is None else c.values[rows],
                texts=tuple(c.texts[n] for n in rows) if c.texts else (),
            )
            for c in table.columns
        ),
        table.name,
    )


def _print(table: Any) -> None:
    texts = [
        [c.name, *(c.texts or [f"{v:.3f}" for v in c.values])]
        for c in table.columns
        if c.name != "meaning"
    ]
    for row in zip(*texts, strict=True):
        print("  " + "  ".join(f"{text:>12}" for text in row))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("detector", nargs="*", default=["retinanet"])
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--folder", type=Path, default=Path("build/detectors"))
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--backbone", default="small")
    parser.add_argument("--network", default="", help="a trained network to begin with")
    parser.add_argument("--spacing", type=float, help="of pixels; automatic without")
    parser.add_argument("--time", nargs="+", default=[], help="models to compare instead")
    given = parser.parse_args()
    if given.time:
        compare(given.time, given.device)
        return
    given.folder.mkdir(parents=True, exist_ok=True)
    for detector in given.detector:
        p = TrainDetectorParameters(
            detector=detector, backbone=given.backbone, epochs=given.epochs,
            name=detector if given.backbone == "small" else f"{detector}-{given.backbone}",
            folder=str(given.folder), resume_folder=str(given.folder), device=given.device,
            spacing=given.spacing and (given.spacing,) * 3,
        )  # fmt: skip
        train(p, given.network)


if __name__ == "__main__":
    main()
