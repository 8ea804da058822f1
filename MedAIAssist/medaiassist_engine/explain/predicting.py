"""What the explanations need of a model: a function of a frame of cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..interruptible import interruptible

if TYPE_CHECKING:
    import pandas as pd

Reals = NDArray[np.float64]
Predict = Callable[["pd.DataFrame"], Reals]
"""From (n, columns) to (n,): the probability of one class, or any other number."""

ROWS_AT_ONCE = 2000  # predicted at once; the same on every machine, so that sums are too


def predicted(predict: Predict, rows: pd.DataFrame, context: Context) -> Reals:
    """`predict` of some rows, given up when the user cancels.

    Raises:
        Cancelled: the user cancelled.
    """
    return np.asarray(interruptible(lambda: predict(rows), context), dtype=np.float64)


def predict_in_parts(predict: Predict, frame: pd.DataFrame, context: Context) -> Reals:
    """`predict` of all rows, with progress.

    Raises:
        Cancelled: the user cancelled.
    """
    parts = []
    for start in range(0, len(frame), ROWS_AT_ONCE):
        context.progress(start / len(frame))
        parts.append(predicted(predict, frame.iloc[start : start + ROWS_AT_ONCE], context))
    context.progress(1.0)
    return np.concatenate(parts) if parts else np.zeros(0)
