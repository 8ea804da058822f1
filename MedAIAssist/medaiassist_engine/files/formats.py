"""Which file names hold what. Standard library only."""

from __future__ import annotations

from pathlib import Path

from ..contract.errors import UserError
from ..contract.payloads import (
    Boxes,
    Chart,
    LabelMap,
    Lines,
    ModelRef,
    Points,
    Report,
    Table,
    Transform,
    Volume,
)

NRRD = (".nrrd", ".nhdr", ".seg.nrrd")
NIFTI = (".nii", ".nii.gz", ".hdr", ".img")
META = (".mha", ".mhd")
PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff")
DICOM = (".dcm", ".dicom", ".ima")
MARKUPS = (".mrk.json",)
TRANSFORMS = (".tfm",)
TABLES = (".csv", ".parquet")
MODELS = (".medai", ".npz", ".zip")

IMAGES = (*NRRD, *NIFTI, *META, *PICTURES, *DICOM)
LONG_EXTENSIONS = (".seg.nrrd", ".nii.gz", ".mrk.json", ".schema.csv")

READABLE: dict[type, tuple[str, ...]] = {
    Volume: IMAGES,
    LabelMap: IMAGES,
    Points: MARKUPS,
    Boxes: MARKUPS,
    Lines: MARKUPS,
    Transform: TRANSFORMS,
    Table: TABLES,
    ModelRef: MODELS,
}
# Formats whose header names a second file (.nhdr, .mhd, .hdr/.img) are only read: two files
# cannot be put in place in one step.
WRITABLE: dict[type, tuple[str, ...]] = {
    Volume: (".nrrd", ".nii", ".nii.gz", ".mha", *PICTURES),
    LabelMap: (".seg.nrrd", ".nrrd", ".nii", ".nii.gz", ".mha", ".png", ".bmp", ".tif", ".tiff"),
    Points: MARKUPS,
    Boxes: MARKUPS,
    Lines: MARKUPS,
    Transform: TRANSFORMS,
    Table: TABLES,
    Chart: TABLES,
    Report: (".html",),
    ModelRef: MODELS,
}


def extension_of(path: str | Path) -> str:
    """The extension in lower case, whole for ".nii.gz", ".seg.nrrd" and ".mrk.json"."""
    name = Path(path).name.lower()
    return next((e for e in LONG_EXTENSIONS if name.endswith(e)), Path(name).suffix)


def stem_of(path: str | Path) -> str:
    """The file name without its extension."""
    name = Path(path).name
    return name[: len(name) - len(extension_of(name))]


def check_writable(path: str | Path, payload: type) -> None:
    """Refuse a file name that cannot hold such a payload, before any work is done.

    Raises:
        UserError: no format of that extension holds it; the text lists those that do.
    """
    formats = WRITABLE.get(payload)
    if formats is None:
        raise UserError(f"A {payload.__name__} cannot be written to a file; use it in Slicer.")
    if extension_of(path) not in formats:
        raise _wrong_extension(path, payload, "written", formats)


def check_readable(path: str | Path, payload: type) -> None:
    """Refuse a file name that cannot hold such a payload; images may lack an extension (DICOM).

    Raises:
        UserError: no format of that extension holds it; the text lists those that do.
    """
    formats = READABLE.get(payload)
    if formats is None:
        raise UserError(f"A {payload.__name__} cannot be read from a file; use it in Slicer.")
    found = extension_of(path)
    # UIDs as file names, the rule in DICOM exports, end in ".<digits>".
    nameless = formats is IMAGES and (not found or found[1:].isdigit())
    if found not in formats and not nameless:
        raise _wrong_extension(path, payload, "read", formats)


def _wrong_extension(
    path: str | Path, payload: type, action: str, formats: tuple[str, ...]
) -> UserError:
    return UserError(
        f"'{Path(path).name}' cannot be {action} as a {payload.__name__}; "
        f"its file name must end in {', '.join(formats)}."
    )
