"""Running SimpleITK filters with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray

from .voxelwise import Progress


def to_itk(image: NDArray[Any], spacing: Sequence[float]) -> sitk.Image:
    """An image with spacing in mm along the array's axes; origin and directions do not matter."""
    converted = sitk.GetImageFromArray(np.ascontiguousarray(image))
    converted.SetSpacing([float(s) for s in reversed(spacing)])
    return converted


def from_itk(image: sitk.Image) -> NDArray[Any]:
    """A copy of the image's values, axes k, j, i."""
    array: NDArray[Any] = sitk.GetArrayFromImage(image)
    return array


def execute(
    itk_filter: Any,
    *arguments: Any,
    progress: Progress,
    fraction: Callable[[], float] | None = None,
) -> sitk.Image:
    """`itk_filter.Execute(*arguments)`; stops it when `progress` raises, and raises the same.

    Args:
        fraction: how far it is, if not the filter's own `GetProgress`.
    """
    stopped: list[BaseException] = []
    fraction = fraction or itk_filter.GetProgress

    def report() -> None:
        if stopped:
            return
        try:
            progress(fraction())
        except BaseException as error:
            stopped.append(error)
            itk_filter.Abort()

    itk_filter.AddCommand(sitk.sitkProgressEvent, report)
    itk_filter.AddCommand(sitk.sitkIterationEvent, report)
    try:
        result = itk_filter.Execute(*arguments)
    except RuntimeError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        itk_filter.RemoveAllCommands()
    if stopped:
        raise stopped[0]
    return result
