"""The voxels of a box, classified tile by tile."""

from __future__ import annotations

from functools import partial

from ...context import Context
from ...interruptible import interruptible
from ...loading import load
from ...preprocess.limits import Limit
from ...preprocess.threads import in_blocks
from .result import Canvas
from .stack import Box
from .tiles import Measured, tiles
from .training import Classifier

_COMPILED = ("smoothing_kernel", "derivative_kernel", "forest_kernel")


def classify(
    measured: Measured, model: Classifier, result: Canvas, context: Context, keep: bool = False
) -> None:
    """Fill the canvas; some 50 MB for each processor are in memory at once besides it.

    Args:
        keep: the features will be asked for again.
    """
    parts = _tiles(result.box, result.limit)

    def work(start: int, stop: int) -> None:
        for tile in parts[start:stop]:
            result.fill(tile, model.probabilities(measured.features(tile, keep)))

    if parts:
        in_blocks(work, len(parts), context.progress, None)


def load_libraries(context: Context) -> None:
    """Import what learns and what is compiled; the first time that takes seconds.

    Raises:
        Cancelled: the user cancelled.
    """
    modules = ("sklearn.ensemble", *(f"{__package__}.{name}" for name in _COMPILED))
    for module in modules:
        interruptible(partial(load, module), context)


def anticipate(measured: Measured, box: Box, limit: Limit, context: Context) -> None:
    """Get ready what the second stroke will need, also while the first is not yet painted."""
    parts = _tiles(box, limit)

    def work(start: int, stop: int) -> None:
        for tile in parts[start:stop]:
            measured.features(tile, keep=True)

    if parts:
        in_blocks(work, len(parts), context.progress, None)


def _tiles(box: Box, limit: Limit) -> list[Box]:
    """Of what the box has in common with the limit."""
    k, j, i = (
        slice(max(a.start, b.start), min(a.stop, b.stop))
        for a, b in zip(box, limit.box, strict=True)
    )
    return tiles((k, j, i)) if all(s.start < s.stop for s in (k, j, i)) else []
