"""GLRLM: how long runs of one grey level are (Galloway, Comput. Graph. Image Process. 4, 1975)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...preprocess.threads import in_blocks
from .directions import Direction, directions, length
from .feature import Definition, Values, all_undefined
from .kernels import count_runs
from .levels import GreyLevels
from .settings import Settings
from .size_matrix import SizeMatrix

FEATURES = {
    "ShortRunEmphasis": Definition("Mean of 1 / length²."),
    "LongRunEmphasis": Definition("Mean of length²."),
    "GrayLevelNonUniformity": Definition("Sum of squared runs per grey level, over the runs."),
    "GrayLevelNonUniformityNormalized": Definition(
        "Sum of squared runs per grey level, over the squared runs."
    ),
    "RunLengthNonUniformity": Definition("Sum of squared runs per length, over the runs."),
    "RunLengthNonUniformityNormalized": Definition(
        "Sum of squared runs per length, over the squared runs."
    ),
    "RunPercentage": Definition("Runs per voxel."),
    "GrayLevelVariance": Definition("Variance of the grey level over the runs."),
    "RunVariance": Definition("Variance of the length over the runs."),
    "RunEntropy": Definition("Shannon entropy of grey level and length.", "bit"),
    "LowGrayLevelRunEmphasis": Definition("Mean of 1 / level²."),
    "HighGrayLevelRunEmphasis": Definition("Mean of level²."),
    "ShortRunLowGrayLevelEmphasis": Definition("Mean of 1 / (level² length²)."),
    "ShortRunHighGrayLevelEmphasis": Definition("Mean of level² / length²."),
    "LongRunLowGrayLevelEmphasis": Definition("Mean of length² / level²."),
    "LongRunHighGrayLevelEmphasis": Definition("Mean of level² length²."),
}


def glrlm(levels: GreyLevels, settings: Settings, progress: Callable[[float], None]) -> Values:
    """The mean of each feature over the directions; with a weighting that of one merged matrix."""
    found = directions(levels, settings)
    if not found:
        return all_undefined(FEATURES, "a single voxel has no direction to run along")
    counts: list[NDArray[Any]] = [np.empty(0)] * len(found)

    def work(start: int, stop: int) -> None:
        for n in range(start, stop):
            counts[n] = runs(levels, found[n])

    in_blocks(work, len(found), progress, len(found) * levels.inside.size)
    if settings.weighting is not None:
        weights = [_weight(d, levels, settings.weighting) for d in found]
        counts = [np.einsum("d,dij->ij", weights, counts)]
    each = [_features(SizeMatrix.from_dense(c, levels.grey)) for c in counts]
    return {name: float(np.mean([f[name] for f in each])) for name in each[0]}


def runs(levels: GreyLevels, direction: Direction) -> NDArray[np.int64]:
    """Number of runs by level (row) and length - 1 (column)."""
    counts = np.zeros((levels.grey.size, max(levels.box)), np.int64)
    count_runs(levels.flat, levels.inside, levels.step(direction), counts)
    return counts


def _features(m: SizeMatrix) -> dict[str, float]:
    return {
        "ShortRunEmphasis": m.emphasis(0, -2),
        "LongRunEmphasis": m.emphasis(0, 2),
        "GrayLevelNonUniformity": m.non_uniformity("grey"),
        "GrayLevelNonUniformityNormalized": m.non_uniformity("grey", normalised=True),
        "RunLengthNonUniformity": m.non_uniformity("size"),
        "RunLengthNonUniformityNormalized": m.non_uniformity("size", normalised=True),
        "RunPercentage": m.percentage(),
        "GrayLevelVariance": m.variance("grey"),
        "RunVariance": m.variance("size"),
        "RunEntropy": m.entropy(),
        "LowGrayLevelRunEmphasis": m.emphasis(-2, 0),
        "HighGrayLevelRunEmphasis": m.emphasis(2, 0),
        "ShortRunLowGrayLevelEmphasis": m.emphasis(-2, -2),
        "ShortRunHighGrayLevelEmphasis": m.emphasis(2, -2),
        "LongRunLowGrayLevelEmphasis": m.emphasis(-2, 2),
        "LongRunHighGrayLevelEmphasis": m.emphasis(2, 2),
    }


def _weight(direction: Direction, levels: GreyLevels, norm: str) -> float:
    """As in pyradiomics: the length itself."""
    return 1.0 if norm == "no_weighting" else length(direction, levels.spacing, norm)
