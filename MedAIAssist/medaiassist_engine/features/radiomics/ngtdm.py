"""NGTDM: grey levels against the mean of their neighbours (Amadasun, IEEE TSMC 19(5), 1989)."""

from __future__ import annotations

import numpy as np

from .feature import Definition, Value, Values, all_undefined
from .levels import GreyLevels
from .neighbourhood import Neighbourhood

FEATURES = {
    "Coarseness": Definition("Inverse of the sum of p s: large where neighbours are alike."),
    "Contrast": Definition("Spread of the grey levels times their mean difference to neighbours."),
    "Busyness": Definition("Sum of p s over the summed differences of i p between levels."),
    "Complexity": Definition("Differences between levels weighted by p s, per voxel."),
    "Strength": Definition("Squared differences between levels weighted by p, over the sum of s."),
}

_ONE_LEVEL = "its voxels have one grey level only"


def ngtdm(levels: GreyLevels, found: Neighbourhood) -> Values:
    """Features of p, the fraction of each level, and s, its summed difference to neighbours."""
    present = found.counts > 0
    if not present.any():
        return all_undefined(FEATURES, "no two of its voxels are neighbours")
    i = levels.grey[present].astype(np.float64)
    n, s = found.counts[present], found.tones[present]
    voxels, p = n.sum(), n / n.sum()
    if i.size == 1:
        return all_undefined(FEATURES, _ONE_LEVEL)
    apart = np.abs(i[:, None] - i[None, :])
    both = p[:, None] + p[None, :]
    ps = p * s
    spread = float((p[:, None] * p[None, :] * apart**2).sum()) / (i.size * (i.size - 1))
    change = float(np.abs((i * p)[:, None] - (i * p)[None, :]).sum())
    return {
        "Coarseness": _ratio(1.0, float(ps.sum())),
        "Contrast": spread * float(s.sum()) / float(voxels),
        "Busyness": _ratio(float(ps.sum()), change),
        "Complexity": float((apart * (ps[:, None] + ps[None, :]) / both).sum()) / float(voxels),
        "Strength": _ratio(float((both * apart**2).sum()), float(s.sum())),
    }


def _ratio(numerator: float, denominator: float) -> Value:
    return numerator / denominator if denominator else "its grey levels equal their neighbours"
