"""pyradiomics' parameter files: read as it reads them, and what is wrong in them named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Volume
from medaiassist_engine.features.radiomics.operation import run_radiomics
from medaiassist_engine.features.radiomics.parameter_file import read_parameter_file
from medaiassist_engine.features.radiomics.parameters import RadiomicsParameters

TEXT = """
imageType:
  Original: {}
  LoG:
    sigma: [1.0, 3]  # one number with and one without a point
    binWidth: 5
featureClass:
  shape:
  firstorder: []
  glcm:
    - Contrast
    - SumVariance
setting:
  binWidth: 10
  label: 1
  weightingNorm:
  interpolator: 'sitkLinear'
  resampledPixelSpacing: [1, 1, 0]
voxelSetting:
  kernelRadius: 2
"""


def test_a_parameter_file_sets_images_features_and_settings() -> None:
    notes: list[str] = []
    plan = read_parameter_file(TEXT, notes.append)
    assert plan.settings.bin_width == 10 and plan.settings.spacing == (1, 1, 0)
    assert plan.settings.interpolator == "sitkLinear" and plan.settings.weighting is None
    assert list(plan.images) == ["Original", "LoG"]
    assert plan.images["LoG"].bin_width == 5 and plan.images["LoG"].sigmas == (1.0, 3)
    assert plan.features == {
        "shape": None, "firstorder": None, "glcm": ("Contrast", "SumVariance"),
    }  # fmt: skip
    assert len(notes) == 3
    assert "glcm SumVariance is left out, as in pyradiomics: it equals ClusterTendency." in notes


def test_the_operation_takes_a_path_or_the_text(tmp_path: Path) -> None:
    file = tmp_path / "Parameter für CT.yaml"
    file.write_text(TEXT, encoding="utf-8")
    array = np.random.default_rng(0).integers(0, 100, (6, 9, 9)).astype(np.int16)
    names = [
        [c.name for c in run_radiomics(
            Volume(array), RadiomicsParameters(given), Context()).columns]
        for given in (str(file), TEXT)
    ]  # fmt: skip
    assert names[0] == names[1]
    assert names[0][-1] == "log-sigma-3-mm-3D_glcm_Contrast"
    assert len(names[0]) == 2 + 14 + 3 * (18 + 1)


def test_an_empty_section_means_all_of_it() -> None:
    plan = read_parameter_file("setting: {binWidth: 12}", print)
    assert list(plan.images) == ["Original"] and plan.images["Original"].bin_width == 12
    assert list(plan.features) == [
        "shape", "firstorder", "glcm", "glrlm", "glszm", "gldm", "ngtdm",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("settings: {binWidth: 25}", "unknown section 'settings'; did you mean setting"),
        ("setting: {binwidth: 25}", "unknown setting 'binwidth'; did you mean binWidth"),
        ("setting: {binWidth: wide}", "binWidth is 'wide'; it must be a number above 0"),
        ("setting: {binWidth: true}", "binWidth is True"),
        ("setting: {binWidth: .nan}", "binWidth is nan"),
        ("setting: {resampledPixelSpacing: [1, 1]}", "resampledPixelSpacing is .* three numbers"),
        ("setting: {interpolator: sitkCubic}", "interpolator is 'sitkCubic'; it must be one of"),
        ("setting: {wavelet: coif99}", "wavelet is 'coif99'"),
        ("setting: 25", "names with values"),
        ("imageType: {Wavelets: {}}", "unknown image type 'Wavelets'; did you mean Wavelet"),
        ("imageType: {LBP3D: {}}", "image type LBP3D, which is not offered here"),
        ("imageType: {LoG: {}}", "LoG has no sigma"),
        ("imageType: {LoG: {sigma: [0]}}", r"sigma is \[0\]"),
        ("featureClass: {glcm: [Contrasts]}", "unknown feature of glcm 'Contrasts'"),
        ("featureClass: {glcm: Contrast}", "must be a list"),
        ("featureClass: {haralick: }", "unknown feature class 'haralick'"),
        ("setting: {binWidth: [}", "not valid YAML at line 1"),
        ("- 1\n- 2", "has no sections"),
        ("missing.yaml", r"'missing.yaml' cannot be read \(No such file"),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        read_parameter_file(text, print)


def test_no_code_is_run_from_a_parameter_file() -> None:
    with pytest.raises(UserError, match="not valid YAML"):
        read_parameter_file("setting: !!python/object/apply:os.getcwd []", print)
