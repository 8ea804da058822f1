"""GLDM: how many neighbours are like a voxel (Sun and Wee, CVGIP 23(3), 1983; IBSI's NGLDM)."""

from __future__ import annotations

from .feature import Definition, Values
from .levels import GreyLevels
from .neighbourhood import Neighbourhood
from .size_matrix import SizeMatrix

FEATURES = {
    "SmallDependenceEmphasis": Definition("Mean of 1 / dependence²."),
    "LargeDependenceEmphasis": Definition("Mean of dependence²."),
    "GrayLevelNonUniformity": Definition("Sum of squared voxels per grey level, over the voxels."),
    "DependenceNonUniformity": Definition("Sum of squared voxels per dependence, over the voxels."),
    "DependenceNonUniformityNormalized": Definition(
        "Sum of squared voxels per dependence, over the squared voxels."
    ),
    "GrayLevelVariance": Definition("Variance of the grey level."),
    "DependenceVariance": Definition("Variance of the dependence."),
    "DependenceEntropy": Definition("Shannon entropy of grey level and dependence.", "bit"),
    "LowGrayLevelEmphasis": Definition("Mean of 1 / level²."),
    "HighGrayLevelEmphasis": Definition("Mean of level²."),
    "SmallDependenceLowGrayLevelEmphasis": Definition("Mean of 1 / (level² dependence²)."),
    "SmallDependenceHighGrayLevelEmphasis": Definition("Mean of level² / dependence²."),
    "LargeDependenceLowGrayLevelEmphasis": Definition("Mean of dependence² / level²."),
    "LargeDependenceHighGrayLevelEmphasis": Definition("Mean of level² dependence²."),
    "GrayLevelNonUniformityNormalized": Definition(
        "Sum of squared voxels per grey level, over the squared voxels.",
        removed="Uniformity of firstorder",
    ),
    "DependencePercentage": Definition("Always 1.", removed="the constant 1"),
}


def gldm(levels: GreyLevels, found: Neighbourhood) -> Values:
    """Features of the dependence: 1 + the neighbours within the tolerance of the grey level."""
    m = SizeMatrix.from_dense(found.dependences, levels.grey)
    return {
        "SmallDependenceEmphasis": m.emphasis(0, -2),
        "LargeDependenceEmphasis": m.emphasis(0, 2),
        "GrayLevelNonUniformity": m.non_uniformity("grey"),
        "DependenceNonUniformity": m.non_uniformity("size"),
        "DependenceNonUniformityNormalized": m.non_uniformity("size", normalised=True),
        "GrayLevelVariance": m.variance("grey"),
        "DependenceVariance": m.variance("size"),
        "DependenceEntropy": m.entropy(),
        "LowGrayLevelEmphasis": m.emphasis(-2, 0),
        "HighGrayLevelEmphasis": m.emphasis(2, 0),
        "SmallDependenceLowGrayLevelEmphasis": m.emphasis(-2, -2),
        "SmallDependenceHighGrayLevelEmphasis": m.emphasis(2, -2),
        "LargeDependenceLowGrayLevelEmphasis": m.emphasis(-2, 2),
        "LargeDependenceHighGrayLevelEmphasis": m.emphasis(2, 2),
    }
