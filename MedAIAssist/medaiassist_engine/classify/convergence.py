"""What solvers say about themselves, told to the user instead of to a log."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator

import numpy as np

from ..context import Context


@contextlib.contextmanager
def noting_convergence(context: Context) -> Iterator[None]:
    """One note if any solver stopped before it was done; other warnings go on as they are.

    Columns without any value in a training fold give 0 / 0 in scikit-learn, which is meant.
    """
    from sklearn.exceptions import ConvergenceWarning

    with (
        np.errstate(divide="ignore", invalid="ignore"),
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always", ConvergenceWarning)
        yield
    if any(issubclass(w.category, ConvergenceWarning) for w in caught):
        context.note(
            "A solver stopped before it was done: scale the features, select fewer, or make C "
            "smaller."
        )
    for w in caught:
        if not issubclass(w.category, ConvergenceWarning):
            warnings.warn_explicit(w.message, w.category, w.filename, w.lineno)
