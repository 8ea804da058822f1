"""numpy arrays and the scalars of vtkImageData: which types fit, allocation, views."""

from __future__ import annotations

from typing import Any

import numpy as np
import vtk
from numpy.typing import DTypeLike, NDArray
from vtk.util.numpy_support import vtk_to_numpy

from medaiassist_engine.contract.errors import UserError

from .steps import Steps, blocks

VTK_TYPES: dict[np.dtype[Any], int] = {
    np.dtype(np.int8): vtk.VTK_SIGNED_CHAR,
    np.dtype(np.uint8): vtk.VTK_UNSIGNED_CHAR,
    np.dtype(np.int16): vtk.VTK_SHORT,
    np.dtype(np.uint16): vtk.VTK_UNSIGNED_SHORT,
    np.dtype(np.int32): vtk.VTK_INT,
    np.dtype(np.uint32): vtk.VTK_UNSIGNED_INT,
    np.dtype(np.float32): vtk.VTK_FLOAT,
    np.dtype(np.float64): vtk.VTK_DOUBLE,
}
_SAFE_CASTS: dict[np.dtype[Any], np.dtype[Any]] = {
    np.dtype(np.bool_): np.dtype(np.uint8),
    np.dtype(np.float16): np.dtype(np.float32),
}
_EXACT_IN_FLOAT64 = 2**53


def storable(array: NDArray[Any], name: str) -> Steps[np.dtype[Any]]:
    """The type an array gets in a volume node; every value stays what it is.

    Types that Slicer's volumes hold stay. bool becomes uint8 and float16 float32. 64-bit integers
    become 32-bit ones where their values fit, else float64 where that is exact.

    Raises:
        UserError: complex or other types, or integers beyond 2**53.
    """
    native: np.dtype[Any] = array.dtype.newbyteorder("=")
    if native in VTK_TYPES:
        return native
    if native in _SAFE_CASTS:
        return _SAFE_CASTS[native]
    if native.kind not in "iu":
        raise UserError(
            f"'{name}' holds values of type {array.dtype}, which a volume cannot hold. "
            "Convert it to a real number type first, such as float32."
        )
    low, high = yield from _limits(array)
    candidates: tuple[np.dtype[Any], ...] = (np.dtype(np.int32), np.dtype(np.uint32))
    for candidate in candidates:
        if np.iinfo(candidate).min <= low and high <= np.iinfo(candidate).max:
            return candidate
    if low >= -_EXACT_IN_FLOAT64 and high <= _EXACT_IN_FLOAT64:
        return np.dtype(np.float64)
    raise UserError(
        f"'{name}' holds integers from {low} to {high}, which no volume type holds exactly. "
        "Rescale it first."
    )


def _limits(array: NDArray[Any]) -> Steps[tuple[int, int]]:
    low, high = int(array.flat[0]), int(array.flat[0])
    for block in blocks(array.shape, array.itemsize):
        low, high = min(low, int(array[block].min())), max(high, int(array[block].max()))
        yield
    return low, high


def allocate(image: Any, shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
    """Give a vtkImageData fresh, uninitialised scalars for (k, j, i[, c]); a writable view."""
    image.SetDimensions(shape[2], shape[1], shape[0])
    image.AllocateScalars(VTK_TYPES[np.dtype(dtype)], shape[3] if len(shape) == 4 else 1)
    voxels: NDArray[Any] = vtk_to_numpy(image.GetPointData().GetScalars()).reshape(shape)
    return voxels


def view(image: Any, components: bool) -> NDArray[Any]:
    """The scalars of a vtkImageData as (k, j, i), or (k, j, i, c), sharing its memory, read-only.

    The view keeps the memory alive even when the image is gone.
    """
    i, j, k = image.GetDimensions()
    scalars = image.GetPointData().GetScalars()
    shape = (k, j, i, scalars.GetNumberOfComponents()) if components else (k, j, i)
    array: NDArray[Any] = vtk_to_numpy(scalars).reshape(shape)
    array.flags.writeable = False
    return array
