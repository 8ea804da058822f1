"""What all edge operations share: one grey channel in, a volume or a segmentation out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import LabelMap, Segment, Volume
from ..dtypes import working_dtype
from ..limits import Limit
from ..smoothing import TRUNCATE
from ..voxelwise import Kernel, filter_channel, margin_of, spacing_kji

Result = dict[str, Volume | LabelMap]

_LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601


def grey(volume: Volume) -> NDArray[Any]:
    """(k, j, i): the volume itself, the luminance of colours, or the length of vectors."""
    array: NDArray[Any] = volume.array
    if array.ndim == 3:
        return array
    result = np.empty(array.shape[:3], working_dtype(array.dtype))
    for target, part in zip(result, array, strict=True):
        values = part.astype(result.dtype)
        if volume.colour:
            target[...] = values[..., :3] @ np.array(_LUMA, result.dtype)
        else:
            target[...] = np.sqrt((values**2).sum(axis=-1))
    return result


def measure(
    volume: Volume,
    kernel: Kernel,
    context: Context,
    limit: Limit,
    *,
    sigma: float,
    around: int,
    mode: str,
) -> NDArray[Any]:
    """(k, j, i) float32: what `kernel` finds in the grey volume, 0 outside the limit.

    Args:
        sigma: mm of the Gaussian that the kernel begins with.
        around: voxels that it then looks at on each side.
    """
    k, j, i = margin_of(volume, TRUNCATE * sigma)
    margin = (k + around, j + around, i + around)
    found = context.empty(volume.array.shape[:3], np.float32)
    found[...] = 0
    spacing = spacing_kji(volume)
    filter_channel(grey(volume), found, kernel, spacing, limit, margin, mode, context)
    return found


def as_volume(volume: Volume, found: NDArray[Any]) -> Result:
    """The result as the "volume" output, on the volume's grid."""
    return {"volume": replace(volume, array=found, colour=False)}


def as_segmentation(volume: Volume, edges: NDArray[Any], context: Context) -> Result:
    """Edge voxels as the "segmentation" output, with one segment called Edges."""
    labels = context.empty(edges.shape, np.uint8)
    labels[...] = edges
    segment = Segment(1, "Edges", color=(1.0, 0.85, 0.1))
    return {"segmentation": LabelMap(labels, volume.ijk_to_ras, (segment,), "Edges")}
