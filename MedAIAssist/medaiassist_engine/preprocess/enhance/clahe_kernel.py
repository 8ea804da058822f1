"""The inner loop of CLAHE: each voxel through the tables of the tiles around it."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def interpolate_tables(scaled, tables, axis_k, axis_j, axis_i, start, stop):  # type: ignore[no-untyped-def]
    """Replace `scaled` (k, j, i), in bins, by its tiles' table values for the rows start..stop."""
    k_low, k_high, k_weight = axis_k
    j_low, j_high, j_weight = axis_j
    i_low, i_high, i_weight = axis_i
    height, width = scaled.shape[1:]
    last = tables.shape[3] - 1
    row_table = np.empty((tables.shape[2], tables.shape[3]), np.float32)
    for row in range(start, stop):
        k, j = row // height, row % height
        _blend(
            tables, k_low[k], k_high[k], k_weight[k], j_low[j], j_high[j], j_weight[j], row_table
        )
        for i in range(width):
            value = scaled[k, j, i]
            low = min(int(value), last)
            high = min(low + 1, last)
            rest = value - low
            weight = i_weight[i]
            a, b = i_low[i], i_high[i]
            at_low = row_table[a, low] * (1 - weight) + row_table[b, low] * weight
            at_high = row_table[a, high] * (1 - weight) + row_table[b, high] * weight
            scaled[k, j, i] = at_low * (1 - rest) + at_high * rest


@njit(nogil=True, cache=True)
def _blend(tables, k0, k1, wk, j0, j1, wj, row_table):  # type: ignore[no-untyped-def]
    """The tables along i at one (k, j), bilinear between the four rows of tiles around it."""
    for t in range(row_table.shape[0]):
        for n in range(row_table.shape[1]):
            near = tables[k0, j0, t, n] * (1 - wj) + tables[k0, j1, t, n] * wj
            far = tables[k1, j0, t, n] * (1 - wj) + tables[k1, j1, t, n] * wj
            row_table[t, n] = near * (1 - wk) + far * wk
