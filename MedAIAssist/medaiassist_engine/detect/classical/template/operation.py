"""Finds places that look like examples."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ....context import Context
from ....contract.errors import UserError
from ....contract.payloads import Boxes, Volume
from ....preprocess.voxelwise import spacing_kji
from ...boxes.grid import Reals, from_centres
from ...boxes.suppression import nms
from ..examples import Task, task_of
from ..grids import Factors, Grid, coarser
from ..parameters import TemplateParameters
from ..pictures import Seen
from ..results import as_result
from .correlation import find_matches
from .patterns import Example, Lattice, Pattern, aligned, cut_example, patterns, variants

_FINEST = {2: 40, 3: 20}  # voxels across an example: more are slower and not more certain
_SAMPLED = 1 << 20


def run_template(
    volume: Volume,
    parameters: TemplateParameters,
    context: Context,
    examples: Boxes,
    other: Volume | None = None,
) -> Boxes:
    """Boxes of the size of the examples where the normalised cross-correlation is highest.

    The score is the correlation, so 1 is the example itself; it does not depend on brightness
    and contrast.

    Raises:
        UserError, GeometryError: the inputs cannot be used.
    """
    task = task_of(volume, examples, other, parameters.mode, context)
    found: list[Reals] = []
    scores: list[Reals] = []
    labels: list[str] = []
    for n, label in enumerate(task.classes):
        step = context.part(n / len(task.classes), (n + 1) / len(task.classes))
        boxes, strength = _of_class(task, label, parameters, step)
        found.append(boxes)
        scores.append(strength)
        labels += [label] * len(boxes)
    context.progress(1.0)
    return as_result(
        np.concatenate(found),
        task.target.volume,
        labels,
        np.concatenate(scores),
        parameters.strongest,
        context,
        "lower the threshold, allow rotations or other sizes, or draw more examples",
    )


def _of_class(
    task: Task, label: str, parameters: TemplateParameters, context: Context
) -> tuple[Reals, Reals]:
    places = task.of(label)
    boxes = task.boxes[places]
    spacing = np.array(spacing_kji(task.source.volume))
    size = (boxes[:, 3:] - boxes[:, :3]) * spacing
    numbers = task.numbers()[places] if parameters.slices == "examples" and task.same else None
    grid, slices = _searched(task.target, size.min(axis=0), numbers, context.part(0.0, 0.2))
    all_variants = variants(parameters.rotations, parameters.size_change / 100)
    lattice = Lattice(grid.spacing, parameters.margin / 100, task.target.planar)
    looks = _looks(task, places, size, grid, lattice, parameters.combine == "mean")
    known: list[Pattern] = []
    try:
        for variant in all_variants:
            context.check()
            known += patterns(looks, lattice, variant, parameters.combine == "each")
    except ValueError as error:
        raise UserError(
            f"An example of '{label}' has the same value everywhere; draw it larger, so that the "
            "object's edge is inside."
        ) from error
    weakest = parameters.contrast / 100 * min(p.deviation for p in known) * _contrast_ratio(task)
    matches = find_matches(
        grid.image, known, parameters.threshold, weakest, task.target.planar, context.part(0.2, 1)
    )
    sizes = np.array([p.size for p in known])[matches.which] / grid.spacing
    middle = (matches.centres * grid.factors + 0.5) if len(matches.centres) else matches.centres
    placed = from_centres(middle, sizes * grid.factors)
    if task.target.planar and len(placed):
        first = slices[matches.centres[:, 0].astype(int)]
        placed[:, 0], placed[:, 3] = first, first + 1
    kept = nms(placed, matches.scores, parameters.overlap)
    return placed[kept], matches.scores[kept]


def _looks(
    task: Task,
    places: NDArray[np.intp],
    size: Reals,
    grid: Grid,
    lattice: Lattice,
    align: bool,
) -> list[Example]:
    """The examples as the searched grid would show them, moved onto each other."""
    source = task.source.volume
    spacing = spacing_kji(source)
    blur = np.sqrt(grid.variance)
    # A grid that is coarser than the source anyway blurs by about half its voxel.
    finer = np.array(grid.spacing) > 1.5 * np.array(spacing)
    blur = np.where((blur == 0) & finer, 0.5 * np.array(grid.spacing), blur)
    if task.source.planar:
        blur[0] = 0.0
        size = np.column_stack([np.full(len(size), grid.spacing[0]), size[:, 1:]])
    around = (1 + lattice.margin) * math.sqrt(2) * 1.3
    looks = [
        cut_example(source.array, spacing, task.boxes[place], length, blur, around)
        for place, length in zip(places, size, strict=True)
    ]
    return aligned(looks, lattice) if align else looks


def _searched(
    target: Seen, least: Reals, numbers: NDArray[np.intp] | None, context: Context
) -> tuple[Grid, NDArray[np.intp]]:
    """The target on a grid as coarse as its smallest object allows, and the slices in it."""
    array = target.volume.array
    slices = np.arange(len(array)) if numbers is None else np.unique(numbers)
    image = array if numbers is None else array[slices]
    grid = Grid(image, spacing_kji(target.volume))
    k, j, i = (
        max(1, math.floor(length / (_FINEST[target.dimensions] * s)))
        for length, s in zip(least, grid.spacing, strict=True)
    )
    factors: Factors = (1 if target.planar else k, j, i)
    if max(factors) > 1:
        grid = coarser(grid, factors, context.progress)
    return grid, slices


def _contrast_ratio(task: Task) -> float:
    """How many times stronger the values of the target vary than those of the source."""
    if task.same:
        return 1.0
    deviations = []
    for seen in (task.target, task.source):
        flat = seen.volume.array.reshape(-1)
        deviations.append(float(flat[:: 1 + flat.size // _SAMPLED].std(dtype=np.float64)))
    return deviations[0] / max(deviations[1], 1e-30)
