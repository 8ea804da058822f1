"""Finds blobs in a volume."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....context import Context
from ....contract.errors import ParameterError
from ....contract.payloads import Boxes, LabelMap, Volume
from ....features.orientation import View
from ....preprocess.limits import Limit, find_limit
from ....preprocess.noise import estimate_noise
from ....preprocess.statistics import percentiles
from ....preprocess.voxelwise import spacing_kji
from ...boxes.grid import Reals, from_centres
from ..parameters import BlobParameters
from ..pictures import seen
from ..results import as_result, check_searchable
from .search import Blobs, Sign, Wanted, find_blobs

_SIGNS: dict[str, Sign] = {"bright": 1, "dark": -1, "both": 0}
_LEAST_NOISE = 1e-4  # of the range of values: what perfect images are taken to have
_PER_OCTAVE = 4
_FEW_VOXELS = 2.5  # across a blob: below that it is hardly more than noise


def run_blobs(
    volume: Volume,
    parameters: BlobParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> Boxes:
    """Boxes around blobs whose middle lies in any segment and in the region.

    The score of a blob with `n` times the least contrast and the roundness `r` (its least
    curvature by its largest) is n r / (n r + 1).

    Raises:
        UserError, GeometryError: the inputs cannot be used.
    """
    check_searchable(volume)
    _check_sizes(parameters)
    context.progress(0.0, "Looking for blobs")
    limit = find_limit(volume, segments, region, context)
    planar = parameters.mode == "2d" or 1 in volume.array.shape
    there = seen(volume, planar)
    view, spacing = there.view, spacing_kji(there.volume)
    least = parameters.threshold * _noise(view.of(volume.array[limit.box]), context)
    _note_coarse(parameters, spacing, planar, context)
    wanted = Wanted(
        parameters.smallest,
        parameters.largest,
        least,
        _SIGNS[parameters.contrast],
        parameters.method,
        planar,
        _PER_OCTAVE,
    )
    box = tuple(limit.box[axis] for axis in view.order)
    found = find_blobs(there.volume.array, spacing, wanted, box, context)  # type: ignore[arg-type]
    found = _kept(found, limit, view, parameters)
    found = apart(found, spacing, planar, parameters.overlap)
    strength = np.abs(found.contrasts) * found.roundness / least
    labels = [f"{'bright' if c > 0 else 'dark'} blob" for c in found.contrasts]
    context.progress(1.0, "Looking for blobs")
    return as_result(
        as_boxes(found, spacing, planar),
        there.volume,
        labels,
        strength / (strength + 1),
        parameters.strongest,
        context,
        "lower the contrast, allow more elongation, or change the range of diameters",
    )


def apart(blobs: Blobs, spacing: tuple[float, ...], planar: bool, overlap: float) -> Blobs:
    """Without those that share more than `overlap` of themselves with a stronger, rounder one."""
    from .pruning_kernel import strongest_apart

    along = np.argsort(blobs.centres[:, 0], kind="stable")
    blobs = blobs[along]
    order = np.argsort(-np.abs(blobs.contrasts) * blobs.roundness, kind="stable")
    positions = blobs.centres * spacing
    return blobs[strongest_apart(positions, blobs.diameters / 2, order, overlap, planar)]


def as_boxes(blobs: Blobs, spacing: tuple[float, ...], planar: bool) -> Reals:
    """(n, 6) on the grid; one slice thick if planar."""
    size = blobs.diameters[:, None] / np.asarray(spacing)
    centres = blobs.centres
    if planar:
        size[:, 0] = 1.0
        centres = np.column_stack([np.floor(centres[:, 0]) + 0.5, centres[:, 1:]])
    return from_centres(centres, size)


def _kept(blobs: Blobs, limit: Limit, view: View, parameters: BlobParameters) -> Blobs:
    kept = blobs.roundness * parameters.elongation**2 >= 1
    if limit.inside is not None:
        inside = view.of(limit.inside)
        corner = [limit.box[axis].start for axis in view.order]
        kept &= inside[_voxels(blobs.centres - corner, inside)]
    return blobs[kept]


def _voxels(centres: Reals, inside: NDArray[Any]) -> tuple[NDArray[np.intp], ...]:
    index = np.clip(np.floor(centres).astype(np.intp), 0, np.array(inside.shape) - 1)
    return tuple(index.T)


def _noise(values: NDArray[Any], context: Context) -> float:
    """The deviation of the noise of (k, j, i), at least a little of the range."""
    noise = estimate_noise(values)
    low, high = percentiles(values, 0.5, 99.5)
    if low == high:
        low, high = percentiles(values, 0, 100)
    noise = max(noise if np.isfinite(noise) else 0.0, _LEAST_NOISE * (high - low))
    context.note(f"The noise was estimated as {noise:.3g} (standard deviation).")
    return noise


def _note_coarse(
    parameters: BlobParameters, spacing: tuple[float, ...], planar: bool, context: Context
) -> None:
    coarsest = max(spacing[1:] if planar else spacing)
    if parameters.smallest < _FEW_VOXELS * coarsest:
        context.note(
            f"Blobs of less than {_FEW_VOXELS:g} voxels ({_FEW_VOXELS * coarsest:.3g} mm) across "
            "are found less reliably."
        )


def _check_sizes(parameters: BlobParameters) -> None:
    if parameters.smallest > parameters.largest:
        raise ParameterError(
            f"The smallest diameter ({parameters.smallest:g} mm) is above the largest "
            f"({parameters.largest:g} mm); exchange them."
        )
