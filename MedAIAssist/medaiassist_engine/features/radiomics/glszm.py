"""GLSZM: how large connected zones of one grey level are (Thibault et al., PRIP 2009)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .directions import neighbours
from .feature import Definition, Values
from .kernels import find_zones
from .levels import GreyLevels
from .settings import Settings
from .size_matrix import SizeMatrix

_BLOCK = 1 << 19  # voxels between two reports of progress

FEATURES = {
    "SmallAreaEmphasis": Definition("Mean of 1 / size²."),
    "LargeAreaEmphasis": Definition("Mean of size²."),
    "GrayLevelNonUniformity": Definition("Sum of squared zones per grey level, over the zones."),
    "GrayLevelNonUniformityNormalized": Definition(
        "Sum of squared zones per grey level, over the squared zones."
    ),
    "SizeZoneNonUniformity": Definition("Sum of squared zones per size, over the zones."),
    "SizeZoneNonUniformityNormalized": Definition(
        "Sum of squared zones per size, over the squared zones."
    ),
    "ZonePercentage": Definition("Zones per voxel."),
    "GrayLevelVariance": Definition("Variance of the grey level over the zones."),
    "ZoneVariance": Definition("Variance of the size over the zones."),
    "ZoneEntropy": Definition("Shannon entropy of grey level and size.", "bit"),
    "LowGrayLevelZoneEmphasis": Definition("Mean of 1 / level²."),
    "HighGrayLevelZoneEmphasis": Definition("Mean of level²."),
    "SmallAreaLowGrayLevelEmphasis": Definition("Mean of 1 / (level² size²)."),
    "SmallAreaHighGrayLevelEmphasis": Definition("Mean of level² / size²."),
    "LargeAreaLowGrayLevelEmphasis": Definition("Mean of size² / level²."),
    "LargeAreaHighGrayLevelEmphasis": Definition("Mean of level² size²."),
}


def glszm(levels: GreyLevels, settings: Settings, progress: Callable[[float], None]) -> Values:
    """Features of the zones connected by faces, edges and corners; in a slice with `force_2d`."""
    m = zones(levels, settings, progress)
    return {
        "SmallAreaEmphasis": m.emphasis(0, -2),
        "LargeAreaEmphasis": m.emphasis(0, 2),
        "GrayLevelNonUniformity": m.non_uniformity("grey"),
        "GrayLevelNonUniformityNormalized": m.non_uniformity("grey", normalised=True),
        "SizeZoneNonUniformity": m.non_uniformity("size"),
        "SizeZoneNonUniformityNormalized": m.non_uniformity("size", normalised=True),
        "ZonePercentage": m.percentage(),
        "GrayLevelVariance": m.variance("grey"),
        "ZoneVariance": m.variance("size"),
        "ZoneEntropy": m.entropy(),
        "LowGrayLevelZoneEmphasis": m.emphasis(-2, 0),
        "HighGrayLevelZoneEmphasis": m.emphasis(2, 0),
        "SmallAreaLowGrayLevelEmphasis": m.emphasis(-2, -2),
        "SmallAreaHighGrayLevelEmphasis": m.emphasis(2, -2),
        "LargeAreaLowGrayLevelEmphasis": m.emphasis(-2, 2),
        "LargeAreaHighGrayLevelEmphasis": m.emphasis(2, 2),
    }


def zones(levels: GreyLevels, settings: Settings, progress: Callable[[float], None]) -> SizeMatrix:
    """The zones by grey level and size."""
    steps = np.array([levels.step(d) for d in neighbours(settings)], np.int64)
    voxels = levels.inside
    flat, waiting = levels.flat.copy(), np.empty_like(voxels)
    level, size = np.empty(voxels.size, np.int64), np.empty(voxels.size, np.int64)
    count = 0
    for n in range(0, voxels.size, _BLOCK):
        starts = voxels[n : n + _BLOCK]
        count += find_zones(flat, starts, steps, waiting, level[count:], size[count:])
        progress(min(1.0, (n + _BLOCK) / voxels.size))
    # One number for each pair of level and size, so that equal ones can be counted by sorting.
    key = level[:count] * (voxels.size + 1) + size[:count]
    keys, counts = np.unique(key, return_counts=True)
    level_of, size_of = np.divmod(keys, voxels.size + 1)
    grey = levels.grey[level_of].astype(np.float64)
    return SizeMatrix(grey, size_of.astype(np.float64), counts.astype(np.float64))
