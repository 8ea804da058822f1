"""The noise level that several filters take their strength from."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Volume
from ..checks import check_volume, title
from ..noise import estimate_noise
from ..voxelwise import channels


def noise_of(
    volume: Volume, given: float | None, context: Context, *, rician: bool = False
) -> float:
    """The given noise, or the one estimated from the whole volume (median over its channels).

    An estimate is reported as a note; it is never zero, so that it can be divided by.

    Raises:
        UserError: the volume is too small for an estimate.
    """
    if given is not None:
        return given
    check_volume(volume)
    sigmas = [
        float(estimate_noise(_without_thin_axis(channel), rician=rician))
        for channel in channels(volume.array, volume)
    ]
    sigma = float(np.median(sigmas))
    if not np.isfinite(sigma):
        raise UserError(
            f"{title(volume)} is too small to estimate its noise; set Noise under Advanced."
        )
    context.note(f"Noise estimated: {sigma:.4g} (standard deviation, intensity units).")
    return max(sigma, 1e-6)


def _without_thin_axis(channel: NDArray[Any]) -> NDArray[Any]:
    """A volume of one slice as the 2D image it is."""
    return channel.squeeze(channel.shape.index(1)) if 1 in channel.shape else channel
