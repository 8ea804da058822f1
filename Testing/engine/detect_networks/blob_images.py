"""Images with bright discs or balls, and tables of their boxes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from medaiassist_engine.contract.payloads import Column, Matrix, Table, Volume, matrix
from medaiassist_engine.detect.formats.annotations import ImageBoxes
from medaiassist_engine.detect.formats.box_table import table_of_images
from medaiassist_engine.files.volumes import write_volume

OBLIQUE = matrix(
    np.array(
        [
            [0.0, -1.9318517, 0.5176381, 12.0],
            [-2.0, 0.0, 0.0, -7.0],
            [0.0, 0.5176381, 1.9318517, 30.0],
            [0.0, 0.0, 0.0, 1.0],
        ]
    )
)
"""Left-handed, oblique, 2 mm."""


def blobs(shape: tuple[int, ...], radius: float, count: int, seed: int) -> tuple[Any, np.ndarray]:
    """An image with noise and `count` bright round objects, and their boxes (n, 2 D)."""
    rng = np.random.default_rng(seed)
    image = rng.normal(0, 12, shape)
    grid = np.stack(np.meshgrid(*(np.arange(n) + 0.5 for n in shape), indexing="ij"))
    boxes: list[np.ndarray] = []
    while len(boxes) < count:
        size = radius * rng.uniform(0.8, 1.3)
        centre = rng.uniform(size + 1, np.array(shape) - size - 1)
        if any(np.linalg.norm(centre - (b[: len(shape)] + b[len(shape) :]) / 2) < 3 * radius
               for b in boxes):  # fmt: skip
            continue
        inside = ((grid - centre.reshape(-1, *[1] * len(shape))) ** 2).sum(axis=0) < size**2
        image[inside] += 100
        boxes.append(np.concatenate([centre - size, centre + size]))
    return image.astype(np.float32), np.array(boxes).reshape(-1, 2 * len(shape))


def volume_of(image: Any, grid: Matrix) -> Volume:
    """A volume, also of one slice."""
    return Volume(image if image.ndim == 3 else image[None], grid)


def tables(
    folder: Path, shape: tuple[int, ...], radius: float, cases: int, grid: Matrix = OBLIQUE,
) -> tuple[Table, Table]:  # fmt: skip
    """A cohort on disk and its boxes: half of the cases to train with; one has no object."""
    images = []
    for n in range(cases):
        image, boxes = blobs(shape, radius, 0 if n == 1 else 3, n)
        write_volume(folder / f"c{n}.nrrd", volume_of(image, grid))
        images.append(ImageBoxes(f"c{n}", boxes, ("ball",) * len(boxes)))
    parts = ["train" if n < cases - 2 else "validation" for n in range(cases)]
    cohort = Table(
        (
            Column("case", texts=tuple(f"c{n}" for n in range(cases))),
            Column("image", texts=tuple(str(folder / f"c{n}.nrrd") for n in range(cases))),
            Column("split", texts=tuple(parts)),
        ),
        "Cases",
    )
    return cohort, table_of_images(images)
