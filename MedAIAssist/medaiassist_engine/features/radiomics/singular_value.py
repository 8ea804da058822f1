"""The largest singular value of a matrix.

numpy's own goes through a threaded BLAS, whose rounding depends on the number of threads and which
is many times slower where all cores are busy already.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_CHECK = 8  # steps between two looks at whether it has settled
_PRECISION = 1e-13


def largest_singular_value(matrix: Array) -> float:
    """By Golub and Kahan's bidiagonalisation with full orthogonalisation.

    Reference: Golub and Kahan, J. SIAM Numer. Anal. B 2(2), 1965.
    """
    if matrix.shape[0] < matrix.shape[1]:
        matrix = matrix.T
    # Any start will do that no singular vector is orthogonal to.
    start = np.cos(1.0 + np.arange(matrix.shape[1]) ** 2)
    right = [start / _norm(start)]
    left: list[Array] = []
    diagonal, above = [], []
    found, smallest = 0.0, _PRECISION * float(np.abs(matrix).max())
    for step in range(1, min(matrix.shape) + 1):
        u = _without(np.einsum("ij,j->i", matrix, right[-1]), left)
        diagonal.append(_norm(u))
        if diagonal[-1] <= smallest:
            break
        left.append(u / diagonal[-1])
        v = _without(np.einsum("ij,i->j", matrix, left[-1]), right)
        above.append(_norm(v))
        if above[-1] <= smallest:
            break
        right.append(v / above[-1])
        if step % _CHECK == 0:
            before, found = found, _largest(diagonal, above)
            if found - before <= _PRECISION * found:
                return found
    return _largest(diagonal, above)


def _largest(diagonal: list[float], above: list[float]) -> float:
    """Largest singular value of a bidiagonal matrix: from the tridiagonal B^T B."""
    from scipy.linalg import eigvalsh_tridiagonal

    a, b = np.array(diagonal), np.array(above[: len(diagonal) - 1])
    squares = a**2 + np.append(0.0, b) ** 2
    last = (a.size - 1, a.size - 1)
    top = eigvalsh_tridiagonal(squares, a[:-1] * b, select="i", select_range=last)
    return float(np.sqrt(max(float(top[0]), 0.0)))


def _norm(vector: Array) -> float:
    return float(np.sqrt((vector**2).sum()))


def _without(vector: Array, basis: list[Array]) -> Array:
    """What of the vector is orthogonal to the basis; twice, for what rounding leaves."""
    if not basis:
        return vector
    stacked = np.stack(basis)
    for _ in range(2):
        vector = vector - np.einsum("mi,m->i", stacked, np.einsum("mi,i->m", stacked, vector))
    return vector
