"""Segmentations as label maps with named, coloured segments."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..contract.errors import UserError
from ..contract.numbered_segments import numbered_segment
from ..contract.payloads import LabelMap, Matrix
from .answers import Array, is_discrete
from .postprocessing import Segmentation

_HIGHEST = 65_535
_HALF = 0.5


def label_map(found: Segmentation, names: Mapping[int, str], ijk_to_ras: Matrix) -> LabelMap:
    """The classes that were found; in layers where they overlap.

    Args:
        names: of the network's channels by number.

    Raises:
        UserError: values are too large for labels.
    """
    values = found.values.transpose(0, 3, 2, 1)
    if len(values) == 1:
        return _of_numbers(values[0], found.by_channel, names, ijk_to_ras)
    return _of_channels(values, names, ijk_to_ras)


def _of_numbers(
    values: Array, by_channel: bool, names: Mapping[int, str], ijk_to_ras: Matrix
) -> LabelMap:
    if not is_discrete(values):
        values = values > _threshold(values)
    if values.max() > _HIGHEST:
        raise UserError(
            f"The bundle gives labels up to {values.max():g}, which is more than {_HIGHEST}; it is "
            "no segmentation."
        )
    labels = np.maximum(values, 0).astype(np.uint8 if values.max() <= 255 else np.uint16)
    present = [int(v) for v in np.unique(labels) if v]
    foreground = [n for n in sorted(names) if not _is_background(n, names)]
    if not by_channel and len(foreground) == 1:
        names = {1: names[foreground[0]]}
    elif not by_channel:
        names = {}
    segments = tuple(numbered_segment(v, names.get(v, "")) for v in present)
    return LabelMap(np.ascontiguousarray(labels), ijk_to_ras, segments)


def _of_channels(values: Array, names: Mapping[int, str], ijk_to_ras: Matrix) -> LabelMap:
    masks = [channel > _HALF for channel in values]
    numbers = list(range(len(masks)))
    if _is_background(0, names) or (0 not in names and _covers_rest(masks)):
        masks, numbers = masks[1:], numbers[1:]
    called = [names.get(n, f"Class {n}") for n in numbers]
    kept = [(mask, name) for mask, name in zip(masks, called, strict=True) if mask.any()]
    shape = values.shape[1:]
    if not any((np.sum([mask for mask, _ in kept], axis=0) > 1).flat):
        labels = np.zeros(shape, np.uint8 if len(kept) <= 255 else np.uint16)
        for n, (mask, _) in enumerate(kept, 1):
            labels[mask] = n
        segments = tuple(numbered_segment(n, name) for n, (_, name) in enumerate(kept, 1))
        return LabelMap(labels, ijk_to_ras, segments)
    layers = np.ascontiguousarray(np.stack([mask for mask, _ in kept]).astype(np.uint8))
    segments = tuple(numbered_segment(1, name, n) for n, (_, name) in enumerate(kept))
    return LabelMap(layers, ijk_to_ras, segments)


def _threshold(values: Array) -> float:
    """Half a probability; 0 for raw values."""
    return _HALF if values.min() >= 0 and values.max() <= 1 else 0.0


def _is_background(number: int, names: Mapping[int, str]) -> bool:
    return "background" in names.get(number, "").lower()


def _covers_rest(masks: list[Array]) -> bool:
    """The first channel is what the others leave."""
    return bool((masks[0] == ~np.any(masks[1:], axis=0)).all())
