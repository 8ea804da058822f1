"""Tables in mm, pixels or voxels, and Slicer's markups, as cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from ...cohort.delimited import read_rows
from ...cohort.values import detected
from ...context import Context
from ...contract.payloads import Boxes, Table
from ...files.formats import stem_of
from ...files.markups import read_boxes
from ...files.markups_format import read_markups
from ..boxes.geometry import to_grid
from ..boxes.grid import volumes
from .annotations import ImageBoxes, Note, usable
from .box_table import NO_CLASS, BoxRows, read_box_rows, table_of_boxes
from .case_boxes import on_grid
from .cases import Cases, Choices, Picture, cases_of, each, tried, unique_names
from .image_index import ImageIndex, header_of

_TURNED = 1e-3  # share of its volume by which a box grows if it is turned against the grid


def read_csv_cases(
    files: Sequence[Path], index: ImageIndex, choices: Choices, context: Context
) -> Cases:
    """A case for each name in the table; boxes in pixels are cut at the edges of their images."""
    context.progress(0.1, "Reading boxes")
    rows = read_box_rows(_table(files[0]), context.note)
    if rows.frame == "ras":
        named = replace(rows, cases=tuple(unique_names(rows.cases)))
        return Cases(named, tuple(map(index.find, rows.cases)))
    pictures = [(_image(rows, n), index.find(name)) for n, name in enumerate(rows.cases)]
    found = cases_of(pictures, context.note)
    return replace(found, rows=replace(found.rows, patients=rows.patients))


def read_markups_cases(
    files: Sequence[Path], index: ImageIndex, choices: Choices, context: Context
) -> Cases:
    """A case for each file, called like it.

    Where all images are there, boxes are given along their grids, which for oblique volumes keeps
    their orientation; else along the patient.
    """
    found: list[tuple[str, Boxes]] = []
    for path in each(files, context):
        boxes = tried(partial(_read_boxes, path), files, context.note)
        if boxes is not None:
            found.append((stem_of(path), boxes))
    images = tuple(index.find(name) for name, _ in found)
    if found and all(images):
        pictures = [
            _on_image(name, boxes, path, context.note)
            for (name, boxes), path in zip(found, images, strict=True)
            if path is not None
        ]
        return cases_of(pictures, context.note)
    unique_names([name for name, _ in found])
    return Cases(read_box_rows(table_of_boxes(found), context.note), images)


def _read_boxes(path: Path) -> Boxes:
    """The boxes of a file; none where it holds no markup at all."""
    if not read_markups(path, Boxes):
        return Boxes(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3, 3)))
    return read_boxes(path)


def _table(path: Path) -> Table:
    rows = read_rows(path)
    columns = zip(rows.names, zip(*(row for _, row in rows.rows), strict=True), strict=True)
    comma = rows.delimiter == ";"
    return Table(tuple(detected(name, cells, comma) for name, cells in columns), stem_of(path))


def _image(rows: BoxRows, case: int) -> ImageBoxes:
    own = np.flatnonzero(rows.case == case)
    return ImageBoxes(
        rows.cases[case],
        on_grid(rows, case, ()),
        tuple(rows.labels[n] for n in own),
        None,
        None if rows.scores is None else rows.scores[own],
        rows.ignored[own],
    )


def _on_image(name: str, boxes: Boxes, path: Path, note: Note) -> Picture:
    grid, shape = header_of(path)
    found = to_grid(boxes, grid)
    voxel = abs(float(np.linalg.det(np.asarray(grid)[:3, :3])))
    own = np.prod(np.asarray(boxes.sizes, dtype=np.float64), axis=1)
    turned = int((volumes(found) * voxel > own * (1 + _TURNED)).sum())
    if turned:
        note(f"{name}: {turned} boxes are turned against the image; the boxes around them count.")
    labels = boxes.labels or (NO_CLASS,) * len(found)
    scores = None if boxes.scores is None else np.asarray(boxes.scores).tolist()
    image = usable(name, found, labels, note, shape=shape, scores=scores, dimensions=3)
    return image, path
