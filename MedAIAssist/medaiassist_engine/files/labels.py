"""Label maps in image files; segment names, ids, colours and terminology in NRRD headers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ..contract.errors import UserError
from ..contract.numbered_segments import numbered_segment
from ..contract.payloads import LabelMap, Segment
from . import segmentation_header
from .formats import NRRD, PICTURES, check_readable, check_writable, extension_of, stem_of
from .images import Array, array_of, grid_of, image_of, read_image, write_image
from .volumes import check_axes, picture_of, single_volume


def read_labels(path: str | Path) -> LabelMap:
    """Read a label map; plain images get one segment per value found, 0 being background.

    Returns:
        array (k, j, i), or (layer, k, j, i) for a Slicer segmentation whose segments overlap.

    Raises:
        UserError: the file is missing or damaged, or its voxels are not whole numbers.
    """
    source = Path(path)
    check_readable(source, LabelMap)
    image = single_volume(read_image(source), source)
    array = _whole_numbers(array_of(image), source)
    pairs = {key: image.GetMetaData(key) for key in image.GetMetaDataKeys()}
    try:
        segments = segmentation_header.parse(pairs)
    except ValueError as error:
        raise UserError(
            f"The segments in the header of '{source}' are damaged; export it from Slicer again."
        ) from error
    if array.ndim == 4:
        if not segments:
            raise UserError(f"'{source}' is a colour or vector image, not a label map.")
        array = np.ascontiguousarray(np.moveaxis(array, -1, 0))
    return LabelMap(array, grid_of(image), segments or _numbered(array), stem_of(source))


def write_labels(
    path: str | Path, labels: LabelMap, header: Mapping[str, str] | None = None
) -> None:
    """Write a label map, compressed, whole or not at all.

    NRRD files carry the segments as Slicer's .seg.nrrd files do; other formats the values only.

    Args:
        path: the extension chooses the format.
        labels: what to write; 64-bit integers are stored in the smallest type that holds them.
        header: further key/value pairs for the header of NRRD files.

    Raises:
        UserError: the format cannot hold it, the folder is missing, the disk is full.
    """
    target = Path(path)
    check_writable(target, LabelMap)
    is_nrrd = extension_of(target) in NRRD
    array = _compact(labels.array)
    if array.ndim == 4 and array.shape[0] == 1:
        array = array[0]
    layers = array.ndim == 4
    if layers and not is_nrrd:
        raise UserError(f"'{target.name}' cannot hold overlapping segments; write a .seg.nrrd.")
    if extension_of(target) in PICTURES:
        write_image(target, picture_of(target, array))
        return
    check_axes(target, labels.ijk_to_ras)
    voxels = np.moveaxis(array, 0, -1) if layers else array
    pairs = {**segmentation_header.fields(labels.segments, array), **(header or {})}
    image = image_of(voxels, labels.ijk_to_ras, layers)
    write_image(target, image, pairs if is_nrrd else None, compress=True)


def _whole_numbers(array: Array, path: Path) -> Array:
    if array.dtype.kind in "iu":
        return array
    if not np.isfinite(array).all() or (array != np.rint(array)).any():
        raise UserError(f"'{path}' is not a label map: its voxels are not whole numbers.")
    return _compact(array.astype(np.int64))


def _compact(array: Array) -> Array:
    """uint8 for bool; 64-bit integers, which Slicer cannot show, in the smallest type."""
    if array.dtype.kind == "b":
        return array.astype(np.uint8)
    if array.dtype.kind not in "iu":
        raise UserError("A label map must hold whole numbers; round it first.")
    if array.dtype.itemsize < 8 or array.size == 0:
        return array
    low, high = int(array.min()), int(array.max())
    for dtype in (np.uint8, np.int16, np.uint16, np.int32, np.uint32):
        if np.iinfo(dtype).min <= low and high <= np.iinfo(dtype).max:
            return array.astype(dtype)
    raise UserError(f"Label values up to {high} are too large; renumber them below 2^32.")


def _numbered(array: Array) -> tuple[Segment, ...]:
    values = [int(v) for v in np.unique(array) if v != 0]
    return tuple(numbered_segment(v) for v in values)
