"""YOLO: a text file for each image; a line is class, centre x and y, width and height in shares."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ...contract.errors import UserError
from ...files.text import read_text, write_text
from ..boxes.grid import centres, from_centres, sizes
from .annotations import ImageBoxes, Note, usable


def read_yolo(
    path: str | Path, shape: tuple[int, int], classes: Sequence[str], note: Note
) -> ImageBoxes:
    """The boxes of one image; those that cannot be used are skipped with a note.

    Args:
        shape: rows and columns of the image, which the file does not tell.
        classes: names by number from 0; boxes of other numbers are skipped. Empty takes all and
            calls them by number.

    Raises:
        UserError: the file is missing, or a line is not five or six numbers.
    """
    rows = [line.split() for line in read_text(path).splitlines() if line.strip()]
    values = np.zeros((len(rows), 6))
    for n, row in enumerate(rows):
        try:
            if len(row) not in (5, 6):
                raise ValueError
            values[n] = [int(row[0]), *map(float, row[1:]), *([0] * (6 - len(row)))]
        except ValueError as error:
            raise UserError(
                f"Line {n + 1} of '{path}' is not a class, four numbers and perhaps a score."
            ) from error
    scale = np.asarray(shape, dtype=np.float64)
    boxes = from_centres(values[:, [2, 1]] * scale, values[:, [4, 3]] * scale)
    scored = bool(rows) and all(len(row) == 6 for row in rows)
    return usable(
        Path(path).stem,
        boxes,
        [_name(int(number), classes) for number in values[:, 0]],
        note,
        shape=shape,
        scores=values[:, 5].tolist() if scored else None,
        classes=classes,
    )


def write_yolo(path: str | Path, image: ImageBoxes, classes: Sequence[str]) -> None:
    """Write the boxes of one image.

    Raises:
        UserError: the image's size is not known, a class is not among `classes`, or the folder
            is missing.
    """
    if image.shape is None:
        raise UserError(
            f"The size of {image.image} is not known, which YOLO files need; say where the images "
            "are."
        )
    strange = sorted(set(image.labels) - set(classes))
    if strange:
        raise UserError(f"{image.image} has boxes of '{strange[0]}', which is none of the classes.")
    scale = np.asarray(image.shape, dtype=np.float64)
    middle, lengths = centres(image.boxes) / scale, sizes(image.boxes) / scale
    lines = []
    for n, label in enumerate(image.labels):
        numbers = [*middle[n, ::-1], *lengths[n, ::-1]]
        numbers += [] if image.scores is None else [image.scores[n]]
        shares = " ".join(format(float(v), ".17g") for v in numbers)
        lines.append(f"{classes.index(label)} {shares}\n")
    write_text(path, "".join(lines))


def _name(number: int, classes: Sequence[str]) -> str:
    return classes[number] if 0 <= number < len(classes) else f"class {number}"
