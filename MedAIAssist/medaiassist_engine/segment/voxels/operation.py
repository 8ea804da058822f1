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
from ...preprocess.limits import find_limit
from ...preprocess.voxelwise import spacing_kji
from .cache import CACHE, Cache, fingerprint
from .classifying import anticipate, classify, load_libraries
from .parameters import Learning, VoxelsParameters
from .result import canvas, importance_table, payloads
from .scales import FeatureSet, doubling
from .stack import Box
from .strokes import Strokes, read_strokes
from .tiles import Measured, plane_box
from .training import Classifier, train

_AXES = {"k": 0, "j": 1, "i": 2}


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
    context.progress(0.0, "reading the strokes")
    load_libraries(context)
    check_volume(volume)
    limit = find_limit(volume, None, region, context)
    box = _box(volume, parameters)
    measured = measured_for(volume, parameters, context, cache)
    plane = parameters.plane_axis != "none"
    if plane:
        anticipate(measured, box, limit, context.part(0, 0.3))
    read = read_strokes(volume, strokes, context)
    result = canvas(box, limit, read.segments, parameters, context)
    share = 0.6 if plane else 0.3
    with threadpool_limits(1):  # BLAS's own threads would only get in the way of ours
        model = train(measured, read, parameters, context.part(0, share, "learning"))
        classify(measured, model, result, context.part(share, 1, "classifying"), keep=plane)
    found = payloads(result, volume, read.segments, parameters)
    if parameters.importance:
        found.update(_importance(measured, model, context))
    describe(read, context)
    cache.rest()
    return found


def feature_set(volume: Volume, parameters: Learning) -> FeatureSet:
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


def measured_for(volume: Volume, parameters: Learning, context: Context, cache: Cache) -> Measured:
    """The volume and how its features are measured; says which scale was chosen."""
    wanted = feature_set(volume, parameters)
    if parameters.finest is None:
        context.note(f"Finest scale: {wanted.sigmas[0]:.3g} mm (the smallest voxel edge).")
    image = grey(volume)
    place = np.asarray(volume.ijk_to_ras)
    known = fingerprint(image, lambda _fraction: context.check())
    return Measured(image, wanted, place, known, cache, context.check)


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


def _importance(measured: Measured, model: Classifier, context: Context) -> dict[str, Table]:
    if model.importance is None:
        context.note("A support vector machine tells no feature importance; choose the forest.")
        return {}
    return {"importance": importance_table(measured.wanted.names, model.importance)}


def describe(strokes: Strokes, context: Context) -> None:
    """Say how many voxels of each class are painted."""
    counts = np.bincount(strokes.classes)
    listed = ", ".join(f"{s.name} {n:,}" for s, n in zip(strokes.segments, counts, strict=True))
    context.note(f"Painted voxels: {listed}.")
