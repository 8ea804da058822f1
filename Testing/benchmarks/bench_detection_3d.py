"""Detectors in 3D: lesions put into one lung of a real chest CT are learnt, others found.

    python Testing/benchmarks/bench_detection_3d.py faster_rcnn --epochs 20

Trained on the lung without the real nodule, with made lesions only. Tested on the other lung: with
made lesions, with copies of the real nodule, and on the CT as it is, whose nodule four readers
marked. A scan of the FROC is that lung. Mask R-CNN also learns the voxels of the made lesions; how
well it draws those it finds is told as the Dice coefficient of each.
"""

from __future__ import annotations

import argparse
import csv
import time
from pathlib import Path
from typing import Any

import numpy as np
from lung_lesions import DATA, ball, copied, filled, lungs, part
from measuring import PeakMemory
from reporting import EpochLines, intervals

from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import (
    Column,
    LabelMap,
    ModelRef,
    Segment,
    Table,
    Volume,
)
from medaiassist_engine.detect.applying.operation import run_apply_detector
from medaiassist_engine.detect.boxes.geometry import to_grid
from medaiassist_engine.detect.boxes.overlap import overlap
from medaiassist_engine.detect.evaluation.operation import run_evaluate
from medaiassist_engine.detect.evaluation.parameters import EvaluateParameters
from medaiassist_engine.detect.formats.annotations import ImageBoxes
from medaiassist_engine.detect.formats.box_table import table_of_images
from medaiassist_engine.detect.networks.parameters import (
    ApplyDetectorParameters,
    TrainDetectorParameters,
)
from medaiassist_engine.detect.training.operation import run_train_detector
from medaiassist_engine.files.labels import write_labels
from medaiassist_engine.files.volumes import read_volume, write_volume
from medaiassist_engine.models.references import reference

_TRAINING, _VALIDATION = 12, 2  # copies of a lung, each with other lesions
_SCANS = 6
_LESIONS = 8


def one_lung(mask: Any, side: slice, middle: int) -> tuple[slice, slice, slice]:
    """The box around a lung, on one side of column `middle`."""
    half = np.zeros_like(mask)
    half[:, :, side] = mask[:, :, side]
    low, high = (f(np.argwhere(half), axis=0) for f in (np.min, np.max))
    k, j, i = (slice(max(int(a) - 8, 0), int(b) + 8) for a, b in zip(low, high, strict=True))
    return k, j, slice(max(i.start, 0), i.stop)


def train(detector: str, epochs: int, folder: Path, device: str) -> ModelRef:
    """A training that goes on where it was interrupted; its checkpoint lies in `folder`."""
    volume = read_volume(DATA / "lidc_0314.nii.gz")
    mask = lungs(volume)
    box = one_lung(mask, slice(256, None), 256)
    lung, where = part(volume, box), mask[box]
    spacing = np.array([1.0, 0.78, 0.78])
    rng = np.random.default_rng(0)
    images, parts, paths, masks = [], [], [], []
    for n in range(_TRAINING + _VALIDATION):
        lesions = [ball(spacing, rng) for _ in range(_LESIONS)]
        made, boxes, labels = filled(lung, where, lesions, rng)
        paths.append(folder / f"lung{n}.nrrd")
        write_volume(paths[-1], made)
        masks.append(folder / f"lung{n}.seg.nrrd")
        segments = (Segment(1, "lesion"),)
        write_labels(masks[-1], LabelMap((labels > 0).astype(np.uint8), made.ijk_to_ras, segments))
        images.append(ImageBoxes(f"train{n}", boxes, ("lesion",) * len(boxes)))
        parts.append("train" if n < _TRAINING else "validation")
    cohort = Table((
        Column("case", texts=tuple(image.image for image in images)),
        Column("image", texts=tuple(map(str, paths))),
        Column("mask", texts=tuple(map(str, masks))),
        Column("split", texts=tuple(parts)),
    ), "Lungs")  # fmt: skip
    p = TrainDetectorParameters(
        detector=detector, epochs=epochs, spacing=(1.25,) * 3, intensities="window", patch=64,
        patches=12, batch=4, positive_patches=80, name=f"{detector}_3d", folder=str(folder),
        resume_folder=str(folder), device=device, averaging=0.98,
    )  # fmt: skip
    context = EpochLines()
    start, cpu = time.perf_counter(), time.process_time()
    model = run_train_detector(cohort, table_of_images(images), p, context)["model"]
    for note in context.notes:
        print("  " + note)
    print(f"trained in {(time.perf_counter() - start) / 60:.1f} min, "
          f"{(time.process_time() - cpu) / 60:.1f} CPU min")  # fmt: skip
    assert isinstance(model, ModelRef)
    return model


