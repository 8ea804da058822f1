"""What all classical detectors check first and say at the end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, Volume
from ...preprocess.checks import check_volume, title
from ..boxes.geometry import to_ras
from ..boxes.grid import Reals


def check_searchable(volume: Volume) -> None:
    """Refuse what cannot be searched.

    Raises:
        UserError: no voxels, several values a voxel, NaN, or the same value everywhere.
        GeometryError: its axes are not usable.
    """
    check_volume(volume)
    if volume.array.ndim != 3:
        kind = "a colour picture" if volume.colour else "a vector or 4D volume"
        raise UserError(
            f"{title(volume)} is {kind} with {volume.array.shape[3]} values per voxel; this "
            "detector needs one value per voxel. Choose a single component or a grey volume."
        )
    if volume.array.min() == volume.array.max():
        raise UserError(
            f"{title(volume)} has the same value everywhere, so there is nothing to find; choose "
            "another volume."
        )


def as_result(
    boxes: Reals,
    volume: Volume,
    labels: Sequence[str],
    scores: NDArray[np.float64],
    strongest: int | None,
    context: Context,
    remedy: str,
) -> Boxes:
    """The strongest boxes (n, 6), in RAS; a note says how many there were.

    Args:
        scores: (n,) 0..1.
        remedy: what to change where nothing was found, such as "lower the threshold".
    """
    order = np.argsort(-scores, kind="stable")
    kept = order if strongest is None else order[:strongest]
    if not len(order):
        context.note(f"Nothing was found in {title(volume, 'the volume')}; {remedy}.")
    elif len(kept) < len(order):
        context.note(
            f"{len(order)} boxes were found; the {len(kept)} with the highest scores stay."
        )
    name = f"Found in {volume.name}" if volume.name else "Found boxes"
    return to_ras(
        boxes[kept], volume.ijk_to_ras, [labels[n] for n in kept], scores[kept], name=name
    )
