"""Detection without training a network: blobs, and what is learnt from five examples.

    python Testing/benchmarks/bench_classical_detection.py [--only cells lungs]

Cells: five red cells of one picture are the examples; searched are ten validation pictures of BCCD.
Lungs: five made lesions in one lung of a real chest CT are the examples; searched is the other
lung, with other made lesions and the real nodule. Blobs need no examples. Printed are average
precision at half an overlap, CPM, and the processor time for an image.

Needs MEDAIASSIST_DATA, or ../shared/data beside the repository.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from bench_detection import DATA as CELLS
from bench_detection_3d import box_of, one_lung
from lung_lesions import DATA as LUNGS
from lung_lesions import ball, filled, lungs, part
from reporting import intervals

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.payloads import Boxes, Volume
from medaiassist_engine.contract.tables import cells as table_cells
from medaiassist_engine.detect.boxes.geometry import in_slice, of_slice, to_grid, to_ras
from medaiassist_engine.detect.evaluation.operation import run_evaluate
from medaiassist_engine.detect.evaluation.parameters import EvaluateParameters
from medaiassist_engine.detect.formats.annotations import ImageBoxes
from medaiassist_engine.detect.formats.box_table import read_box_rows, table_of_images
from medaiassist_engine.detect.formats.case_boxes import on_grid
from medaiassist_engine.detect.formats.importing import run_import_boxes
from medaiassist_engine.detect.formats.parameters import ImportBoxesParameters
from medaiassist_engine.execution import execute
from medaiassist_engine.files.volumes import read_volume

_EXAMPLES, _PICTURES, _SCANS, _LESIONS = 5, 10, 3, 8
_LEAST = 0.05  # score; the curves need what is unsure, too


@dataclass(frozen=True)
class Task:
    """What is searched, what is there, and the examples in another image.

    Attributes:
        images: name, image and the boxes (n, 4) or (n, 6) in it.
        blobs: parameters of the search without examples.
    """

    title: str
    examples: tuple[Volume, Boxes]
    images: Sequence[tuple[str, Volume, np.ndarray]]
    blobs: dict[str, Any]


def cells() -> Task:
    """Red cells; the examples come from a training picture, none at its edge."""
    found = run_import_boxes(ImportBoxesParameters(path=str(CELLS / "annotations")), Context())
    rows = read_box_rows(found["boxes"], lambda sentence: None)
    table = found["table"]
    split = dict(zip(table_cells(table, "case"), table_cells(table, "split"), strict=True))
    red = np.array(rows.labels) == "RBC"

    def picture(name: str) -> tuple[Volume, np.ndarray]:
        volume = _grey(read_volume(CELLS / "images" / f"{name}.jpg"))
        case = rows.cases.index(name)
        return volume, on_grid(rows, case, volume.ijk_to_ras)[red[rows.case == case]]

    names = [n for n in split if split[n] == "validation"][:_PICTURES]
    learnt = next(n for n in split if split[n] == "train" and len(_inner(picture(n)[1])) >= 8)
    volume, there = picture(learnt)
    examples = to_ras(in_slice(_inner(there)[:_EXAMPLES], 0), volume.ijk_to_ras, ("RBC",) * 5)
    images = [(name, *picture(name)) for name in names]
    return Task("red cells", (volume, examples), images,
                {"contrast": "dark", "smallest": 60.0, "largest": 130.0, "mode": "2d"})  # fmt: skip


def lesions() -> Task:
    """Made lesions of 5 to 24 mm, as in bench_detection_3d.py."""
    volume, rng = read_volume(LUNGS / "lidc_0314.nii.gz"), np.random.default_rng(2)
    mask, spacing = lungs(volume), np.array([1.0, 0.78, 0.78])
    nodule = read_volume(LUNGS / "lidc_0314_nodule_mask.nii.gz").array > 0

    def scan(side: slice, count: int, known: list[np.ndarray]) -> tuple[Volume, np.ndarray]:
        box = one_lung(mask, side, 256)
        shapes = [ball(spacing, rng) for _ in range(count)]
        return filled(part(volume, box), mask[box], shapes, rng, known)[:2]

    learnt, there = scan(slice(256, None), _EXAMPLES, [])
    examples = to_ras(there, learnt.ijk_to_ras, ("lesion",) * len(there))
    real = box_of(nodule[one_lung(mask, slice(0, 256), 256)])
    images = []
    for n in range(_SCANS):
        made, boxes = scan(slice(0, 256), _LESIONS, [real])
        images.append((f"scan{n}", made, np.concatenate([boxes, real[None]])))
    blobs = {"contrast": "bright", "smallest": 5.0, "largest": 25.0}
    return Task("lesions", (learnt, examples), images, blobs)


def measured(task: Task, method: str) -> str:
    """One line: how well a method finds the objects and how long it takes."""
    entry = operation(method)
    truth, found, used = [], [], 0.0
    for name, volume, there in task.images:
        given: dict[str, Any] = {"volume": volume}
        changes: dict[str, Any] = task.blobs | {"threshold": 2.0}
        if method != "detect.blobs":
            given = {"volume": task.examples[0], "examples": task.examples[1], "other": volume}
            changes = {"threshold": _LEAST}
        start = time.process_time()
        boxes = execute(entry, given, replace(entry.parameters(), **changes), Context())["boxes"]
        used += time.process_time() - start
        grid = to_grid(boxes, volume.ijk_to_ras)
        flat = of_slice(grid) if there.shape[1] == 4 else grid
        label = task.examples[1].labels[0]
        truth.append(ImageBoxes(name, there, (label,) * len(there)))
        found.append(ImageBoxes(name, flat, (label,) * len(flat), None, boxes.scores))
    judged = run_evaluate(
        table_of_images(truth), table_of_images(found), EvaluateParameters(), Context()
    )
    return (f"{task.title}, {entry.title:25} {intervals(judged['metrics'], ('AP50', 'CPM'))}, "
            f"{used / len(task.images):.1f} CPU s for an image")  # fmt: skip


def _grey(volume: Volume) -> Volume:
    """The green channel, in which red cells are darkest."""
    return replace(volume, array=np.ascontiguousarray(volume.array[..., 1]), colour=False)


def _inner(boxes: np.ndarray) -> np.ndarray:
    """Those whole in the picture of 640 x 480."""
    low, high = boxes[:, :2], boxes[:, 2:]
    return boxes[((low > 4) & (high < np.array([476, 636]))).all(axis=1)]


def tasks(only: Sequence[str]) -> Iterator[Task]:
    for name, make in (("cells", cells), ("lungs", lesions)):
        if not only or name in only:
            yield make()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], choices=["cells", "lungs"])
    for task in tasks(parser.parse_args().only):
        for method in ("blobs", "template", "hog_svm", "cascade"):
            print(measured(task, f"detect.{method}"), flush=True)


if __name__ == "__main__":
    main()
