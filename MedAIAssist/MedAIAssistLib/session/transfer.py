"""Copies of arrays in small steps, so that no step holds up the event loop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEP_BYTES = 4 << 20


def copy_steps(destination: NDArray[Any], source: NDArray[Any]) -> Iterator[None]:
    """Copy `source` into `destination` (same shape), yielding every 4 MB or so."""
    if source.ndim == 0 or source.nbytes <= STEP_BYTES:
        np.copyto(destination, source)
        yield
        return
    rows = max(1, STEP_BYTES * len(source) // source.nbytes)
    for start in range(0, len(source), rows):
        np.copyto(destination[start : start + rows], source[start : start + rows])
        yield
