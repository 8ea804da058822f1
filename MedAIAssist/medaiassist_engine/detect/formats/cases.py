"""What readers of whole data sets give: boxes of cases, with the file of each case's image."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from ...context import Context
from ...contract.errors import UserError
from .annotations import ImageBoxes, Note, usable
from .box_table import BoxRows, read_box_rows, table_of_images
from .image_index import ImageIndex, bare_name, header_of

_T = TypeVar("_T")


@dataclass(frozen=True)
class Choices:
    """How to read.

    Attributes:
        numbered: names of YOLO's numbers, empty if they are not known.
        inclusive: Pascal VOC's edges are numbers of pixels from 1.
    """

    numbered: tuple[str, ...] = ()
    inclusive: bool = False


@dataclass(frozen=True)
class Cases:
    """Boxes of cases, and the file of each case's image, None where it was not found."""

    rows: BoxRows
    images: tuple[Path | None, ...]


Reader = Callable[[Sequence[Path], ImageIndex, Choices, Context], Cases]

Picture = tuple[ImageBoxes, Path | None]


def cases_of(pictures: Sequence[Picture], note: Note) -> Cases:
    """Boxes on images' grids as cases that are called like their images.

    Where the size of an image was not known, its header tells it, and boxes are cut at its edges.

    Raises:
        UserError: there is no image, or two are called alike.
    """
    if not pictures:
        raise UserError("None of the files could be read, or they list no image; choose others.")
    names = unique_names([image.image for image, _ in pictures])
    sized = [_sized(image, path, note) for image, path in pictures]
    renamed = [replace(image, image=name) for image, name in zip(sized, names, strict=True)]
    rows = read_box_rows(table_of_images(renamed), note)
    return Cases(rows, tuple(path for _, path in pictures))


def unique_names(images: Sequence[str]) -> list[str]:
    """Names of cases: those of their images, or their whole paths where names are not unique.

    Raises:
        UserError: two paths are the same.
    """
    whole = [bare_name(image.replace("\\", "/")) for image in images]
    names = [PurePosixPath(path).name for path in whole]
    for choice in (names, whole):
        if len(set(choice)) == len(choice):
            return choice
    (twice, _), *_ = Counter(whole).most_common(1)
    raise UserError(f"There are two images called '{twice}'; rename one, with its boxes.")


def each(files: Sequence[Path], context: Context) -> Iterator[Path]:
    """The files, with progress."""
    for n, path in enumerate(files):
        context.progress(0.1 + 0.8 * n / len(files), "Reading boxes")
        yield path


def tried(read: Callable[[], _T], files: Sequence[Path], note: Note) -> _T | None:
    """What `read` gives. If it is one of several files and cannot be read, it is skipped."""
    try:
        return read()
    except UserError as error:
        if len(files) == 1:
            raise
        note(f"A file is skipped: {error}")
        return None


def of_classes(found: Cases, classes: Sequence[str], note: Note) -> Cases:
    """Only the boxes of these classes, of all if none is named; cases stay."""
    rows = found.rows
    for name in sorted(set(classes) - set(rows.labels)):
        note(f"No box is of the class '{name}'.")
    others = Counter(name for name in rows.labels if classes and name not in classes)
    for name, count in sorted(others.items()):
        note(f"{count} boxes of '{name}' are skipped: it is none of the classes.")
    kept = [n for n, name in enumerate(rows.labels) if name not in others]
    some = replace(
        rows,
        case=rows.case[kept],
        boxes=rows.boxes[kept],
        labels=tuple(rows.labels[n] for n in kept),
        scores=None if rows.scores is None else rows.scores[kept],
        ignored=rows.ignored[kept],
    )
    return replace(found, rows=some)


def _sized(image: ImageBoxes, path: Path | None, note: Note) -> ImageBoxes:
    if image.shape is not None or path is None or not len(image.boxes):
        return image
    dimensions = image.boxes.shape[1] // 2
    return usable(
        image.image,
        image.boxes,
        image.labels,
        note,
        shape=header_of(path)[1][-dimensions:],
        scores=None if image.scores is None else image.scores.tolist(),
        ignored=None if image.ignored is None else image.ignored.tolist(),
        dimensions=dimensions,
    )
