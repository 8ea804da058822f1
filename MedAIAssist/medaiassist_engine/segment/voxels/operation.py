"""Voxel classification: learn from painted voxels, then classify the others."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_limits

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, LabelMap, Table, Volume
from ...geometry import spatial_shape
from ...preprocess.checks import check_volume, title
from ...preprocess.edges.result import grey
from ...preprocess.limits import Limit, find_limit
from ...preprocess.threads import in_blocks
from ...preprocess.voxelwise import spacing_kji
from .cache import CACHE, Cache, fingerprint
from .parameters import VoxelsParameters
from .result import Canvas, canvas, importance_table, payloads
from .scales import FeatureSet, doubling
from .stack import Box
from .strokes import Strokes, read_strokes
from .tiles import Measured, plane_box, tiles
from .training import Classifier, train

_AXES = {"k": 0, "j": 1, "i": 2}
_COST = 1 << 16


def run_voxels(
    volume: Volume,
    strokes: LabelMap,
    parameters: VoxelsParameters,
    context: Context,
    region: Boxes | None = None,
    cache: Cache = CACHE,
) -> dict[str, LabelMap | Volume | Table]:
    """Classify every voxel, or those of one plane, like the painted ones around it.

    Features are measured in blocks, so besides the results only some 50 MB for each processor are
    in memory at once. The same input gives the same result, whatever was computed before and
    however many threads work; a plane has the labels it has in the whole volume.

    Args:
        cache: what was computed for the strokes before.

    Raises:
        UserError: the volume cannot be used, fewer than two classes are painted, or the region
            or the plane lies outside the volume.

    References: Arganda-Carreras, Kaynig, Rueden, Eliceiri, Schindelin, Cardona, Seung: Trainable
    Weka Segmentation, Bioinformatics 33(15), 2017. Berg et al.: ilastik: interactive machine
    learning for (bio)image analysis, Nature Methods 16, 2019.
    """
    check_volume(volume)
    limit = find_limit(volume, None, region, context)
    box = _box(volume, parameters)
    measured = _measured(volume, parameters, context, cache)
    plane = parameters.plane_axis != "none"
    if plane:
        _anticipate(measured, _common(box, limit), context)
    read = read_strokes(volume, strokes, context)
    result = canvas(box, limit, read, parameters, context)
    share = 0.6 if plane else 0.3
    with threadpool_limits(1):  # BLAS's own threads would only get in the way of ours
        model = train(measured, read, parameters, context.part(0, share, "learning"))
        _classify(measured, model, result, plane, context.part(share, 1, "classifying"))
    found = payloads(result, volume, read, parameters)
    if parameters.importance:
        found.update(_importance(measured, model, context))
    _describe(read, context)
    cache.rest()
    return found


def feature_set(volume: Volume, parameters: VoxelsParameters) -> FeatureSet:
    """The features that the parameters ask for, with the automatic scale filled in."""
    spacing = spacing_kji(volume)
    planar = parameters.mode == "2d" or spatial_shape(volume)[0] == 1
    finest = parameters.finest or min(spacing[1:] if planar else spacing)
    return FeatureSet(
        spacing,
        doubling(finest, parameters.scales),
        planar,
        parameters.gradient,
        parameters.laplacian,
        parameters.difference,
        parameters.hessian,
        parameters.structure,
        parameters.position,
    )


def _measured(
    volume: Volume, parameters: VoxelsParameters, context: Context, cache: Cache
) -> Measured:
    wanted = feature_set(volume, parameters)
    if parameters.finest is None:
        context.note(f"Finest scale: {wanted.sigmas[0]:.3g} mm (the smallest voxel edge).")
    image = grey(volume)
    return Measured(image, wanted, np.asarray(volume.ijk_to_ras), fingerprint(image), cache)


def _box(volume: Volume, parameters: VoxelsParameters) -> Box:
    shape = spatial_shape(volume)
    if parameters.plane_axis == "none":
        return slice(0, shape[0]), slice(0, shape[1]), slice(0, shape[2])
    axis = _AXES[parameters.plane_axis]
    if parameters.plane >= shape[axis]:
        raise UserError(
            f"{title(volume)} has {shape[axis]} planes along {parameters.plane_axis}, so there is "
            f"no plane {parameters.plane}; planes are counted from 0."
        )
    return plane_box(shape, axis, parameters.plane)


def _anticipate(measured: Measured, box: Box | None, context: Context) -> None:
    """Get ready what the second stroke will need, also while the first is not yet painted."""
    import sklearn.ensemble  # noqa: F401

    parts = tiles(box) if box is not None else []

    def work(start: int, stop: int) -> None:
        for tile in parts[start:stop]:
            measured.features(tile, keep=True)

    if parts:
        in_blocks(work, len(parts), context.part(0, 0.3).progress, len(parts) * _COST)


def _classify(
    measured: Measured, model: Classifier, result: Canvas, keep: bool, context: Context
) -> None:
    wanted = _common(result.box, result.limit)
    parts = tiles(wanted) if wanted is not None else []

    def work(start: int, stop: int) -> None:
        for tile in parts[start:stop]:
            result.fill(tile, model.probabilities(measured.features(tile, keep)))

    if parts:
        in_blocks(work, len(parts), context.progress, len(parts) * _COST)


def _common(box: Box, limit: Limit) -> Box | None:
    k, j, i = (
        slice(max(a.start, b.start), min(a.stop, b.stop))
        for a, b in zip(box, limit.box, strict=True)
    )
    return (k, j, i) if all(s.start < s.stop for s in (k, j, i)) else None


def _importance(measured: Measured, model: Classifier, context: Context) -> dict[str, Table]:
    if model.importance is None:
        context.note("A support vector machine tells no feature importance; choose the forest.")
        return {}
    return {"importance": importance_table(measured.wanted.names, model.importance)}


def _describe(strokes: Strokes, context: Context) -> None:
    counts = np.bincount(strokes.classes)
    listed = ", ".join(f"{s.name} {n:,}" for s, n in zip(strokes.segments, counts, strict=True))
    context.note(f"Painted voxels: {listed}.")
