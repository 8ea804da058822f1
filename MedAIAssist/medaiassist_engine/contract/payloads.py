"""What operations take and give. All positions are RAS in mm; arrays are C-ordered `k, j, i`.

`Array` stands for a numpy array: the contract itself needs no numpy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

Array = Any
Matrix = tuple[tuple[float, ...], ...]

IDENTITY: Matrix = tuple(tuple(float(r == c) for c in range(4)) for r in range(4))


def matrix(rows: Any) -> Matrix:
    """A 4x4 as nested tuples of floats, from nested lists or a numpy array."""
    return tuple(tuple(float(v) for v in row) for row in rows)


def spacing_of(ijk_to_ras: Matrix) -> tuple[float, float, float]:
    """Voxel size along i, j and k in mm."""
    i, j, k = (math.sqrt(sum(ijk_to_ras[r][c] ** 2 for r in range(3))) for c in range(3))
    return i, j, k


@dataclass(frozen=True)
class Volume:
    """An image.

    Attributes:
        array: shape (k, j, i), or (k, j, i, c) for colour and vectors.
        ijk_to_ras: 4x4, maps the centre of voxel (i, j, k) to RAS mm; may be oblique, left-handed.
        name: for people; never written to logs.
        colour: the components are red, green, blue (and alpha), not a vector.
    """

    array: Array
    ijk_to_ras: Matrix = IDENTITY
    name: str = ""
    colour: bool = False


@dataclass(frozen=True)
class Segment:
    """One segment of a label map.

    Attributes:
        value: its voxels' value in its layer.
        id: the segment's id in its segmentation node, kept on the way back.
        color: red, green, blue in 0..1.
        terminology: Slicer's serialised terminology entry, or "".
        layer: index of the layer that holds it; segments that overlap lie in different layers.
    """

    value: int
    name: str
    id: str = ""
    color: tuple[float, float, float] = (0.5, 0.7, 0.5)
    terminology: str = ""
    layer: int = 0


@dataclass(frozen=True)
class LabelMap:
    """Segments on a voxel grid: (k, j, i) integers, or (layer, k, j, i) where segments overlap."""

    array: Array
    ijk_to_ras: Matrix = IDENTITY
    segments: tuple[Segment, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Points:
    """Points in RAS mm: positions (n, 3); size in mm, angle in degrees, response: (n,) or None."""

    positions: Array
    size: Array | None = None
    angle: Array | None = None
    response: Array | None = None
    labels: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Boxes:
    """Oriented boxes in RAS mm.

    Attributes:
        centres: (n, 3).
        sizes: (n, 3), full lengths along the box's own axes.
        axes: (n, 3, 3), the columns of each are the box's unit axes in RAS.
        labels: n class names, or empty.
        scores: (n,) in 0..1, or None.
    """

    centres: Array
    sizes: Array
    axes: Array
    labels: tuple[str, ...] = ()
    scores: Array | None = None
    name: str = ""


@dataclass(frozen=True)
class Lines:
    """Straight lines in RAS mm: starts and ends (n, 3); labels and scores (n,) or none."""

    starts: Array
    ends: Array
    labels: tuple[str, ...] = ()
    scores: Array | None = None
    name: str = ""


@dataclass(frozen=True)
class Transform:
    """A linear transform: 4x4, maps points from RAS mm to RAS mm, such as moving to fixed."""

    matrix: Matrix = IDENTITY
    name: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a table: a numeric (n,) array, or `texts` for words."""

    name: str
    values: Array | None = None
    texts: tuple[str, ...] = ()
    unit: str = ""
    description: str = ""


@dataclass(frozen=True)
class Table:
    """Columns of equal length."""

    columns: tuple[Column, ...]
    name: str = ""


@dataclass(frozen=True)
class Curve:
    """One series of a chart: names of its columns in the chart's table."""

    x: str
    y: str
    name: str = ""


@dataclass(frozen=True)
class Chart:
    """A plot: `style` is line, scatter, bar or scatter_bar, as in Slicer's plot nodes."""

    table: Table
    curves: tuple[Curve, ...]
    title: str = ""
    x_title: str = ""
    y_title: str = ""
    style: str = "line"


@dataclass(frozen=True)
class Sequence:
    """Frames over an index such as time: one index value (as text) for each frame."""

    frames: tuple[Volume, ...]
    index: tuple[str, ...]
    index_name: str = "time"
    index_unit: str = "s"
    name: str = ""


@dataclass(frozen=True)
class ModelRef:
    """A trained model on disk: a folder or file, its kind and its SHA-256."""

    path: str
    kind: str
    sha256: str = ""
    name: str = ""


@dataclass(frozen=True)
class Report:
    """A text for people: HTML that needs no other file."""

    title: str
    html: str
    name: str = ""
    summary: str = field(default="")


Payload = (
    Volume | LabelMap | Points | Boxes | Lines | Transform | Table | Chart | Sequence | ModelRef
    | Report
)  # fmt: skip

PAYLOADS: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        Volume, LabelMap, Segment, Points, Boxes, Lines, Transform, Column, Table, Curve, Chart,
        Sequence, ModelRef, Report,
    )
}  # fmt: skip
