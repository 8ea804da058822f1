"""First-order statistics: the intensities of a region, wherever in it they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .feature import Definition, Values
from .levels import GreyLevels
from .settings import Settings
from .size_matrix import entropy

FEATURES = {
    "Energy": Definition("Sum of squared intensities, after the voxel shift.", "intensity²"),
    "TotalEnergy": Definition("Energy times the volume of a voxel.", "intensity² mm³"),
    "Entropy": Definition("Shannon entropy of the discretised intensities.", "bit"),
    "Minimum": Definition("Lowest intensity.", "intensity"),
    "10Percentile": Definition("10th percentile of the intensities.", "intensity"),
    "90Percentile": Definition("90th percentile of the intensities.", "intensity"),
    "Maximum": Definition("Highest intensity.", "intensity"),
    "Mean": Definition("Mean intensity.", "intensity"),
    "Median": Definition("Median intensity.", "intensity"),
    "InterquartileRange": Definition("75th minus 25th percentile.", "intensity"),
    "Range": Definition("Highest minus lowest intensity.", "intensity"),
    "MeanAbsoluteDeviation": Definition("Mean distance from the mean.", "intensity"),
    "RobustMeanAbsoluteDeviation": Definition(
        "Mean distance from the mean, of intensities within the 10th to 90th percentile.",
        "intensity",
    ),
    "RootMeanSquared": Definition(
        "Root of the mean squared intensity, after the voxel shift.", "intensity"
    ),
    "StandardDeviation": Definition(
        "Root of the variance (of the population).", "intensity", extra=True
    ),
    "Skewness": Definition("Third central moment over the variance to the power 3/2."),
    "Kurtosis": Definition(
        "Fourth central moment over the squared variance; 3 for a normal distribution."
    ),
    "Variance": Definition("Mean squared distance from the mean.", "intensity²"),
    "Uniformity": Definition("Sum of squared fractions of the discretised intensities."),
}


def first_order(
    values: NDArray[np.float64],
    levels: GreyLevels | str,
    voxel_volume: float,
    settings: Settings,
) -> Values:
    """All features of the intensities `values`; `voxel_volume` in mm³."""
    energy = float(((values + settings.voxel_shift) ** 2).sum())
    mean = float(values.mean())
    centred = values - mean
    squares = centred**2
    variance = float(squares.mean())
    p10, p25, median, p75, p90 = np.percentile(values, (10, 25, 50, 75, 90)).tolist()
    robust = values[(values >= p10) & (values <= p90)]
    low, high = float(values.min()), float(values.max())
    result: Values = {
        "Energy": energy,
        "TotalEnergy": energy * voxel_volume,
        "Minimum": low,
        "10Percentile": p10,
        "90Percentile": p90,
        "Maximum": high,
        "Mean": mean,
        "Median": median,
        "InterquartileRange": p75 - p25,
        "Range": high - low,
        "MeanAbsoluteDeviation": float(np.abs(centred).mean()),
        "RobustMeanAbsoluteDeviation": float(np.abs(robust - robust.mean()).mean())
        if robust.size
        else "no voxel lies between the 10th and the 90th percentile",
        "RootMeanSquared": float(np.sqrt(energy / values.size)),
        "StandardDeviation": float(np.sqrt(variance)),
        "Variance": variance,
    }
    if low == high:
        result["Skewness"] = result["Kurtosis"] = "all voxels have one intensity"
    else:
        result["Skewness"] = float((squares * centred).mean()) / variance**1.5
        result["Kurtosis"] = float((squares**2).mean()) / variance**2
    if isinstance(levels, str):
        return result | {"Entropy": levels, "Uniformity": levels}
    result["Entropy"] = entropy(levels.fractions)
    result["Uniformity"] = float((levels.fractions**2).sum())
    return result
