"""Anisotropic diffusion."""

from __future__ import annotations

from typing import Any

import SimpleITK as sitk
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..itk import execute, from_itk, to_itk
from ..voxelwise import Progress, Spacing, filter_volume
from .parameters import DiffusionParameters

_FILTERS: dict[str, Any] = {
    "curvature": sitk.CurvatureAnisotropicDiffusionImageFilter,
    "gradient": sitk.GradientAnisotropicDiffusionImageFilter,
}


def diffuse(
    image: NDArray[Any],
    spacing: Spacing,
    method: str,
    iterations: int,
    conductance: float,
    progress: Progress,
) -> NDArray[Any]:
    """Diffuse a float image (2D or 3D) with the largest stable time step.

    Lengths count in units of the smallest spacing, so that one iteration smooths fine and coarse
    volumes alike. Conductance is relative to the image's mean gradient, as in ITK.

    References: Perona and Malik, IEEE TPAMI 12(7), 1990; Whitaker and Xue, ICIP 2001.
    """
    relative = [s / min(spacing) for s in spacing]
    diffusion = _FILTERS[method]()
    diffusion.SetNumberOfIterations(iterations)
    diffusion.SetConductanceParameter(conductance)
    diffusion.SetTimeStep(1 / 2 ** (image.ndim + 1))
    return from_itk(execute(diffusion, to_itk(image, relative), progress=progress))


def run_diffusion(
    volume: Volume,
    parameters: DiffusionParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """The volume smoothed within areas, not across edges."""
    p = parameters

    def kernel(image: NDArray[Any], spacing: Spacing, progress: Progress) -> NDArray[Any]:
        return diffuse(image, spacing, p.method, p.iterations, p.conductance, progress)

    reach = 2 * p.iterations
    return filter_volume(
        volume,
        kernel,
        context,
        mask=mask,
        region=region,
        margin=(reach, reach, reach),
        mode=p.mode,
    )
