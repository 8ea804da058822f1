"""Headers of DICOM files: the few entries that a cohort needs. Names of patients are not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import SimpleITK as sitk

_TAGS = {
    "patient": "0010|0020",
    "series": "0020|000e",
    "number": "0020|0011",
    "modality": "0008|0060",
    "date": "0008|0020",
    "description": "0008|103e",
    "position": "0020|0032",
    "orientation": "0020|0037",
    "frames": "0028|0008",
}


@dataclass
class Series:
    """One series in one folder.

    Attributes:
        entries: of its first file.
        positions: of the slices along their normal, in mm.
    """

    folder: Path
    entries: dict[str, str]
    size: tuple[int, int]
    spacing: tuple[float, float]
    slices: int = 0
    positions: list[float] = field(default_factory=list)

    @property
    def slice_spacing(self) -> float:
        """Mean distance of neighbouring slices in mm; NaN for one slice."""
        if len(self.positions) < 2:
            return float("nan")
        return (max(self.positions) - min(self.positions)) / (len(self.positions) - 1)


def series_in(folder: Path) -> tuple[str, ...]:
    """The UIDs of the series that can be read as images in a folder; none if a file hinders it."""
    try:
        return tuple(sitk.ImageSeriesReader.GetGDCMSeriesIDs(str(folder)))
    except RuntimeError:
        return ()


def add_file(path: Path, found: dict[tuple[Path, str], Series]) -> bool:
    """Note the series that a file belongs to; False if it is no DICOM image."""
    reader = sitk.ImageFileReader()
    reader.SetImageIO("GDCMImageIO")
    reader.SetFileName(str(path))
    try:
        reader.ReadImageInformation()
    except RuntimeError:
        return False
    entries = {name: _text(reader, tag) for name, tag in _TAGS.items()}
    size, spacing = reader.GetSize(), reader.GetSpacing()
    key = path.parent, entries["series"]
    series = found.setdefault(key, Series(path.parent, entries, size[:2], spacing[:2]))
    series.slices += size[2] if len(size) > 2 else 1
    position = _along_normal(entries)
    if position is not None:
        series.positions.append(position)
    return True


def by_folder(found: dict[tuple[Path, str], Series]) -> dict[Path, list[Series]]:
    """The series of each folder."""
    folders: dict[Path, list[Series]] = defaultdict(list)
    for series in found.values():
        folders[series.folder].append(series)
    return folders


def _text(reader: sitk.ImageFileReader, tag: str) -> str:
    if not reader.HasMetaDataKey(tag):
        return ""
    # Identifiers in legacy character sets come with bytes that are no UTF-8.
    text = reader.GetMetaData(tag).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return text.replace("\0", "").strip()


def _along_normal(entries: dict[str, str]) -> float | None:
    try:
        position = _numbers(entries["position"], 3)
        axes = np.reshape(_numbers(entries["orientation"], 6), (2, 3))
    except ValueError:
        return None
    return float(np.dot(np.cross(axes[0], axes[1]), position))


def _numbers(text: str, count: int) -> Sequence[float]:
    values = [float(part) for part in text.split("\\")]
    if len(values) != count:
        raise ValueError(text)
    return values
