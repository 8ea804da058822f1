"""Whether a region fits into memory, said before hours are spent on it."""

from __future__ import annotations

import numpy as np
import psutil

from ...contract.errors import UserError
from ..regions import Part
from .settings import Plan

# Measured: 58 bytes per voxel at 36 million. Filters add their buffers, wavelets eight bands.
_BYTES_PER_BOX_VOXEL = 14
_BYTES_PER_VOXEL = 70
_BYTES_PER_FILTERED_VOXEL = 8 * 12
_SHARE = 0.9


def check_memory(part: Part, plan: Plan, spacing: tuple[float, float, float]) -> None:
    """Refuse a region that needs more memory than there is.

    Raises:
        UserError: with the numbers and the remedy.
    """
    if part.box is None:
        return
    box = int(np.prod([s.stop - s.start for s in part.box]))
    voxels = box if part.inside is None else int(np.count_nonzero(part.inside))
    filtered = _BYTES_PER_FILTERED_VOXEL if set(plan.images) & {"Wavelet", "LoG"} else 0
    needed = box * (_BYTES_PER_BOX_VOXEL + filtered) + voxels * _BYTES_PER_VOXEL
    wanted = plan.settings.spacing
    if wanted is not None:
        finer = [s / (w or s) for s, w in zip(spacing, wanted[::-1], strict=True)]
        needed = int(needed * np.prod(finer))
    free = psutil.virtual_memory().available
    if needed > _SHARE * free:
        raise UserError(
            f"'{part.name}' has {voxels:,} voxels and needs about {needed / 2**30:.1f} GB, but "
            f"{free / 2**30:.1f} GB are free; draw a smaller region, or resample the volume first."
        )
