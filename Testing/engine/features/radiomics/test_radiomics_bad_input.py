"""What cannot be measured: refused in a sentence, or NaN with the reason in a note."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import GeometryError, ParameterError, UserError
from medaiassist_engine.contract.payloads import IDENTITY, Boxes, LabelMap, Segment, Table, Volume
from medaiassist_engine.features.radiomics import memory
from medaiassist_engine.features.radiomics.extract import radiomics
from medaiassist_engine.features.radiomics.operation import run_radiomics
from medaiassist_engine.features.radiomics.parameters import RadiomicsParameters

NOISE = np.random.default_rng(0).integers(0, 500, (8, 9, 10)).astype(np.int16)


def run(array: Any, mask: Any = None, context: Context | None = None, **changed: Any) -> Table:
    region = changed.pop("region", None)
    segments = None
    if mask is not None:
        segments = LabelMap(np.asarray(mask, np.uint8), IDENTITY, (Segment(1, "Tumour"),))
    parameters = RadiomicsParameters(**changed)
    return run_radiomics(
        Volume(array, IDENTITY, "CT"), parameters, context or Context(), segments, region
    )


def values(table: Table) -> dict[str, float]:
    return {c.name: float(c.values[0]) for c in table.columns[2:]}


def test_an_empty_segmentation_is_refused_and_an_empty_segment_noted() -> None:
    with pytest.raises(UserError, match="no voxels; draw a segment first"):
        run(NOISE, np.zeros(NOISE.shape))
    labels = np.ones(NOISE.shape, np.uint8)
    segments = LabelMap(labels, IDENTITY, (Segment(1, "Liver"), Segment(2, "Cyst")))
    context = Context()
    table = run_radiomics(Volume(NOISE), RadiomicsParameters(), context, segments)
    assert np.isnan([c.values[1] for c in table.columns[2:]]).all()
    assert np.isfinite([c.values[0] for c in table.columns[2:]]).all()
    assert "Segment 'Cyst' has no voxels; its features are undefined." in context.notes


def test_a_region_outside_the_volume_is_refused() -> None:
    region = Boxes(np.array([[500.0, 0, 0]]), np.array([[5.0, 5, 5]]), np.eye(3)[None])
    with pytest.raises(UserError, match="lies outside 'CT'"):
        run(NOISE, region=region)


def test_segments_on_other_voxels_are_refused() -> None:
    with pytest.raises(GeometryError, match="resample it"):
        run(NOISE, np.ones((8, 9, 11)))


@pytest.mark.parametrize("colour", [True, False])
def test_colour_and_4d_volumes_are_refused(colour: bool) -> None:
    with pytest.raises(UserError, match="3 values per voxel"):
        run_radiomics(
            Volume(np.zeros((4, 5, 6, 3), np.uint8), colour=colour),
            RadiomicsParameters(), Context(),
        )  # fmt: skip


def test_values_that_are_not_finite_are_refused() -> None:
    array = NOISE.astype(np.float32)
    array[0, 0, 0] = np.nan
    with pytest.raises(UserError, match="NaN or infinite"):
        run(array)


def test_one_voxel_has_what_is_defined_for_it_and_reasons_for_the_rest() -> None:
    mask = np.zeros(NOISE.shape)
    mask[4, 4, 4] = 1
    context = Context()
    found = values(run(NOISE, mask, context))
    undefined = {name for name, value in found.items() if math.isnan(value)}
    assert found["original_firstorder_Mean"] == NOISE[4, 4, 4]
    assert found["original_shape_VoxelVolume"] == 1
    assert found["original_glszm_ZonePercentage"] == 1
    assert {n for n in found if "_glcm_" in n or "_glrlm_" in n or "_ngtdm_" in n} < undefined
    assert {"original_firstorder_Skewness", "original_shape_Elongation"} < undefined
    notes = " ".join(context.notes)
    for reason in (
        "no two of its voxels are neighbours",
        "a single voxel has no direction",
        "a single voxel has no axes",
        "all voxels have one intensity",
    ):
        assert reason in notes
    assert all(n.startswith("'Tumour': original_") for n in context.notes)


def test_a_constant_image_has_no_silent_zeros() -> None:
    context = Context()
    found = values(run(np.full((6, 7, 8), 42.5), context=context))
    undefined = {n.removeprefix("original_") for n, v in found.items() if math.isnan(v)}
    assert undefined == {
        "firstorder_Skewness", "firstorder_Kurtosis", "glcm_Correlation", "glcm_Imc1", "glcm_MCC",
        "ngtdm_Coarseness", "ngtdm_Contrast", "ngtdm_Busyness", "ngtdm_Complexity",
        "ngtdm_Strength",
    }  # fmt: skip
    assert found["original_firstorder_Entropy"] == 0 and found["original_glcm_JointEnergy"] == 1
    assert len(context.notes) == 3 and all("undefined, as" in note for note in context.notes)


@pytest.mark.parametrize(("bins", "width"), [("count", 25.0), ("width", 1e-3)])
def test_a_constant_image_has_one_grey_level(bins: str, width: float) -> None:
    found = values(run(np.full((6, 7, 8), 42.5), bins=bins, bin_width=width))
    assert found["original_gldm_HighGrayLevelEmphasis"] == 1


def test_a_segment_at_the_border_is_measured_and_noted() -> None:
    mask = np.zeros(NOISE.shape)
    mask[2:6, :4, 3:8] = 1
    context = Context()
    found = values(run(NOISE, mask, context, log_sigmas="1", wavelet=True))
    moved = np.pad(mask, 3), np.pad(NOISE, 3)
    inner = radiomics(moved[1], moved[0])
    assert all(math.isfinite(v) for v in found.values())
    assert {n: found[n] for n in inner} == pytest.approx(inner, rel=1e-9)
    assert context.notes == [
        "'Tumour' touches the border of the volume; its shape is that of the part inside."
    ]


def test_a_region_larger_than_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    free = SimpleNamespace(available=20_000)
    monkeypatch.setattr(memory.psutil, "virtual_memory", lambda: free)
    with pytest.raises(UserError, match=r"'whole volume' has 720 voxels and needs about .* GB"):
        run(NOISE)


def test_too_many_grey_levels_are_reasons_not_crashes() -> None:
    array = np.arange(20 * 20 * 20, dtype=np.float64).reshape(20, 20, 20)
    context = Context()
    found = values(run(array, context=context, bin_width=1.0))
    assert math.isnan(found["original_glcm_Contrast"])
    assert found["original_firstorder_Entropy"] == pytest.approx(math.log2(8000))
    assert "8000 grey levels" in context.notes[0] and "enlarge the bin width" in context.notes[0]
    context = Context()
    found = values(run(array, context=context, bin_width=1e-6))
    assert math.isnan(found["original_firstorder_Entropy"])
    assert "8e+09 grey levels" in context.notes[0]


def test_a_filter_too_wide_for_the_volume_is_a_reason() -> None:
    context = Context()
    found = values(run(NOISE, context=context, log_sigmas="30"))
    assert math.isnan(found["log-sigma-30-0-mm-3D_glcm_Contrast"])
    assert "too small for a Laplacian of Gaussian of 30 mm" in context.notes[0]


def test_a_range_without_voxels_is_a_reason() -> None:
    context = Context()
    found = values(run(NOISE, context=context, resegment="absolute", resegment_low=1e4,
                       resegment_high=None))  # fmt: skip
    assert all(math.isnan(v) for v in found.values())
    assert context.notes == ["'whole volume' has no features: no voxel lies in the range 1e+04."]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"log_sigmas": "2 mm"}, r"LoG sigmas \(log_sigmas\) is '2 mm'"),
        ({"log_sigmas": "-1"}, "larger than 0"),
        ({"distances": "0"}, "whole numbers from 1"),
        ({"other_images": "Cube"}, "names 'Cube'; the names are Square, SquareRoot"),
        ({"original": False}, "No image is chosen"),
        (dict.fromkeys(("first_order", "glcm", "glrlm", "glszm", "gldm", "ngtdm"), False)
         | {"shape": "none"}, "No family of features is chosen"),
    ],
)  # fmt: skip
def test_lists_that_cannot_be_read_are_refused(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        run(NOISE, **changed)
