"""NIfTI files with sheared axes, which ITK refuses to read."""

from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
import SimpleITK as sitk

from ..contract.payloads import Volume, matrix
from .formats import NIFTI, extension_of, stem_of


def read_nifti(path: Path) -> Volume | None:
    """The volume, if this is a sheared NIfTI file of three dimensions and nibabel is installed.

    None for everything else: ITK then reads it, or says what is wrong with it.
    """
    if extension_of(path) not in NIFTI or not _refused_as_sheared(path):
        return None
    try:
        import nibabel
    except ModuleNotFoundError:
        return None
    with contextlib.suppress(nibabel.filebasedimages.ImageFileError, OSError, ValueError):
        image = nibabel.Nifti1Image.from_filename(path)
        voxels = np.asanyarray(image.dataobj)  # (i, j, k), RAS
        if voxels.ndim == 3:
            return Volume(np.ascontiguousarray(voxels.T), matrix(image.affine), stem_of(path))
    return None


def _refused_as_sheared(path: Path) -> bool:
    reader = sitk.ImageFileReader()
    reader.SetFileName(str(path))
    try:
        reader.ReadImageInformation()
    except RuntimeError as error:
        return "orthonormal" in str(error)
    return False