def test(model: ModelRef, device: str) -> None:
    volume = read_volume(DATA / "lidc_0314.nii.gz")
    nodule = read_volume(DATA / "lidc_0314_nodule_mask.nii.gz").array > 0
    mask = lungs(volume)
    box = one_lung(mask, slice(0, 256), 256)
    lung, where = part(volume, box), mask[box]
    real = box_of(nodule[box])
    rng = np.random.default_rng(1)
    spacing = np.array([1.0, 0.78, 0.78])
    for kind in ("made lesions", "copies of the real nodule"):
        truth, found = [], []
        drawn: list[float] = []
        for n in range(_SCANS):
            lesions = [
                ball(spacing, rng) if kind == "made lesions" else copied(volume, nodule, rng)
                for _ in range(_LESIONS if kind == "made lesions" else 3)
            ]
            made, boxes, labels = filled(lung, where, lesions, rng, [real])
            known = np.concatenate([boxes, real[None]])
            labels[nodule[box]] = len(known)
            truth.append(ImageBoxes(f"s{n}", known, ("lesion",) * len(known)))
            boxes_found, segments = _found(model, made, f"s{n}", device)
            found.append(boxes_found)
            drawn += dice_of_each(labels, segments)
        judged = run_evaluate(
            table_of_images(truth), table_of_images(found), EvaluateParameters(), Context()
        )
        print(f"{kind}, {sum(len(t.labels) for t in truth)} lesions in {_SCANS} scans:")
        print("  " + intervals(judged["metrics"], ("AP50", "CPM")))
        if drawn:
            low, middle, high = np.percentile(drawn, (10, 50, 90))
            print(f"  voxels of {len(drawn)} found lesions: median Dice {middle:.3f} "
                  f"({low:.3f} to {high:.3f}, 10th to 90th percentile)")  # fmt: skip
    _whole(model, volume, device)


def _whole(model: ModelRef, volume: Volume, device: str) -> None:
    """The CT as it is: where is the real nodule among what is found, and what does it cost?"""
    p = ApplyDetectorParameters(score=0.05, device=device)
    with PeakMemory() as memory:
        start, cpu = time.perf_counter(), time.process_time()
        boxes = run_apply_detector(model, p, Context(), volume=volume)["boxes"]
        wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    grid = to_grid(boxes, volume.ijk_to_ras)
    shape = " x ".join(map(str, volume.array.shape[::-1]))
    print(f"whole CT of {shape}: {wall:.0f} s, {cpu:.0f} CPU s, "
          f"{memory.added / 1e6:.0f} MB more memory, {len(grid)} boxes")  # fmt: skip
    for row in csv.DictReader((DATA / "lidc_0314_readers.csv").open()):
        reader = [[float(row[f"{a}_{e}"]) + (e == "max") for a in "kji"] for e in ("min", "max")]
        known = np.concatenate(reader)[None]
        shared = overlap(known, grid)[0] if len(grid) else np.zeros(1)
        best = int(shared.argmax())
        print(f"  reader {row['reader']}: best overlap {shared[best]:.2f}, rank {best + 1}, "
              f"score {boxes.scores[best] if len(grid) else 0:.2f}")  # fmt: skip


def _found(
    model: ModelRef, volume: Volume, name: str, device: str
) -> tuple[ImageBoxes, LabelMap | None]:
    p = ApplyDetectorParameters(score=0.02, device=device)
    result = run_apply_detector(model, p, Context(), volume=volume)
    boxes, segments = result["boxes"], result.get("segments")
    grid = to_grid(boxes, volume.ijk_to_ras)
    return ImageBoxes(name, grid, boxes.labels, None, boxes.scores), segments


def dice_of_each(labels: Any, found: LabelMap | None) -> list[float]:
    """The Dice coefficient of each known object that a found segment shares voxels with, with the
    segment that shares most."""
    dice = []
    for value in range(1, int(labels.max()) + 1) if found is not None else ():
        known = labels == value
        shared = np.bincount(found.array[known], minlength=2)
        best = int(shared[1:].argmax()) + 1
        if shared[best]:
            dice.append(2 * shared[best] / (known.sum() + (found.array == best).sum()))
    return dice


def box_of(mask: Any) -> np.ndarray:
    places = np.argwhere(mask)
    return np.concatenate([places.min(axis=0), places.max(axis=0) + 1.0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("detector", nargs="?", default="faster_rcnn")
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--folder", type=Path, default=Path("build/detectors"))
    parser.add_argument("--model", default="", help="test this one instead of training")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.model:
        model = reference(given.model, "detector")
    else:
        model = train(given.detector, given.epochs, given.folder, given.device)
        print(f"kept as {model.path}")
    test(model, given.device)


if __name__ == "__main__":
    main()
