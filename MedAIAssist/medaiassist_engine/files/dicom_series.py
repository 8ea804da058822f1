"""Which DICOM series a folder holds, and in which files, whatever else lies there."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from .dicom_headers import CLASS, NUMBER, SERIES, along_normal, entry, read_header
from .formats import DICOM

Watch = Callable[[float], None]
"""Told the fraction of files that were looked at; may raise to stop."""

_MOST_KEPT = 16  # folders
_HEADER = 1 << 16  # bytes in which a series UID stands
_META = 256  # bytes in which the class of the object stands

_kept: dict[Path, tuple[object, SeriesFolder]] = {}
_lock = Lock()


@dataclass(frozen=True)
class SeriesFolder:
    """The series of a folder.

    Attributes:
        files: by UID, sorted: the files of each series in the order of the slices.
        classes: by UID: what kind of object its slices are (SOP class).
        odd: DICOM files that could not be read as images.
    """

    files: Mapping[str, tuple[Path, ...]]
    classes: Mapping[str, str]
    odd: tuple[Path, ...]

    def damaged(self, uid: str) -> list[Path]:
        """Files that are slices of a series by what is left of their headers."""
        return [path for path in self.odd if self._is_slice(path, uid)]

    def _is_slice(self, path: Path, uid: str) -> bool:
        with path.open("rb") as file:
            start = file.read(_HEADER)
        if self.classes[uid].encode() not in start[:_META]:
            return False  # a report, a plan or a DICOMDIR, which may name the series as well
        return uid.encode() in start or len(self.files) == 1


def series_in(folder: Path, watch: Watch | None = None) -> SeriesFolder:
    """The series of a folder, without its subfolders; kept until a file in it changes.

    A file that is odd does not hinder the others. Slices are ordered by their position along the
    normal, or by their number where positions are missing or occur twice.

    Raises:
        OSError: the folder cannot be listed.
    """
    state = _state(folder)
    with _lock:
        known = _kept.get(folder)
    if known is not None and known[0] == state:
        return known[1]
    found = _scan([folder / name for name, *_ in state], watch)
    with _lock:
        _kept.pop(folder, None)
        _kept[folder] = state, found
        while len(_kept) > _MOST_KEPT:
            del _kept[next(iter(_kept))]
    return found


def is_dicom(path: Path) -> bool:
    """Whether a file is DICOM, by its extension or its preamble; not if it cannot be opened."""
    if path.suffix.lower() in DICOM:
        return True
    try:
        with path.open("rb") as file:
            return file.read(132)[128:] == b"DICM"
    except OSError:
        return False


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    with os.scandir(folder) as entries:
        files = [(e.name, e.stat()) for e in entries if e.is_file()]
    return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in files))


def _scan(paths: list[Path], watch: Watch | None) -> SeriesFolder:
    slices: dict[str, list[tuple[float | None, int, Path]]] = defaultdict(list)
    classes: dict[str, str] = {}
    odd = []
    for n, path in enumerate(paths):
        if watch is not None:
            watch(n / len(paths))
        header = read_header(path)
        if header is not None:
            uid = entry(header, SERIES)
            classes.setdefault(uid, entry(header, CLASS))
            slices[uid].append((along_normal(header), _number(entry(header, NUMBER)), path))
        elif is_dicom(path):
            odd.append(path)
    files = {uid: _in_order(slices[uid]) for uid in sorted(slices)}
    return SeriesFolder(files, classes, tuple(odd))


def _in_order(slices: list[tuple[float | None, int, Path]]) -> tuple[Path, ...]:
    positions = [position for position, *_ in slices if position is not None]
    if len(set(positions)) == len(slices):
        ordered = sorted(slices, key=lambda s: (s[0] or 0.0, s[2]))
    else:
        ordered = sorted(slices, key=lambda s: s[1:])
    return tuple(path for *_, path in ordered)


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0
