"""DICOM series in a folder. Nothing but voxels, geometry and series UIDs is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import SimpleITK as sitk

from ..contract.errors import UserError
from ..contract.payloads import Matrix, Volume, matrix
from ..geometry import from_lps, to_lps
from .dicom_headers import POSITION
from .dicom_series import Watch, series_in
from .images import array_of, grid_of

_SPACING_TOLERANCE = 0.05  # of the slice spacing; more distorts what is measured


def split_path(path: str | Path) -> tuple[Path, str]:
    """A path and the series UID behind "#", or "" (a "#" in the name of a real file stays)."""
    if Path(path).exists() or "#" not in str(path):
        return Path(path), ""
    folder, _, uid = str(path).rpartition("#")
    return Path(folder), uid


def read_series(folder: Path, uid: str = "", watch: Watch | None = None) -> Volume:
    """The series `uid` of a folder, or its only one.

    The axis across the slices is the line through the slice positions, so that a tilted gantry
    gives the sheared grid that was scanned.

    Args:
        watch: told how far the search for the series is; may raise to stop.

    Raises:
        UserError: no series, several of them, a slice missing or damaged.
    """
    try:
        found = series_in(folder, watch)
    except OSError as error:
        raise UserError(f"The folder '{folder}' cannot be read: {error.strerror}.") from error
    series = list(found.files)
    if not series:
        raise UserError(f"The folder '{folder}' has no DICOM images; choose the folder of a scan.")
    if uid and uid not in series:
        raise UserError(f"'{folder}' has no series {uid}; it has: {', '.join(series)}.")
    if not uid and len(series) > 1:
        raise UserError(
            f"'{folder}' has {len(series)} series; choose one as '{folder}#{series[0]}'. "
            f"They are: {', '.join(series)}."
        )
    uid = uid or series[0]
    reader = _reader(found.files[uid])
    image = None if found.damaged(uid) else _read(reader)
    if image is None:
        raise UserError(
            f"The series in '{folder}' cannot be read: a slice is damaged, or the slices differ "
            "in size. Copy or export it again."
        )
    if image.GetDimension() == 4 and image.GetSize()[3] == 1:
        image = image[:, :, :, 0]
    array = array_of(image)
    return Volume(array, _grid(reader, image, folder), folder.name, array.ndim == 4)


def _reader(files: Sequence[Path]) -> sitk.ImageSeriesReader:
    reader = sitk.ImageSeriesReader()
    reader.MetaDataDictionaryArrayUpdateOn()
    reader.SetFileNames([str(path) for path in files])
    return reader


def _read(reader: sitk.ImageSeriesReader) -> sitk.Image | None:
    """The image; None if a file is damaged or does not fit the others."""
    try:
        return reader.Execute()
    except RuntimeError:
        return None


def _grid(reader: sitk.ImageSeriesReader, image: sitk.Image, folder: Path) -> Matrix:
    count = image.GetDepth()
    names = reader.GetFileNames()
    if count < 2 or len(names) != count or not reader.HasMetaDataKey(0, POSITION):
        return grid_of(image)
    positions = np.array(
        [[float(v) for v in reader.GetMetaData(s, POSITION).split("\\")] for s in range(count)]
    )
    step = (positions[-1] - positions[0]) / (count - 1)
    line = positions[0] + np.arange(count)[:, None] * step
    length = float(np.linalg.norm(step))
    if length == 0:
        raise UserError(
            f"The slices in '{folder}' all lie at one position (a time series?); "
            "load it in Slicer and save the volume you need."
        )
    apart = np.linalg.norm(positions - line, axis=1)
    if apart.max() > _SPACING_TOLERANCE * length:
        raise UserError(
            f"The slices in '{folder}' are not evenly spaced (off by {apart.max():.2f} mm); "
            "a slice is missing. Load it in Slicer with 'apply acquisition transform' and resample."
        )
    ijk_to_lps = np.asarray(to_lps(grid_of(image)), dtype=np.float64)
    ijk_to_lps[:3, 2] = step
    ijk_to_lps[:3, 3] = positions[0]
    return from_lps(matrix(ijk_to_lps))
