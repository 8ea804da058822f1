"""Cases as COCO, Pascal VOC and YOLO files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from ...context import Context
from ...contract.errors import UserError
from ...files.formats import extension_of
from ...files.text import write_text
from .annotations import ImageBoxes, Note
from .coco import write_coco
from .exported import Exported
from .new_folder import file_names, new_folder
from .voc import write_voc
from .yolo import write_yolo

Written = list[tuple[Path, int]]


def write_coco_cases(target: Path, content: Exported, context: Context) -> Written:
    """One file with all cases."""
    if extension_of(target) != ".json":
        raise UserError(f"'{target.name}' must end in .json for COCO.")
    write_coco(target, content.pictures())
    return [(target, content.count)]


def write_voc_cases(target: Path, content: Exported, context: Context) -> Written:
    """A folder with a file for each case, called like it."""
    pictures = content.pictures()
    if any(image.scores is not None for image in pictures):
        context.note("Pascal VOC files hold no scores; they were left out.")
    names = [f"{name}.xml" for name in file_names(content.cases)]
    with new_folder(target) as folder:
        for n, (name, image) in enumerate(zip(names, pictures, strict=True)):
            context.progress(n / len(names), "Writing boxes")
            write_voc(folder / name, image)
    return _listed(target, names, pictures)


def write_yolo_cases(target: Path, content: Exported, context: Context) -> Written:
    """A folder with a file for each case, called like it, and classes.txt."""
    pictures = [_without_ignored(image, context.note) for image in content.pictures()]
    classes = sorted({label for image in pictures for label in image.labels})
    names = [f"{name}.txt" for name in file_names(content.cases)]
    if "classes.txt" in names:
        raise UserError("A case is called 'classes', as YOLO's file of classes; rename it.")
    with new_folder(target) as folder:
        for n, (name, image) in enumerate(zip(names, pictures, strict=True)):
            context.progress(n / len(names), "Writing boxes")
            write_yolo(folder / name, image, classes)
        write_text(folder / "classes.txt", "".join(f"{name}\n" for name in classes))
    return [*_listed(target, names, pictures), (target / "classes.txt", 0)]


def _listed(target: Path, names: list[str], pictures: list[ImageBoxes]) -> Written:
    counts = [len(image.labels) for image in pictures]
    return [(target / name, count) for name, count in zip(names, counts, strict=True)]


def _without_ignored(image: ImageBoxes, note: Note) -> ImageBoxes:
    """YOLO knows no boxes that need not be found."""
    if image.ignored is None or not image.ignored.any():
        return image
    kept = np.flatnonzero(~image.ignored)
    note(f"{image.image}: {len(image.labels) - len(kept)} ignored boxes are left out.")
    return replace(
        image,
        boxes=image.boxes[kept],
        labels=tuple(image.labels[n] for n in kept),
        scores=None if image.scores is None else image.scores[kept],
        ignored=None,
    )
