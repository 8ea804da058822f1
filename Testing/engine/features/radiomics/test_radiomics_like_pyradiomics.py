"""Filters, resampling and settings against pyradiomics itself, through its parameter files.

The values in the CSV beside this file were computed by pyradiomics 3.1.4 (PyPI: pyradiomics-bhklab)
from the image, mask and parameter files below, in double precision. Spacing is 1.2 x 1.2 x 3 mm;
the region touches the image's border, so that what filters do there counts too.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from medaiassist_engine.features.radiomics.extract import columns_of, radiomics
from medaiassist_engine.features.radiomics.parameter_file import read_parameter_file

SPACING = (3.0, 1.2, 1.2)
PARAMETER_FILES = {
    "filters": """
        imageType: {Original: {}, LoG: {sigma: [2.0, 3], binWidth: 5}, Wavelet: {}, Square: {},
                    SquareRoot: {}, Logarithm: {}, Exponential: {}, Gradient: {}}
        featureClass: {firstorder: [Mean, Variance, Skewness, Entropy, StandardDeviation],
                       glcm: [Contrast, JointEntropy, MCC], glszm: [ZoneVariance]}
        setting: {binWidth: 20}
        """,
    "weighted": """
        featureClass: {shape: , firstorder: , glcm: , glrlm: , glszm: , gldm: , ngtdm: }
        setting: {binWidth: 30, distances: [1, 2], weightingNorm: euclidean, gldm_a: 1,
                  symmetricalGLCM: false, voxelArrayShift: 1000, label: 1}
        """,
    "slices": """
        imageType: {Original: {}, Wavelet: {wavelet: db2, level: 2}}
        featureClass: {firstorder: [Mean, Uniformity], glcm: , glrlm: , ngtdm: }
        setting: {binWidth: 25, force2D: true, preCrop: true, padDistance: 4}
        """,
    "resampled": """
        imageType: {Original: {}, LoG: {sigma: [2.5]}, Wavelet: {binCount: 12}}
        featureClass: {shape: [VoxelVolume, MeshVolume, Maximum3DDiameter],
                       firstorder: , glcm: [Idmn, Imc1], glrlm: [RunEntropy], gldm: , ngtdm: }
        setting: {resampledPixelSpacing: [1.5, 1.5, 2], interpolator: sitkBSpline, binCount: 16,
                  normalize: true, normalizeScale: 100, removeOutliers: 2.5}
        """,
    "resegmented": """
        featureClass: {firstorder: , glcm: , glszm: , gldm: [DependenceVariance]}
        setting: {resampledPixelSpacing: [0, 0, 2], interpolator: sitkLinear, binWidth: 15,
                  resegmentRange: [-1.5, 1.5], resegmentMode: sigma}
        """,
}
with (Path(__file__).parent / "pyradiomics_3_1_4.csv").open() as _file:
    ROWS = list(csv.DictReader(_file))


def picture() -> NDArray[np.float64]:
    """A texture of whole numbers that needs no random numbers."""
    k, j, i = np.indices((20, 23, 26))
    base = (7 * k * k + 11 * i * j + 5 * i * j * k + 13 * j * j + 3 * i) % 97
    smooth = base[:-1] + base[1:]
    smooth = smooth[:, :-1] + smooth[:, 1:]
    smooth = smooth[:, :, :-1] + smooth[:, :, 1:]
    ramp = np.indices(smooth.shape)[2] * 9
    return (smooth + ramp - 300).astype(np.float64)


def region() -> NDArray[np.uint8]:
    """An ellipsoid that the border at i = 0 cuts."""
    k, j, i = np.indices((19, 22, 25))
    inside = ((k - 9) / 7.3) ** 2 + ((j - 11) / 8.2) ** 2 + ((i - 8) / 10.1) ** 2 < 1
    return inside.astype(np.uint8)


@pytest.mark.parametrize("name", PARAMETER_FILES)
def test_values_are_those_of_pyradiomics(name: str) -> None:
    expected = {row["feature"]: float(row["value"]) for row in ROWS if row["file"] == name}
    notes: list[str] = []
    plan = read_parameter_file(PARAMETER_FILES[name], notes.append)
    assert set(columns_of(plan)) == set(expected)
    found = radiomics(picture(), region(), SPACING, plan)
    for feature, value in expected.items():
        # Axis lengths are those of the IBSI, of the sample's covariance.
        rel = 1e-3 if "AxisLength" in feature else 1e-6
        assert found[feature] == pytest.approx(value, rel=rel, abs=1e-9), feature
    assert len(notes) == ("label" in PARAMETER_FILES[name])
