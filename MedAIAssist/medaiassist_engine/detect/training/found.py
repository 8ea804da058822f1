"""What was found in cases, as a table on the grids of their images."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...contract.payloads import Boxes, Matrix, Table
from ..boxes.fusion import Fused
from ..boxes.geometry import of_slice, to_grid
from ..formats.annotations import ImageBoxes
from ..formats.box_table import table_of_images
from .cases import Case


def found_table(cases: Sequence[Case], found: Sequence[Fused], classes: Sequence[str]) -> Table:
    """A row for each box: of pictures in pixels, of volumes in voxels of the case's image."""
    images = [
        on_image(case.name, in_space(case, each, classes), case.ijk_to_ras, case.seen.dimensions)
        for case, each in zip(cases, found, strict=True)
    ]
    return table_of_images(images, "Found")


def in_space(case: Case, found: Fused, classes: Sequence[str]) -> Boxes:
    """The boxes of a case in RAS mm."""
    labels = [classes[n] for n in found.labels]
    return case.seen.in_space(found.boxes, labels, found.scores)


def on_image(name: str, boxes: Boxes, ijk_to_ras: Matrix, dimensions: int) -> ImageBoxes:
    """Boxes of space on the grid of an image; of pictures without the third axis."""
    grid = to_grid(boxes, ijk_to_ras)
    flat = of_slice(grid) if dimensions == 2 else grid
    scores = np.zeros(0) if boxes.scores is None else np.asarray(boxes.scores)
    return ImageBoxes(name, flat, boxes.labels, None, scores)
