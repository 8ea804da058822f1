"""Compiled prediction by a forest of decision trees; import it lazily, numba takes a second.

A block of voxels goes down a tree level by level, as many levels as it has: leaves lead to
themselves. So the inner loop has no branch to mispredict and no step waits for the one before
it, which makes it several times as fast as following one voxel after the other.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

_BLOCK = 256  # voxels whose features stay in the cache while all trees are asked


@njit(nogil=True, cache=True)
def forest_probabilities(
    features: NDArray[np.float32],
    feature: NDArray[np.uint32],
    threshold: NDArray[np.float32],
    child: NDArray[np.uint32],
    leaf: NDArray[np.float32],
    roots: NDArray[np.uint32],
    depths: NDArray[np.uint32],
    out: NDArray[np.float32],
) -> None:
    """The mean of the trees' class shares.

    Args:
        features: (voxels, features).
        feature, threshold, child: (nodes,); a voxel goes on to `child` where its feature is at
            most the threshold, else to the node after it. `child` of a leaf is the leaf.
        leaf: (nodes, classes), the shares of the classes.
        roots, depths: (trees,).
        out: (voxels, classes).
    """
    classes, trees = leaf.shape[1], roots.size
    share = np.float32(1.0 / trees)
    node = np.empty(_BLOCK, np.uint32)
    for start in range(0, features.shape[0], _BLOCK):
        block = features[start : start + _BLOCK]
        found = out[start : start + _BLOCK]
        count = block.shape[0]
        found[:] = 0
        for tree in range(trees):
            node[:] = roots[tree]
            for _ in range(depths[tree]):
                for v in range(count):
                    at = node[v]
                    node[v] = child[at] + np.uint32(block[v, feature[at]] > threshold[at])
            for v in range(count):
                for c in range(classes):
                    found[v, c] += leaf[node[v], c]
        for v in range(count):
            for c in range(classes):
                found[v, c] *= share
