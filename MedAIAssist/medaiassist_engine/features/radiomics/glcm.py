"""GLCM: how often grey levels i and j are neighbours (Haralick, IEEE TSMC 3(6), 1973)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...preprocess.threads import in_blocks
from .directions import Direction, directions, length
from .feature import Definition, Values, all_undefined
from .kernels import count_pairs
from .levels import GreyLevels
from .settings import Settings
from .singular_value import largest_singular_value
from .size_matrix import entropy

FEATURES = {
    "Autocorrelation": Definition("Mean of i j."),
    "JointAverage": Definition("Mean of i."),
    "ClusterProminence": Definition("Mean of (i + j - mean i - mean j)^4."),
    "ClusterShade": Definition("Mean of (i + j - mean i - mean j)^3."),
    "ClusterTendency": Definition("Mean of (i + j - mean i - mean j)^2."),
    "Contrast": Definition("Mean of (i - j)^2."),
    "Correlation": Definition("Pearson correlation of i and j."),
    "DifferenceAverage": Definition("Mean of |i - j|."),
    "DifferenceEntropy": Definition("Shannon entropy of |i - j|.", "bit"),
    "DifferenceVariance": Definition("Variance of |i - j|."),
    "JointEnergy": Definition("Sum of squared probabilities; the angular second moment."),
    "JointEntropy": Definition("Shannon entropy of the pairs (i, j).", "bit"),
    "Imc1": Definition("First measure of information correlation, 0 to -1."),
    "Imc2": Definition("Second measure of information correlation, 0 to 1."),
    "Idm": Definition("Mean of 1 / (1 + (i - j)^2): inverse difference moment."),
    "MCC": Definition("Maximal correlation coefficient."),
    "Idmn": Definition("Mean of 1 / (1 + (i - j)^2 / levels^2)."),
    "Id": Definition("Mean of 1 / (1 + |i - j|): inverse difference."),
    "Idn": Definition("Mean of 1 / (1 + |i - j| / levels)."),
    "InverseVariance": Definition("Mean of 1 / (i - j)^2 where i and j differ, else 0."),
    "MaximumProbability": Definition("Probability of the most frequent pair."),
    "SumAverage": Definition("Mean of i + j."),
    "SumEntropy": Definition("Shannon entropy of i + j.", "bit"),
    "SumSquares": Definition("Variance of i."),
    "Dissimilarity": Definition("Mean of |i - j|.", removed="DifferenceAverage"),
    "Homogeneity1": Definition("Mean of 1 / (1 + |i - j|).", removed="Id"),
    "Homogeneity2": Definition("Mean of 1 / (1 + (i - j)^2).", removed="Idm"),
    "SumVariance": Definition("Variance of i + j.", removed="ClusterTendency"),
}

Matrix = NDArray[np.float64]


def glcm(levels: GreyLevels, settings: Settings, progress: Callable[[float], None]) -> Values:
    """The mean of each feature over the directions, or with a weighting that of one merged matrix.

    A direction in which a feature is 0/0 does not take part in its mean.
    """
    found = directions(levels, settings, settings.distances)
    if settings.weighting is None:
        features = _of_each(levels, found, settings, progress)
    else:
        merged = np.zeros((levels.grey.size,) * 2)
        for n, direction in enumerate(found):
            counts = pairs(levels, direction, symmetrical=settings.symmetrical)
            merged += counts * _weight(direction, levels, settings.weighting)
            progress((n + 1) / len(found))
        features = [_features(merged, levels.grey)] if merged.any() else []
    if not features:
        return all_undefined(FEATURES, "no two of its voxels are neighbours")
    return {name: _mean([f[name] for f in features]) for name in features[0]}


def pairs(levels: GreyLevels, direction: Direction, *, symmetrical: bool) -> Matrix:
    """How often each level (row) has each other (column) at `direction`, or at either side."""
    counts = np.zeros((levels.grey.size,) * 2, np.int64)
    count_pairs(levels.flat, levels.inside, levels.step(direction), counts)
    return (counts + counts.T if symmetrical else counts).astype(np.float64)


def _of_each(
    levels: GreyLevels,
    found: list[Direction],
    settings: Settings,
    progress: Callable[[float], None],
) -> list[dict[str, float]]:
    """The features of each direction in which voxels have neighbours."""
    features: list[dict[str, float]] = [{} for _ in found]

    def work(start: int, stop: int) -> None:
        for n in range(start, stop):
            counts = pairs(levels, found[n], symmetrical=settings.symmetrical)
            if counts.any():
                features[n] = _features(counts, levels.grey)

    in_blocks(work, len(found), progress, len(found) * (levels.inside.size + levels.grey.size**2))
    return [f for f in features if f]


def _features(counts: Matrix, grey: NDArray[np.int64]) -> dict[str, float]:
    """All features of one matrix; NaN where undefined."""
    p = counts / counts.sum()
    i = grey.astype(np.float64)
    px, py = p.sum(axis=1), p.sum(axis=0)
    mean_x, mean_y = float(i @ px), float(i @ py)
    x, y = i - mean_x, i - mean_y
    variance_x, variance_y = float(x**2 @ px), float(y**2 @ py)
    spread = float(np.sqrt(variance_x * variance_y))
    joint, separate = entropy(p.ravel()), entropy(px) + entropy(py)
    largest = max(entropy(px), entropy(py))
    total = _marginal(grey[:, None] + grey[None, :], p)
    sums = np.arange(total.size) - mean_x - mean_y
    nan = float("nan")
    return _of_differences(p, grey) | {
        "Autocorrelation": float(np.einsum("i,ij,j->", i, p, i)),
        "JointAverage": mean_x,
        "ClusterProminence": float(sums**4 @ total),
        "ClusterShade": float(sums**3 @ total),
        "ClusterTendency": float(sums**2 @ total),
        "Correlation": float(np.einsum("i,ij,j->", x, p, y)) / spread if spread > 0 else nan,
        "JointEnergy": float((p**2).sum()),
        "JointEntropy": joint,
        # Both cross entropies of the definitions are H(x) + H(y).
        "Imc1": (joint - separate) / largest if largest > 0 else nan,
        "Imc2": float(np.sqrt(max(0.0, 1 - np.exp(-2 * (separate - joint))))),
        "MCC": _maximal_correlation(p, px, py),
        "MaximumProbability": float(p.max()),
        "SumAverage": mean_x + mean_y,
        "SumEntropy": entropy(total),
        "SumSquares": variance_x,
    }


def _of_differences(p: Matrix, grey: NDArray[np.int64]) -> dict[str, float]:
    """The features that depend on |i - j| alone."""
    q = _marginal(np.abs(grey[:, None] - grey[None, :]), p)
    k = np.arange(q.size, dtype=np.float64)
    most = float(grey[-1])
    mean = float(k @ q)
    return {
        "Contrast": float(k**2 @ q),
        "DifferenceAverage": mean,
        "DifferenceEntropy": entropy(q),
        "DifferenceVariance": float((k - mean) ** 2 @ q),
        "Id": float((q / (1 + k)).sum()),
        "Idm": float((q / (1 + k**2)).sum()),
        "Idn": float((q / (1 + k / most)).sum()),
        "Idmn": float((q / (1 + (k / most) ** 2)).sum()),
        "InverseVariance": float((q[1:] / k[1:] ** 2).sum()),
    }


def _marginal(values: NDArray[Any], p: Matrix) -> NDArray[np.float64]:
    """Probability of each value of a function of i and j."""
    return np.bincount(values.ravel(), p.ravel()).astype(np.float64)


def _maximal_correlation(p: Matrix, px: Matrix, py: Matrix) -> float:
    """The second singular value of p / sqrt(px py): root of the eigenvalue that defines the MCC.

    The first is 1, with the singular vectors sqrt(px) and sqrt(py), which are taken out.
    """
    rows, columns = px > 0, py > 0
    if rows.sum() < 2 or columns.sum() < 2:
        return float("nan")
    first = np.sqrt(np.outer(px[rows], py[columns]))
    return largest_singular_value(p[rows][:, columns] / first - first)


def _weight(direction: Direction, levels: GreyLevels, norm: str) -> float:
    if norm == "no_weighting":
        return 1.0
    return float(np.exp(-(length(direction, levels.spacing, norm) ** 2)))


def _mean(values: list[float]) -> float | str:
    defined = [v for v in values if not np.isnan(v)]
    return float(np.mean(defined)) if defined else "neighbouring voxels have one grey level only"
