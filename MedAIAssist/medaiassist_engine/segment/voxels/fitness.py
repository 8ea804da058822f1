"""Whether a volume is enough like the one that a voxel classifier was painted on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Matrix, Volume
from ...geometry import decompose, spatial_shape
from ...preprocess.checks import title
from ...preprocess.voxelwise import spacing_kji
from .saved import SavedVoxels
from .scales import FeatureSet

_NOTED, _REFUSED = 1.5, 5.0  # times as large or as small
_OVERLAP = 0.5  # of the ranges of intensity
_SAMPLE = 1 << 20  # voxels that the intensities are judged by
_PERCENT = (1, 50, 99)
_PLANES = {"R": "sagittal", "A": "coronal", "S": "axial"}


def check_fit(
    saved: SavedVoxels, volume: Volume, image: NDArray[Any], context: Context
) -> FeatureSet:
    """What is to be measured in the volume; notes on what may spoil the result.

    Args:
        image: the volume's grey values.

    Raises:
        UserError: its voxels are more than five times as large or as small.
    """
    wanted = replace(saved.wanted, spacing=spacing_kji(volume))
    _check_size(saved, wanted, title(volume))
    if spatial_shape(volume)[0] == 1 and not wanted.planar:
        context.note(
            "The classifier looks at neighbouring slices, but this is a single slice; train one "
            "with 'Slice by slice'."
        )
    across = slice_normal(volume.ijk_to_ras)
    if wanted.planar and across != saved.across:
        context.note(
            f"The classifier was trained on {_PLANES[saved.across]} slices, but these are "
            f"{_PLANES[across]}."
        )
    ratio = _edge(wanted) / _edge(saved.wanted)
    if not 1 / _NOTED <= ratio <= _NOTED:
        context.note(
            f"The classifier was trained on voxels of {_edge(saved.wanted):.3g} mm; these have "
            f"{_edge(wanted):.3g} mm. Resampling them alike may improve the result."
        )
    _compare_grey(saved, image, context)
    if wanted.position:
        context.note(
            "The classifier also learnt positions in mm; the patient must lie as in the painted "
            "volume."
        )
    return wanted


def _check_size(saved: SavedVoxels, wanted: FeatureSet, called: str) -> None:
    ours, theirs = _edge(wanted), _edge(saved.wanted)
    if not 1 / _REFUSED <= ours / theirs <= _REFUSED:
        raise UserError(
            f"{called} has voxels of {ours:.3g} mm, but the classifier was trained on voxels of "
            f"{theirs:.3g} mm and looks for detail of that size; resample the volume first."
        )


def _edge(wanted: FeatureSet) -> float:
    """The smallest voxel edge that counts, in mm."""
    return min(wanted.spacing[1:] if wanted.planar else wanted.spacing)


def _compare_grey(saved: SavedVoxels, image: NDArray[Any], context: Context) -> None:
    low, _, high = grey_range(image)
    first, _, last = saved.grey
    whole = max(high, last) - min(low, first)
    common = min(high, last) - max(low, first)
    if whole > 0 and common < _OVERLAP * whole:
        context.note(
            f"Most intensities are between {low:.4g} and {high:.4g}, in the painted volume they "
            f"were between {first:.4g} and {last:.4g}. If they mean different things, normalise "
            "both volumes alike before painting."
        )


def grey_range(image: NDArray[np.number]) -> tuple[float, float, float]:
    """The intensities that 1, 50 and 99 % of the voxels (or of a regular sample) do not exceed."""
    flat = image.reshape(-1)
    low, middle, high = np.percentile(flat[:: max(1, flat.size // _SAMPLE)], _PERCENT)
    return float(low), float(middle), float(high)


def slice_normal(ijk_to_ras: Matrix) -> str:
    """The patient axis that the k axis runs along most: R (sagittal), A (coronal), S (axial)."""
    direction = decompose(ijk_to_ras)[2]
    return "RAS"[int(np.abs(direction[:, 2]).argmax())]
