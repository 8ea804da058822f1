"""Checks of the inputs that every preprocessing operation makes first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..contract.errors import GeometryError, UserError
from ..contract.payloads import LabelMap, Volume, spacing_of
from ..geometry import decompose, same_grid, spatial_shape


def check_volume(volume: Volume) -> None:
    """Refuse a volume that no filter can work on.

    Raises:
        UserError: it has no voxels, is not (k, j, i[, c]), or holds NaN or infinite values.
        GeometryError: its axes are not usable.
    """
    array, called = volume.array, title(volume)
    if array.ndim not in (3, 4) or array.size == 0:
        raise UserError(
            f"{called} has no voxels (its shape is {array.shape}); load it again or choose another."
        )
    if array.dtype.kind not in "buif":
        raise UserError(
            f"{called} holds {array.dtype} values; convert it to integers or real numbers first."
        )
    decompose(volume.ijk_to_ras)
    if array.dtype.kind == "f" and (bad := _not_finite(array)):
        raise UserError(
            f"{called} holds {bad} values that are NaN or infinite; replace them first, "
            "for example with Rescale in the program that made the volume."
        )


def check_mask(volume: Volume, mask: LabelMap) -> None:
    """Refuse a mask that lies on other voxels than the volume.

    Raises:
        GeometryError: the grids differ; the text gives both.
    """
    if not same_grid(volume, mask):
        raise GeometryError(
            f"{title(mask, 'The mask')} lies on other voxels ({_grid(mask)}) than "
            f"{title(volume)} ({_grid(volume)}); resample it to the volume's geometry, in the "
            "Segmentations module with Export and this volume as reference, or draw it on this "
            "volume."
        )


def title(payload: Volume | LabelMap, fallback: str = "The volume") -> str:
    """The payload's name for the start of a sentence."""
    return f"'{payload.name}'" if payload.name else fallback


def _not_finite(array: NDArray[np.floating]) -> int:
    return sum(part.size - int(np.count_nonzero(np.isfinite(part))) for part in array)


def _grid(payload: Volume | LabelMap) -> str:
    k, j, i = spatial_shape(payload)
    spacing = " x ".join(f"{s:.4g}" for s in spacing_of(payload.ijk_to_ras))
    return f"{i} x {j} x {k} voxels of {spacing} mm"
