"""Any payload from and to a file, by its class."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from ..contract.errors import UserError
from ..contract.payloads import (
    Boxes,
    Chart,
    LabelMap,
    Lines,
    ModelRef,
    Payload,
    Points,
    Report,
    Table,
    Transform,
    Volume,
)
from ..models.references import check_reference, reference
from . import atomic
from .formats import check_readable, check_writable
from .labels import read_labels, write_labels
from .markups import (
    read_boxes,
    read_lines,
    read_points,
    write_boxes,
    write_lines,
    write_points,
)
from .tables import read_table, write_table
from .text import write_text
from .transforms import read_transform, write_transform
from .volumes import read_volume, write_volume

_READERS: dict[type, Callable[[str | Path], Payload]] = {
    Volume: read_volume,
    LabelMap: read_labels,
    Points: read_points,
    Boxes: read_boxes,
    Lines: read_lines,
    Transform: read_transform,
    Table: read_table,
    ModelRef: lambda path: reference(path, ""),
}


def read_payload(path: str | Path, kind: type) -> Payload:
    """Read a payload of class `kind`.

    Raises:
        UserError: that class is not read from files, or the file is not usable.
    """
    reader = _READERS.get(kind)
    if reader is None:
        check_readable(path, kind)
        raise UserError(f"A {kind.__name__} cannot be read from '{path}'.")
    return reader(path)


def write_payload(
    path: str | Path, payload: Payload, header: Mapping[str, str] | None = None
) -> None:
    """Write a payload; `header` are further key/value pairs for NRRD files.

    Raises:
        UserError: the file's format does not hold such a payload, or it cannot be written.
    """
    check_writable(path, type(payload))
    if isinstance(payload, Volume):
        write_volume(path, payload, header)
    elif isinstance(payload, LabelMap):
        write_labels(path, payload, header)
    elif isinstance(payload, Points):
        write_points(path, payload)
    elif isinstance(payload, Boxes):
        write_boxes(path, payload)
    elif isinstance(payload, Lines):
        write_lines(path, payload)
    elif isinstance(payload, Transform):
        write_transform(path, payload)
    elif isinstance(payload, Table):
        write_table(path, payload)
    elif isinstance(payload, Chart):
        write_table(path, payload.table)
    elif isinstance(payload, Report):
        write_text(path, payload.html)
    elif isinstance(payload, ModelRef):
        _copy(check_reference(payload), Path(path))


def _copy(source: Path, target: Path) -> None:
    with atomic.replacing(target, source.stat().st_size) as temporary:
        shutil.copyfile(source, temporary)
