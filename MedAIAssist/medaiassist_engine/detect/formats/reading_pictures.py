"""COCO, Pascal VOC and YOLO files as cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from ...cohort.columns import listed
from ...context import Context
from ...contract.errors import UserError
from ...files.formats import stem_of
from .cases import Cases, Choices, Picture, cases_of, each, tried
from .coco import read_coco
from .image_index import ImageIndex, header_of
from .voc import read_voc
from .yolo import read_yolo


def read_coco_cases(
    files: Sequence[Path], index: ImageIndex, choices: Choices, context: Context
) -> Cases:
    """A case for every image that the file lists, also those without boxes."""
    context.progress(0.1, "Reading boxes")
    images = read_coco(files[0], context.note)
    pictures = [(image, index.find(image.image)) for image in images]
    return cases_of(pictures, context.note)


def read_voc_cases(
    files: Sequence[Path], index: ImageIndex, choices: Choices, context: Context
) -> Cases:
    """A case for each file; its image is called like the file, else as the file says."""
    pictures: list[Picture] = []
    for path in each(files, context):
        read = partial(read_voc, path, context.note, inclusive=choices.inclusive)
        image = tried(read, files, context.note)
        if image is not None:
            place = index.find(stem_of(path), image.image)
            pictures.append((replace(image, image=_relative(path, files)), place))
    return cases_of(pictures, context.note)


def read_yolo_cases(
    files: Sequence[Path], index: ImageIndex, choices: Choices, context: Context
) -> Cases:
    """A case for each file whose image is there, as shares of its size mean nothing without."""
    pictures: list[Picture] = []
    without: list[str] = []
    for path in each(files, context):
        place = index.find(_relative(path, files), stem_of(path))
        if place is None:
            without.append(path.name)
            continue
        shape = header_of(place)[1][1:]
        read = partial(read_yolo, path, shape, choices.numbered, context.note)
        image = tried(read, files, context.note)
        if image is not None:
            pictures.append((replace(image, image=_relative(path, files)), place))
    if without and not pictures:
        raise UserError(
            f"None of the {len(without)} files, such as '{without[0]}', has an image, and without "
            "it YOLO's boxes have no size; say in which folder the images are."
        )
    if without:
        context.note(
            f"{len(without)} files have no image and are skipped: {listed(without, 3)}. Say in "
            "which folder the images are."
        )
    return cases_of(pictures, context.note)


def _relative(path: Path, files: Sequence[Path]) -> str:
    """The path without extension from the folder that all files share."""
    shared = Path(*_common([file.parent.parts for file in files]))
    return (path.relative_to(shared).parent / stem_of(path)).as_posix()


def _common(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    first, last = min(parts), max(parts)
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return first[:same]
