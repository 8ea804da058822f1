"""SIFT in three dimensions.

Scale space, extrema and their refinement follow Lowe (IJCV 60(2), 2004), carried to volumes; the
edge test follows Allaire et al. (MMBIA 2008). The orientation, from the structure tensor, and the
descriptor's histograms over the corners of an icosahedron follow Rister, Horowitz and Rubin
(IEEE TIP 26(10), 2017). Unlike there, gradients are taken from a patch resampled into the
keypoint's frame, as by Toews and Wells (Medical Image Analysis 17(3), 2013): its cost does not
grow with the scale, and thick slices do not distort it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, LabelMap, Points, Table, Volume, matrix, spacing_of
from ...preprocess.checks import title
from ...preprocess.dtypes import working_dtype
from ...preprocess.threads import in_blocks
from ...preprocess.voxelwise import Progress
from ..orientation import patient_view
from .extrema import Extrema, find_extrema
from .found import Keypoints, joined, no_keypoints
from .parameters import Sift3dParameters
from .result import intensity_range, outputs
from .scale_space import Level, levels, octave_count
from .where import Where, find_where

LENGTH = 768
"""Values of a descriptor: 4 x 4 x 4 histograms of 12 directions."""

_WINDOW = 1.5  # standard deviation of the orientation window, in scales
_REACH = 3.0  # radius of that window in its own standard deviations
_ALIKE = 0.9  # eigenvalues closer than this ratio leave the frame undetermined
_ACROSS = 0.1  # least cosine between mean gradient and an axis that tells the axis's sign
_SAMPLE = 0.75  # distance of the samples in scales: histograms are 3 scales wide, as Lowe's
_CLIP = 0.2 * (128 / LENGTH) ** 0.5  # Lowe's 0.2 for 128 values, scaled to as many as here


def run_sift3d(
    volume: Volume,
    parameters: Sift3dParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> dict[str, Points | Table]:
    """Keypoints of the whole volume, or those inside segments and region."""
    where = find_where(volume, segments, region, context)
    found = keypoints_of(volume, parameters, context, where)
    return outputs(found, volume, where, "sift3d", parameters, context)


def keypoints_of(volume: Volume, p: Sift3dParameters, context: Context, where: Where) -> Keypoints:
    """The strongest keypoints of a checked volume inside `where`.

    Raises:
        UserError: the volume is a single slice.
    """
    if 1 in volume.array.shape:
        raise UserError(f"{title(volume)} has a single slice; use SIFT (2D), or choose a volume.")
    low, high = intensity_range(volume)
    if low == high:
        context.note(f"{title(volume)} has the same intensity everywhere: no keypoints.")
        return no_keypoints(LENGTH, 3)
    sigma = p.sigma or float(np.prod(spacing_of(volume.ijk_to_ras))) ** (1 / 3)
    to_ras = np.asarray(volume.ijk_to_ras, dtype=np.float64)[:3, [2, 1, 0, 3]]
    if octave_count(volume.array.shape, to_ras, sigma, p.octaves) == 0:
        context.note(f"{title(volume)} is too small for scales of {sigma:.3g} mm: no keypoints.")
        return no_keypoints(LENGTH, 3)
    return sift3d(
        volume.array,
        volume.ijk_to_ras,
        sigma=sigma,
        contrast=p.contrast / 100 * (high - low),
        edge_ratio=p.edge_ratio,
        octaves=p.octaves,
        strongest=p.strongest,
        inside=where.holds,
        progress=lambda fraction: context.progress(fraction, "Looking for keypoints"),
    )


def sift3d(
    array: NDArray[Any],
    ijk_to_ras: Any,
    *,
    sigma: float,
    contrast: float,
    edge_ratio: float = 20.0,
    octaves: int | None = None,
    strongest: int | None = None,
    inside: Any = None,
    progress: Progress = lambda fraction: None,
) -> Keypoints:
    """Scale- and rotation-invariant keypoints of a volume; strongest first.

    Mirrored copies do not match: frames are right-handed in RAS. How the voxels are stored
    (order and direction of the axes) does not matter.

    Args:
        array: (k, j, i), real numbers.
        ijk_to_ras: 4x4, from voxel index (i, j, k) to RAS mm; `np.diag([i, j, k, 1])` for spacing.
        sigma: finest scale in mm.
        contrast: least difference of Gaussians, in intensity.
        edge_ratio: largest allowed ratio of principal curvatures.
        octaves: doublings of the scale; None takes as many as fit.
        strongest: keep at most so many.
        inside: tells for (n, 3) positions in RAS mm which to keep.
        progress: called with 0..1; may raise to stop.

    Example:
        >>> found = sift3d(image, np.eye(4), sigma=1.0, contrast=0.01 * np.ptp(image))
        >>> found.positions.shape, found.descriptors.shape
    """
    to_ras = np.asarray(ijk_to_ras, dtype=np.float64)[:3, [2, 1, 0, 3]]
    view = patient_view(matrix(ijk_to_ras))  # so that rounding errors are the same, too
    to_ras, array = view.to_ras(to_ras, array.shape), np.ascontiguousarray(view.of(array))
    if working_dtype(array.dtype) == np.float64:
        array = array - array.mean()  # float32 then holds the differences of large values
    image = np.ascontiguousarray(array, dtype=np.float32)
    seen = 0.0

    def report(fraction: float) -> None:
        nonlocal seen
        seen = max(seen, 0.9 * fraction)
        progress(seen)

    parts = [no_keypoints(LENGTH, 3)]
    for level in levels(image, to_ras, sigma, octaves, report):
        extrema = find_extrema(level, contrast, edge_ratio, lambda _: progress(seen))
        kept = _within(extrema, level, inside)
        oriented = _oriented(kept, level, lambda _: progress(seen))
        parts.append(oriented)
    progress(1.0)
    return joined(parts).strongest(strongest)


def _within(extrema: Extrema, level: Level, inside: Any) -> Extrema:
    if inside is None or len(extrema.index) == 0:
        return extrema
    kept = inside(_positions(extrema.index, level))
    return Extrema(extrema.index[kept], extrema.sigma[kept], extrema.response[kept])


def _positions(index: NDArray[np.float64], level: Level) -> NDArray[np.float64]:
    positions: NDArray[np.float64] = index @ level.to_ras[:, :3].T + level.to_ras[:, 3]
    return positions


def _oriented(extrema: Extrema, level: Level, progress: Progress) -> Keypoints:
    """Keypoints with frame and descriptor, of the extrema whose surroundings determine a frame."""
    frames, clear = _frames(extrema, level, progress)
    index, sigma, frames = extrema.index[clear], extrema.sigma[clear], frames[clear]
    turn = np.clip((np.trace(frames, axis1=1, axis2=2) - 1) / 2, -1, 1)
    return Keypoints(
        positions=_positions(index, level),
        size=2 * sigma,
        angle=np.degrees(np.arccos(turn)),
        response=np.abs(extrema.response[clear]),
        axes=frames,
        descriptors=_descriptors(level, index, sigma, frames, progress),
    )


def _frames(
    extrema: Extrema, level: Level, progress: Progress
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Frames (n, 3, 3) from the eigenvectors of the structure tensor, and which are reliable.

    The mean gradient gives the signs of the first two axes; the third makes it right-handed.
    """
    from .orientation_kernel import gather_gradients

    count = len(extrema.index)
    tensors, means = np.zeros((count, 3, 3)), np.zeros((count, 3))
    axes = np.ascontiguousarray(level.to_ras[:, :3])
    inverse = np.linalg.inv(axes)
    windows = _WINDOW * extrema.sigma

    def gather(start: int, stop: int) -> None:
        gather_gradients(
            level.images[1], axes, inverse, extrema.index, windows, _REACH, tensors, means,
            start, stop,
        )  # fmt: skip

    in_blocks(gather, count, progress, 1e5 * count)
    values, vectors = np.linalg.eigh(tensors)
    values, vectors = values[:, ::-1], vectors[:, :, ::-1]
    clear = (values[:, 1] < _ALIKE * values[:, 0]) & (values[:, 2] < _ALIKE * values[:, 1])
    along = np.einsum("nr,nra->na", means, vectors)
    length = np.linalg.norm(means, axis=1, keepdims=True)
    clear &= (np.abs(along[:, :2]) > _ACROSS * length).all(axis=1)
    frames = vectors * np.where(along < 0, -1.0, 1.0)[:, None, :]
    frames[:, :, 2] = np.cross(frames[:, :, 0], frames[:, :, 1])
    return frames, clear


def _descriptors(
    level: Level,
    index: NDArray[np.float64],
    sigma: NDArray[np.float64],
    frames: NDArray[np.float64],
    progress: Progress,
) -> NDArray[np.float32]:
    from .descriptor_kernel import describe

    result = np.zeros((len(index), LENGTH), np.float32)
    inverse = np.linalg.inv(level.to_ras[:, :3])
    frames = np.ascontiguousarray(frames)

    def work(start: int, stop: int) -> None:
        describe(level.images[1], inverse, index, _SAMPLE * sigma, frames, result, start, stop)

    in_blocks(work, len(index), progress, 1e5 * len(index))
    return _normalised(np.minimum(_normalised(result), _CLIP))


def _normalised(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(length > 0, length, 1)).astype(np.float32)
