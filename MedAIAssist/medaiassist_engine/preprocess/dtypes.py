"""From any voxel type to the one computed in, and back without wrap-around."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


def working_dtype(dtype: DTypeLike) -> np.dtype:
    """float32 where it holds every value of `dtype` (integers up to 24 bits), else float64."""
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        return np.dtype(np.float64 if dtype.itemsize > 4 else np.float32)
    return np.dtype(np.float64 if dtype.itemsize > 2 else np.float32)


def saturate(values: NDArray[Any], dtype: DTypeLike) -> NDArray[Any]:
    """`values` as `dtype`: rounded to the nearest integer and clipped to the type's range."""
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        values = values >= 0.5
    elif dtype.kind == "f" and dtype.itemsize < values.dtype.itemsize:
        limit = np.finfo(dtype).max
        values = np.clip(values, -limit, limit)
    elif dtype.kind in "iu" and values.dtype.kind == "f":
        values = np.clip(np.rint(values), *_bounds(dtype, values.dtype))
    elif dtype.kind in "iu" and dtype != values.dtype:
        info = np.iinfo(dtype)
        values = values.astype(np.int64).clip(info.min, info.max)
    return values.astype(dtype, copy=False)


def _bounds(integer: np.dtype, real: np.dtype) -> tuple[np.floating, np.floating]:
    """The integer type's limits as values of `real` that do not overflow when cast back."""
    info = np.iinfo(integer)
    low, high = real.type(info.min), real.type(info.max)
    return low, high if int(high) <= info.max else np.nextafter(high, real.type(0))


def store(
    target: NDArray[Any], values: NDArray[Any], inside: NDArray[np.bool_] | None = None
) -> None:
    """Write `values` into `target`, saturated to its type, only where `inside` if given.

    Goes slice by slice, so that no converted copy of the whole array is made.
    """
    for n, part in enumerate(values):
        where = True if inside is None else inside[n]
        np.copyto(target[n], saturate(part, target.dtype), where=where)
