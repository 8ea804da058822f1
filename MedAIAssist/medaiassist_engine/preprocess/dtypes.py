"""From any voxel type to the one computed in, and back without wrap-around."""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike, NDArray


def working_dtype(dtype: DTypeLike) -> np.dtype:
    """float32 where it holds every value of `dtype` (integers up to 24 bits), else float64."""
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        return np.dtype(np.float64 if dtype.itemsize > 4 else np.float32)
    return np.dtype(np.float64 if dtype.itemsize > 2 else np.float32)


def saturate(values: NDArray, dtype: DTypeLike) -> NDArray:
    """`values` as `dtype`: rounded to the nearest integer and clipped to the type's range."""
    dtype = np.dtype(dtype)
    if dtype == values.dtype:
        return values
    if dtype.kind == "b":
        return values >= 0.5
    if dtype.kind == "f":
        if dtype.itemsize >= values.dtype.itemsize:
            return values.astype(dtype)
        limit = np.finfo(dtype).max
        return np.clip(values, -limit, limit).astype(dtype)
    return np.clip(np.rint(values), *_bounds(dtype, values.dtype)).astype(dtype)


def _bounds(integer: np.dtype, real: np.dtype) -> tuple[np.floating, np.floating]:
    """The integer type's limits as values of `real` that do not overflow when cast back."""
    info = np.iinfo(integer)
    low, high = real.type(info.min), real.type(info.max)
    return low, high if int(high) <= info.max else np.nextafter(high, real.type(0))


def store(target: NDArray, values: NDArray, inside: NDArray[np.bool_] | None = None) -> None:
    """Write `values` into `target`, saturated to its type, only where `inside` if given.

    Goes slice by slice, so that no converted copy of the whole array is made.
    """
    for n, part in enumerate(values):
        where = True if inside is None else inside[n]
        np.copyto(target[n], saturate(part, target.dtype), where=where)
