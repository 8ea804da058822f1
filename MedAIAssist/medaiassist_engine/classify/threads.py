"""One thread for each process: folds run side by side, and sums keep their order."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Limits BLAS and OpenMP, so that results do not depend on the number of cores."""
    import sklearn  # noqa: F401  (loads the OpenMP that is to be limited)
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        yield
