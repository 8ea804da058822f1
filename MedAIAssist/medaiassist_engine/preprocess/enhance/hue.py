"""Applying a grey-value operation to colours so that hue and saturation stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from ...context import Context
from ...contract.payloads import Volume
from ..dtypes import saturate, working_dtype
from ..voxelwise import scratch

ScalarFilter = Callable[[Volume, Context], Volume]


def on_value(volume: Volume, context: Context, scalar_filter: ScalarFilter) -> Volume:
    """Apply `scalar_filter` to the HSV value, the largest of red, green and blue, of each voxel.

    All three are scaled by the same factor; black voxels become grey. Alpha stays.
    """
    value = volume.array[..., :3].max(axis=-1)
    scalar = replace(volume, array=value, colour=False)
    changed = scalar_filter(scalar, scratch(context)).array
    result = context.empty(volume.array.shape, volume.array.dtype)
    result[..., 3:] = volume.array[..., 3:]
    work = working_dtype(volume.array.dtype)
    for old, before, after, new in zip(volume.array, value, changed, result, strict=True):
        before = before.astype(work)[..., None]
        after = after.astype(work)[..., None]
        factor = after / np.where(before > 0, before, 1)
        new[..., :3] = saturate(np.where(before > 0, old[..., :3] * factor, after), new.dtype)
    return replace(volume, array=result)
