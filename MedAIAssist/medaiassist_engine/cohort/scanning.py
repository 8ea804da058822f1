"""What a folder holds, without opening images."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..context import Context
from ..contract.errors import UserError
from ..files.dicom_series import is_dicom
from ..files.formats import DICOM, IMAGES, extension_of
from .columns import listed


@dataclass
class Found:
    """Paths relative to the folder, with forward slashes, in order.

    Attributes:
        images: image files, masks among them.
        series: folders with DICOM files.
    """

    images: list[str] = field(default_factory=list)
    series: list[str] = field(default_factory=list)


def folder_of(text: str) -> Path:
    """The folder to look into.

    Raises:
        UserError: none was given, or it does not exist.
    """
    if not text.strip():
        raise UserError("No folder was chosen; choose one.")
    folder = Path(text).expanduser().absolute()
    if not folder.is_dir():
        raise UserError(f"There is no folder '{folder}'; check its name.")
    return folder


def scan(folder: Path, context: Context) -> Found:
    """All images below a folder. Hidden files are passed over; unreadable folders are noted."""
    found = Found()
    for where, names in walk(folder, context):
        files = [name for name in names if not (where / name).is_symlink() or _exists(where / name)]
        images = [name for name in files if is_image(where / name, names)]
        found.images += [(where / name).relative_to(folder).as_posix() for name in images]
        left = set(files) - set(images)
        if any(is_dicom(where / name) for name in sorted(left)):
            found.series.append(where.relative_to(folder).as_posix())
    return found


def walk(folder: Path, context: Context) -> Iterator[tuple[Path, list[str]]]:
    """Every folder with the sorted names of its visible files."""
    refused: list[str] = []
    walking = os.walk(folder, onerror=lambda error: refused.append(Path(error.filename).name))
    for where, folders, names in walking:
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        context.progress(0.0, "looking for files")
        yield Path(where), sorted(name for name in names if not name.startswith("."))
    if refused:
        context.note(f"Folders that could not be opened were left out: {listed(refused)}.")


def is_image(path: Path, beside: list[str]) -> bool:
    """Whether a file is an image that stands alone: no DICOM slice, no data of a header."""
    extension = extension_of(path)
    if extension == ".img" and path.with_suffix(".hdr").name in beside:
        return False
    return extension in IMAGES and extension not in DICOM


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
