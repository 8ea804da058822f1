"""Non-local means denoising."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..voxelwise import Progress, Spacing, filter_volume
from .automatic import noise_of
from .non_local_means import non_local_means
from .parameters import NlmParameters


def run_nlm(
    volume: Volume,
    parameters: NlmParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """The volume denoised by non-local means."""
    sigma = noise_of(volume, parameters.noise, context, rician=parameters.rician)

    def kernel(image: NDArray[Any], spacing: Spacing, progress: Progress) -> NDArray[Any]:
        return non_local_means(
            image,
            sigma=sigma,
            strength=parameters.strength,
            patch_radius=parameters.patch_radius,
            search_radius=parameters.search_radius,
            rician=parameters.rician,
            progress=progress,
        )

    reach = parameters.patch_radius + parameters.search_radius
    return filter_volume(
        volume,
        kernel,
        context,
        mask=mask,
        region=region,
        margin=(reach, reach, reach),
        mode=parameters.mode,
    )
