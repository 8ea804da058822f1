"""What tells images apart: size, spacing, and fingerprints of file and voxels."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..contract.errors import UserError
from ..contract.payloads import spacing_of
from ..files.dicom import split_path
from ..files.dicom_series import Watch, series_in
from ..files.volumes import read_volume

_CHUNK = 1 << 20


@dataclass(frozen=True)
class ImageFacts:
    """Facts of one image.

    Attributes:
        size: voxels along i, j, k.
        spacing: mm along i, j, k.
        file: SHA-256 of its file or, of a DICOM series, its UID.
        pixels: SHA-256 of voxel type, shape and values; "" if they were not read.
        constant: all voxels are equal; False if they were not read.
        fault: why it cannot be read, else "".
    """

    size: tuple[int, ...] = ()
    spacing: tuple[float, ...] = ()
    channels: int = 1
    file: str = ""
    pixels: str = ""
    constant: bool = False
    fault: str = ""


def facts_of(path: str, pixels: bool, watch: Watch | None = None) -> ImageFacts:
    """The facts of an image; what is wrong with it is one of them.

    Args:
        watch: as for `read_volume`.
    """
    file, uid = split_path(path)
    try:
        if not file.exists():
            return ImageFacts(fault="is not there.")
        fingerprint = f"series {_uid(file, uid, watch)}" if file.is_dir() else _hash(file)
        if not pixels and not file.is_dir():
            return _of_header(file, fingerprint)
        volume = read_volume(path, watch)
    except (UserError, OSError) as error:
        return ImageFacts(fault=f"cannot be used: {_without_path(str(error), path, file)}")
    except MemoryError:
        return ImageFacts(fault="needs more memory than there is.")
    except (RuntimeError, ValueError):  # of the libraries that read it, whose texts hold paths
        return ImageFacts(fault="is damaged, or another file in its folder is.")
    array = np.ascontiguousarray(volume.array)
    digest = hashlib.sha256(f"{array.dtype.str}{array.shape}".encode())
    digest.update(array.data)
    return ImageFacts(
        size=tuple(array.shape[2::-1]),
        spacing=spacing_of(volume.ijk_to_ras),
        channels=array.shape[3] if array.ndim == 4 else 1,
        file=fingerprint,
        pixels=digest.hexdigest(),
        constant=bool((array == array.flat[0]).all()),
    )


def _of_header(file: Path, fingerprint: str) -> ImageFacts:
    import SimpleITK as sitk

    reader = sitk.ImageFileReader()
    reader.SetFileName(str(file))
    try:
        reader.ReadImageInformation()
    except RuntimeError:
        return ImageFacts(fault="is damaged, or no image in a format known here.")
    size = (*reader.GetSize(), 1)[:3]
    spacing = (*reader.GetSpacing(), 1.0)[:3]
    return ImageFacts(size, spacing, reader.GetNumberOfComponents(), fingerprint)


def _uid(folder: Path, uid: str, watch: Watch | None) -> str:
    return uid or next(iter(series_in(folder, watch).files), "")


def _hash(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _without_path(text: str, path: str, file: Path) -> str:
    """The case is named beside it; paths may name patients."""
    for name in (path, str(file), file.name):
        text = text.replace(f"'{name}'", "it").replace(name, "it")
    return text
