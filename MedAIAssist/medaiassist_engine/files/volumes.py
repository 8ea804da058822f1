"""Volumes in image files: NRRD, NIfTI, MetaImage, DICOM, PNG, JPEG, BMP, TIFF."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import SimpleITK as sitk

from ..contract.errors import UserError
from ..contract.payloads import Matrix, Volume
from ..geometry import decompose
from . import dicom, sheared
from .dicom_series import Watch
from .formats import PICTURES, check_readable, check_writable, extension_of, stem_of
from .images import Array, array_of, grid_of, image_of, read_image, write_image

COLOUR_KEY = "MedAIAssist.Colour"  # NRRD files by SimpleITK call all components "vector"


def read_volume(path: str | Path, watch: Watch | None = None) -> Volume:
    """Read an image file or a DICOM series.

    Args:
        path: an image file, a folder of DICOM files, or "folder#SeriesInstanceUID" to choose
            one of several series in it.
        watch: told how far the search for the series in a folder is; may raise to stop.

    Returns:
        array (k, j, i) or (k, j, i, c) in the file's own type; a picture becomes one slice.

    Raises:
        UserError: the file is missing, damaged, cut short, not an image, or has more than
            three dimensions; the folder has no or several series.
    """
    folder, uid = dicom.split_path(path)
    if folder.is_dir():
        return dicom.read_series(folder, uid, watch)
    if uid:
        raise UserError(f"There is no folder '{folder}'; check its name.")
    source = Path(path)
    check_readable(source, Volume)
    if (volume := sheared.read_nifti(source)) is not None:
        return volume
    image = single_volume(read_image(source), source)
    array = array_of(image)
    if extension_of(source) == ".bmp" and array.ndim == 4 and _grey(array):
        array = np.ascontiguousarray(array[..., 0])  # ITK turns grey BMPs into colour ones
    colour = array.ndim == 4 and _is_colour(image, array, extension_of(source))
    return Volume(array, grid_of(image), stem_of(source), colour)


def write_volume(path: str | Path, volume: Volume, header: Mapping[str, str] | None = None) -> None:
    """Write an image file, whole or not at all.

    float16 is stored as float32 and bool as uint8. Pictures keep pixels but no position.

    Args:
        path: the extension chooses the format.
        volume: what to write.
        header: further key/value pairs for the header of NRRD files.

    Raises:
        UserError: the format cannot hold the volume, the folder is missing, the disk is full.
        GeometryError: the volume's axes are degenerate.
    """
    target = Path(path)
    check_writable(target, Volume)
    extension = extension_of(target)
    if extension in PICTURES:
        image = picture_of(target, volume.array)
    else:
        check_axes(target, volume.ijk_to_ras)
        image = image_of(volume.array, volume.ijk_to_ras, volume.array.ndim == 4)
    pairs = dict(header or {})
    if extension == ".nrrd" and volume.array.ndim == 4:
        pairs[COLOUR_KEY] = str(volume.colour).lower()
    write_image(target, image, pairs if extension == ".nrrd" else None)


def single_volume(image: sitk.Image, path: Path) -> sitk.Image:
    """The image without trailing axes of length one.

    Raises:
        UserError: it holds several volumes, such as a time series.
    """
    size = image.GetSize()
    if len(size) <= 3:
        return image
    if max(size[3:]) > 1:
        raise UserError(
            f"'{path}' holds {size[3]} volumes (a time series); "
            "save the one you need as a volume of its own."
        )
    return sitk.Extract(image, [*size[:3], *([0] * (len(size) - 3))])


def check_axes(path: Path, ijk_to_ras: Matrix) -> None:
    """Refuse sheared axes (tilted gantry) where ITK would silently straighten them.

    Raises:
        UserError: the format is NIfTI and the axes are not perpendicular.
    """
    if extension_of(path) not in (".nii", ".nii.gz"):
        return
    direction = decompose(ijk_to_ras)[2]
    if np.abs(direction.T @ direction - np.eye(3)).max() > 1e-4:
        raise UserError(
            f"'{path.name}' cannot hold sheared axes; write a .nrrd file, or resample the volume."
        )


def picture_of(path: Path, array: Array) -> sitk.Image:
    """A 2D image of a one-slice array (1, j, i) or (1, j, i, c), if the format can hold it.

    Raises:
        UserError: several slices, a type of voxel, or components that the format cannot hold.
    """
    extension = extension_of(path)
    allowed = _PICTURE_TYPES[extension]
    if array.shape[0] != 1:
        raise UserError(
            f"'{path.name}' holds one slice, but the volume has {array.shape[0]}; "
            "write a .nrrd file."
        )
    stored = {"bool": "uint8", "float16": "float32"}.get(array.dtype.name, array.dtype.name)
    if stored not in allowed:
        raise UserError(
            f"'{path.name}' holds {' or '.join(allowed)} pixels, but the volume has "
            f"{array.dtype}; rescale it to {allowed[0]}, or write a .nrrd file."
        )
    components = array.shape[3] if array.ndim == 4 else 1
    if components not in ((1, 3) if extension in (".jpg", ".jpeg", ".bmp") else (1, 3, 4)):
        raise UserError(
            f"'{path.name}' holds grey or colour pixels, but the volume has {components} "
            "components; write a .nrrd file."
        )
    return sitk.GetImageFromArray(
        np.ascontiguousarray(array[0], dtype=stored), isVector=array.ndim == 4
    )


_PICTURE_TYPES = {
    ".png": ("uint8", "uint16"),
    ".jpg": ("uint8",),
    ".jpeg": ("uint8",),
    ".bmp": ("uint8",),
    ".tif": ("uint8", "uint16", "float32"),
    ".tiff": ("uint8", "uint16", "float32"),
}


def _grey(array: Array) -> bool:
    return bool((array == array[..., :1]).all())


def _is_colour(image: sitk.Image, array: Array, extension: str) -> bool:
    if image.HasMetaDataKey(COLOUR_KEY):
        return image.GetMetaData(COLOUR_KEY) == "true"
    integer = array.dtype == np.uint8 or (array.dtype == np.uint16 and extension in PICTURES)
    return array.shape[3] in (3, 4) and integer
