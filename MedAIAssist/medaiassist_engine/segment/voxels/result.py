"""The classes of all voxels: filled in tile by tile, given as payloads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Column, LabelMap, Matrix, Segment, Table, Volume, matrix
from ...preprocess.limits import Limit
from .parameters import VoxelsParameters
from .stack import Box
from .strokes import Strokes

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Canvas:
    """Memory for the results of a box of voxels; 0 where nothing is to be classified.

    Attributes:
        box: of the volume's voxels.
        limit: which voxels are to be classified.
        values: of the classes, as labels.
        labels: (k, j, i).
        chosen: the class whose probability is kept; None for all classes, or the uncertainty.
        probability: (k, j, i), or (k, j, i, classes); None if not wanted.
    """

    box: Box
    limit: Limit
    values: NDArray[np.integer]
    labels: NDArray[Any]
    probability: NDArray[Any] | None
    chosen: int | None

    def fill(self, tile: Box, probabilities: Floats) -> None:
        """Take the results (voxels, classes) of a tile."""
        shape = tuple(s.stop - s.start for s in tile)
        place = _moved(tile, self.box)
        found = self.values[probabilities.argmax(axis=1)].reshape(shape)
        inside = self._inside(tile)
        self.labels[place] = found if inside is None else found * inside
        if self.probability is not None:
            kept = self._kept(probabilities).reshape(*shape, *self.probability.shape[3:])
            if inside is not None:
                kept = kept * inside.reshape(*shape, *[1] * (kept.ndim - 3))
            self.probability[place] = kept

    def _inside(self, tile: Box) -> NDArray[np.bool_] | None:
        inside = self.limit.inside
        return None if inside is None else inside[_moved(tile, self.limit.box)]

    def _kept(self, probabilities: Floats) -> Floats:
        if self.chosen is not None:
            return probabilities[:, self.chosen]
        if self.probability is not None and self.probability.ndim == 4:
            return probabilities
        first, second = np.partition(probabilities, -2, axis=1)[:, :-3:-1].T
        return 1 - (first - second)


def canvas(
    box: Box,
    limit: Limit,
    strokes: Strokes,
    parameters: VoxelsParameters,
    context: Context,
) -> Canvas:
    """Empty memory for the results of a box.

    Raises:
        UserError: the class whose probability is wanted is not painted.
    """
    values = np.array([s.value for s in strokes.segments])
    shape = tuple(s.stop - s.start for s in box)
    labels = context.empty(shape, np.min_scalar_type(int(values.max())))
    labels[...] = 0
    probability, wanted = None, parameters.probability
    if wanted != "none":
        components = (len(values),) if wanted == "all" else ()
        probability = context.empty((*shape, *components), np.float32)
        probability[...] = 0
    chosen = _class_called(parameters.shown, strokes.segments) if wanted == "class" else None
    return Canvas(box, limit, values.astype(labels.dtype), labels, probability, chosen)


def payloads(
    painted: Canvas, volume: Volume, strokes: Strokes, parameters: VoxelsParameters
) -> dict[str, LabelMap | Volume | Table]:
    """The results as payloads by output slot."""
    place = _grid_of(painted.box, volume.ijk_to_ras)
    found: dict[str, LabelMap | Volume | Table] = {
        "segmentation": LabelMap(painted.labels, place, strokes.segments, "Voxel classification")
    }
    if painted.probability is not None:
        name = "Uncertainty" if parameters.probability == "uncertainty" else "Probability"
        if painted.chosen is not None:
            name = f"Probability of {strokes.segments[painted.chosen].name}"
        found["probability"] = Volume(painted.probability, place, name)
    return found


def importance_table(names: tuple[str, ...], shares: NDArray[np.float64]) -> Table:
    """Features by importance, the most important first."""
    order = np.argsort(-shares, kind="stable")
    texts = tuple(names[n] for n in order)
    return Table(
        (
            Column("feature", texts=texts, description="What was measured, and at which scale."),
            Column("importance", 100 * shares[order], unit="%", description="They sum to 100 %."),
        ),
        "Feature importance",
    )


def _class_called(name: str, segments: tuple[Segment, ...]) -> int:
    if not name:
        return len(segments) - 1
    names = [s.name for s in segments]
    if name not in names:
        raise UserError(
            f"There is no painted class '{name}' to give the probability of; "
            f"the painted classes are: {', '.join(names)}."
        )
    return names.index(name)


def _grid_of(box: Box, ijk_to_ras: Matrix) -> Matrix:
    shift = np.eye(4)
    shift[:3, 3] = [s.start for s in reversed(box)]
    return matrix(np.asarray(ijk_to_ras) @ shift)


def _moved(inner: Box, outer: Box) -> Box:
    """Where a box lies in an array that begins with another."""
    starts = [s.start for s in outer]
    k, j, i = (slice(s.start - a, s.stop - a) for s, a in zip(inner, starts, strict=True))
    return k, j, i
