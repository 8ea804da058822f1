"""Which cases are for training, validation and test: by list files, or by the images' folders."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from ...cohort.columns import listed
from ...contract.cohorts import TEST, TRAIN, VALIDATION
from ...contract.errors import UserError
from ...files.text import read_text
from .annotations import Note
from .image_index import bare_name

LIST_FILES = {
    TRAIN: ("train.txt", "training.txt"),
    VALIDATION: ("val.txt", "valid.txt", "validation.txt"),
    TEST: ("test.txt", "testing.txt"),
}
_FOLDER = re.compile(r"(train|val|test)(ing|id|idation)?\d{0,4}")
_PARTS = {"train": TRAIN, "val": VALIDATION, "test": TEST}


def find_lists(folders: Sequence[Path], asked: Mapping[str, str]) -> dict[str, Path]:
    """The list files of the parts: those asked for, else those with usual names in a folder.

    Raises:
        UserError: a file that was asked for does not exist.
    """
    given = {part: Path(text).expanduser().absolute() for part, text in asked.items() if text}
    for path in given.values():
        if not path.is_file():
            raise UserError(f"There is no file '{path}'; check its name and folder.")
    if given:
        return given
    found = {}
    for part, names in LIST_FILES.items():
        usual = (folder / name for folder in folders for name in names)
        present = next((path for path in usual if path.is_file()), None)
        if present is not None:
            found[part] = present
    return found


def parts_by_list(cases: Sequence[str], lists: Mapping[str, Path], note: Note) -> list[str]:
    """The part of each case, "" where no list names it.

    A line is the name or the path of an image, with or without its extension.

    Raises:
        UserError: a list cannot be read, or a case is in two of them.
    """
    known = {key: case for case in cases for key in (case, PurePosixPath(case).name)}
    part_of: dict[str, str] = {}
    for part, path in lists.items():
        strange = []
        for line in filter(None, map(str.strip, read_text(path).splitlines())):
            case = next((known[key] for key in _keys(line) if key in known), None)
            if case is None:
                strange.append(line)
            elif part_of.setdefault(case, part) != part:
                raise UserError(
                    f"Case '{case}' is listed for {part_of[case]} and for {part} in '{path.name}'; "
                    "remove it from one of the lists."
                )
        if strange:
            note(f"{len(strange)} lines of {path.name} name no case here: {listed(strange, 3)}.")
    return [part_of.get(case, "") for case in cases]


def parts_by_folder(images: Sequence[str]) -> list[str]:
    """The part of each image by a folder above it that is called like one, such as val2017."""
    found = []
    for image in images:
        folders = [_FOLDER.fullmatch(part.lower()) for part in PurePosixPath(image).parts[:-1]]
        part = next((match[1] for match in reversed(folders) if match), "")
        found.append(_PARTS.get(part, ""))
    return found


def _keys(line: str) -> list[str]:
    """What a line may mean: all of it, or, in Pascal VOC's lists, what stands before a number."""
    texts = [line, re.sub(r"\s+-?\d+$", "", line)]
    keys = []
    for text in texts:
        posix = PurePosixPath(text.replace("\\", "/"))
        keys += [bare_name(str(posix)), bare_name(posix.name)]
    return keys
