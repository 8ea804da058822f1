"""Work cut into steps short enough for an event loop: generators that yield between steps."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Result = TypeVar("Result")
Steps = Generator[None, None, Result]

STEP_BYTES = 2 * 2**20  # a few milliseconds, page faults of fresh memory included


def finish(steps: Generator[Any, None, Result]) -> Result:
    """Run all steps at once, where blocking does not matter, and give their result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def blocks(shape: tuple[int, ...], itemsize: int) -> Iterator[tuple[slice, ...]]:
    """Slices of the first two axes, together the whole array, each at most `STEP_BYTES`.

    A single row that is larger than a step stays whole, and so do arrays of less than two axes.
    """
    if len(shape) < 2:
        yield (slice(None),) * len(shape)
        return
    row = max(1, int(np.prod(shape[2:], dtype=np.int64)) * itemsize)
    rows = max(1, STEP_BYTES // row)
    planes = max(1, rows // max(1, shape[1]))
    for k in range(0, shape[0], planes):
        for j in range(0, shape[1], rows):
            yield slice(k, k + planes), slice(j, j + rows)


def copying(source: NDArray[Any], target: NDArray[Any]) -> Steps[None]:
    """Copy in steps; values are cast to the target's type without a check."""
    for block in blocks(target.shape, max(source.itemsize, target.itemsize)):
        np.copyto(target[block], source[block], casting="unsafe")
        yield
