"""Headers of DICOM files: the few entries that a cohort needs. Names of patients are not read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from ..files.dicom_headers import SERIES, along_normal, entry, read_header

_TAGS = {
    "patient": "0010|0020",
    "series": SERIES,
    "number": "0020|0011",
    "modality": "0008|0060",
    "date": "0008|0020",
    "description": "0008|103e",
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


def add_file(path: Path, found: dict[tuple[Path, str], Series]) -> bool:
    """Note the series that a file belongs to; False if it is no DICOM image."""
    reader = read_header(path)
    if reader is None:
        return False
    entries = {name: entry(reader, tag) for name, tag in _TAGS.items()}
    size, spacing = reader.GetSize(), reader.GetSpacing()
    key = path.parent, entries["series"]
    series = found.setdefault(key, Series(path.parent, entries, size[:2], spacing[:2]))
    series.slices += size[2] if len(size) > 2 else 1
    position = along_normal(reader)
    if position is not None:
        series.positions.append(position)
    return True


def by_folder(found: dict[tuple[Path, str], Series]) -> dict[Path, list[Series]]:
    """The series of each folder."""
    folders: dict[Path, list[Series]] = defaultdict(list)
    for series in found.values():
        folders[series.folder].append(series)
    return folders
