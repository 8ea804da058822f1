"""SimpleITK images <-> arrays with their 4x4, and files read and written with plain errors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray

from ..contract.errors import UserError
from ..contract.payloads import Matrix
from ..geometry import compose, decompose, from_lps, to_lps
from . import atomic
from .complete import cut_short
from .formats import NIFTI, PICTURES, extension_of

sitk.ProcessObject.SetGlobalWarningDisplay(False)  # its warnings quote file contents and paths

Array = NDArray[np.generic]

_COMPRESSED = (".nii.gz", ".png")


def array_of(image: sitk.Image) -> Array:
    """The voxels as (k, j, i) or (k, j, i, c); a 2D image becomes one slice."""
    array = sitk.GetArrayFromImage(image)
    return array[np.newaxis] if image.GetDimension() == 2 else array


def grid_of(image: sitk.Image) -> Matrix:
    """The image's 4x4 from voxel index to RAS mm; a 2D image lies in the axial plane at z = 0."""
    n = image.GetDimension()
    direction, spacing, origin = np.eye(3), np.ones(3), np.zeros(3)
    direction[:n, :n] = np.reshape(image.GetDirection(), (n, n))
    spacing[:n], origin[:n] = image.GetSpacing(), image.GetOrigin()
    return from_lps(compose(origin, spacing, direction))


def image_of(array: Array, ijk_to_ras: Matrix, components: bool = False) -> sitk.Image:
    """An image of an array (k, j, i), or (k, j, i, c) if `components`, with its geometry.

    float16 becomes float32 and bool becomes uint8, which ITK lacks; both are exact.

    Raises:
        UserError: the voxels are of a kind no image file holds (complex numbers, objects).
        GeometryError: the grid is degenerate.
    """
    image = sitk.GetImageFromArray(_storable(array), isVector=components)
    origin, spacing, direction = decompose(to_lps(ijk_to_ras))
    image.SetOrigin(origin.tolist())
    image.SetSpacing(spacing.tolist())
    image.SetDirection(direction.ravel().tolist())
    return image


def _storable(array: Array) -> Array:
    if array.dtype.kind not in "biuf" or array.dtype.itemsize > 8:
        raise UserError(f"Voxels of type {array.dtype} fit no image file; convert them first.")
    if array.size == 0:
        raise UserError("The image has no voxels; there is nothing to write.")
    exact = {"bool": "uint8", "float16": "float32"}
    dtype = np.dtype(exact.get(array.dtype.name, array.dtype.newbyteorder("=")))
    return np.ascontiguousarray(array, dtype=dtype)


def read_image(path: Path) -> sitk.Image:
    """The image in one file.

    Raises:
        UserError: it is missing, not an image, damaged or cut short.
    """
    if not path.is_file():
        raise UserError(f"There is no file '{path}'; check its name and folder.")
    try:
        if path.stat().st_size == 0:
            raise UserError(f"The file '{path}' is empty; copy or export it again.")
        if cut_short(path):
            raise _damaged(path, "it is cut short")
        return sitk.ReadImage(str(path))
    except PermissionError as error:
        raise UserError(f"'{path}' cannot be read: you have no permission.") from error
    except RuntimeError as error:
        raise _damaged(path, _reason(str(error))) from error


def write_image(
    path: Path, image: sitk.Image, header: Mapping[str, str] | None = None, compress: bool = False
) -> None:
    """Write an image under its final name, whole or not at all.

    Args:
        path: its extension chooses the format.
        image: what to write.
        header: key/value pairs for the header of NRRD files; ignored by other formats.
        compress: without loss, in formats that can.

    Raises:
        UserError: the disk is full, the folder missing, or the format cannot hold the image.
    """
    for key, value in (header or {}).items():
        image.SetMetaData(key, value)
    size = image.GetNumberOfComponentsPerPixel() * image.GetNumberOfPixels()
    needed = size * image.GetSizeOfPixelComponent()
    raw = not compress and extension_of(path) not in _COMPRESSED
    # ITK's JPEG writer ends the whole process on a full disk: look before every plain write.
    with atomic.replacing(path, needed, at_least=needed if raw else 0) as temporary:
        try:
            sitk.WriteImage(image, str(temporary), useCompression=compress)
        except RuntimeError as error:
            if atomic.nearly_full(temporary, needed):
                raise atomic.no_space() from error
            raise UserError(f"'{path}' cannot be written: {_last_line(str(error))}") from error
        if extension_of(path) in (*NIFTI, *PICTURES) and cut_short(temporary):
            raise atomic.no_space()


def _damaged(path: Path, reason: str) -> UserError:
    return UserError(f"'{path}' cannot be read: {reason}. Copy or export it again.")


_REASONS = (
    (r"got only|expected \d+ bytes but received|not read completely|truncat", "it is cut short"),
    (r"Unable to determine ImageIO", "it is no image in a format known here, or it is damaged"),
    (r"orthonormal", "its axes are sheared, which needs 'nibabel' in the engine's Python"),
    (r"memory|bad_alloc", "there is not enough memory for it"),
)


def _reason(message: str) -> str:
    for pattern, words in _REASONS:
        if re.search(pattern, message, re.IGNORECASE):
            return words
    return "its contents do not fit its header; it is damaged or cut short"


def _last_line(message: str) -> str:
    lines = [line.strip() for line in message.splitlines() if line.strip()] or ["unknown reason"]
    return re.sub(r"^(ITK ERROR: \w+\(0x[0-9a-f]+\)|Reason): ", "", lines[-1])
