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
from .parameters import Wanted
from .stack import Box

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
    segments: tuple[Segment, ...],
    parameters: Wanted,
    context: Context,
) -> Canvas:
    """Empty memory for the results of a box; `segments` are the classes.

    Raises:
        UserError: there is no class of the name whose probability is wanted.
    """
    values = np.array([s.value for s in segments])
    shape = tuple(s.stop - s.start for s in box)
    labels = _zeros(shape, np.min_scalar_type(int(values.max())), context)
    probability, wanted = None, parameters.probability
    if wanted != "none":
        components = (len(values),) if wanted == "all" else ()
        probability = _zeros((*shape, *components), np.dtype(np.float32), context)
    chosen = _class_called(parameters.shown, segments) if wanted == "class" else None
    return Canvas(box, limit, values.astype(labels.dtype), labels, probability, chosen)


def _zeros(shape: tuple[int, ...], dtype: np.dtype[Any], context: Context) -> NDArray[Any]:
    """Result memory, emptied plane by plane: of large volumes that takes a while."""
    array = context.empty(shape, dtype)
    for plane in array:
        context.check()
        plane[...] = 0
    return array


def payloads(
    painted: Canvas, volume: Volume, segments: tuple[Segment, ...], parameters: Wanted
) -> dict[str, LabelMap | Volume | Table]:
    """The results as payloads by output slot."""
    place = _grid_of(painted.box, volume.ijk_to_ras)
    found: dict[str, LabelMap | Volume | Table] = {
        "segmentation": LabelMap(painted.labels, place, segments, "Voxel classification")
    }
    if painted.probability is not None:
        name = "Uncertainty" if parameters.probability == "uncertainty" else "Probability"
        if painted.chosen is not None:
            name = f"Probability of {segments[painted.chosen].name}"
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
            f"There is no class '{name}' to give the probability of; "
            f"the classes are: {', '.join(names)}."
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
