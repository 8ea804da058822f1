"""The cases of a batch: which images a folder holds, and where their results go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..contract.errors import UserError
from ..contract.payloads import Volume
from ..files.dicom_series import is_dicom
from ..files.formats import IMAGES, WRITABLE, extension_of, stem_of

SEGMENTATION = ".seg.nrrd"


@dataclass(frozen=True)
class Case:
    """One image or DICOM folder, by its path relative to the input, and its result's path."""

    name: str
    source: Path
    target: Path


def find_cases(source: Path, output: Path, recursive: bool, extension: str = "") -> list[Case]:
    """All cases of a file or folder, in order of their names.

    A folder with DICOM files is one case; segmentations and hidden files are no cases.

    Args:
        source: an image file, a DICOM folder, or a folder of these.
        output: folder of the results, which keep the relative names.
        recursive: look into subfolders too (DICOM folders directly below are always found).
        extension: of the results, or "" for the inputs' own (.nrrd where it cannot be written).

    Raises:
        UserError: nothing there, the output is the input, or two cases have the same result.
    """
    if not source.exists():
        raise UserError(f"There is no file or folder '{source}'; check its name.")
    root = source if source.is_dir() and not _is_dicom_folder(source) else source.parent
    if root is source and source.resolve() == output.resolve():
        raise UserError(f"'{output}' is the input; choose another output folder.")
    found = _images(source, output, recursive) if root is source else iter([source])
    cases = [_case(path, root, output, extension) for path in found]
    if not cases:
        hint = "" if recursive else " --recursive looks into its subfolders."
        raise UserError(f"'{source}' holds no images.{hint}")
    names: dict[Path, str] = {}
    for case in cases:
        if case.target in names:
            raise UserError(
                f"'{names[case.target]}' and '{case.name}' would both be written to "
                f"'{case.target}'; rename one."
            )
        names[case.target] = case.name
    return cases


def _images(folder: Path, output: Path, recursive: bool) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.resolve() == output.resolve():
            continue
        if path.is_dir():
            if _is_dicom_folder(path):
                yield path
            elif recursive:
                yield from _images(path, output, recursive)
        elif _is_image(path):
            yield path


def _is_image(path: Path) -> bool:
    extension = extension_of(path)
    half = extension == ".img" and path.with_suffix(".hdr").exists()
    return extension in IMAGES and extension != SEGMENTATION and not half


def _is_dicom_folder(folder: Path) -> bool:
    files = (p for p in sorted(folder.iterdir()) if p.is_file() and not p.name.startswith("."))
    return any(is_dicom(p) for p in files if not _is_image(p) or p.suffix.lower() == ".dcm")


def _case(path: Path, root: Path, output: Path, extension: str) -> Case:
    relative = path.relative_to(root)
    stem = relative.name if path.is_dir() else stem_of(relative)
    own = "" if path.is_dir() else extension_of(path)
    result = extension or (own if own in WRITABLE[Volume] else ".nrrd")
    return Case(relative.as_posix(), path, output / relative.parent / f"{stem}{result}")
