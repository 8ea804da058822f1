"""Where the row of a feature table lies: a keypoint, or a segment."""

from __future__ import annotations

from typing import Any

import numpy as np
import vtk

from .provenance import how_made, input_node
from .volumes import image_of, index_to_world

Position = tuple[float, float, float]

_AXES = (("R", "A", "S"), ("fixed_R", "fixed_A", "fixed_S"))
_SEGMENT = "segment"
_SLICE = "slice"


def place_of(table: Any, row: int) -> Position | None:
    """World RAS mm of what a row is about; None where it has no place, or that is gone.

    A row lies at its columns R, A and S (a match at those of the fixed image), else on the slice
    that its column "slice" counts, else in the middle of the segment that "segment" names.
    """
    columns = table.GetTable()
    if not 0 <= row < columns.GetNumberOfRows():
        return None
    for names in _AXES:
        found = [columns.GetColumnByName(name) for name in names]
        if all(isinstance(column, vtk.vtkDataArray) for column in found):
            r, a, s = (float(column.GetTuple1(row)) for column in found)
            return (r, a, s) if np.isfinite([r, a, s]).all() else None
    return _on_slice(table, columns, row) or _in_segment(table, columns, row)


def _on_slice(table: Any, columns: Any, row: int) -> Position | None:
    column, volume = columns.GetColumnByName(_SLICE), input_node(table, "volume")
    if not isinstance(column, vtk.vtkDataArray) or volume is None:
        return None
    i, j, k = image_of(volume).GetDimensions()
    how, number = how_made(table), float(column.GetTuple1(row))
    if how is not None and "volume" in how.planes:
        x, y, z = (line[3] for line in how.planes["volume"][:3])
        return x, y, z
    if not 0 <= number < k:
        return None
    x, y, z, _ = index_to_world(volume) @ [(i - 1) / 2, (j - 1) / 2, number, 1.0]
    return float(x), float(y), float(z)


def _in_segment(table: Any, columns: Any, row: int) -> Position | None:
    column, node = columns.GetColumnByName(_SEGMENT), input_node(table, "segments")
    if column is None or node is None or not node.IsA("vtkMRMLSegmentationNode"):
        return None
    name = column.GetVariantValue(row).ToString()
    segment_id = node.GetSegmentation().GetSegmentIdBySegmentName(name)
    centre = node.GetSegmentCenterRAS(segment_id) if segment_id else None
    return (centre[0], centre[1], centre[2]) if centre is not None else None
