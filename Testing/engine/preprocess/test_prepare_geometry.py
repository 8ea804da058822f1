"""Resampling, reorienting and cropping: each known physical point keeps its value."""

from __future__ import annotations

from typing import Any, get_args

import nibabel as nib
import numpy as np
import pytest
import SimpleITK as sitk
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import (
    Boxes,
    LabelMap,
    Matrix,
    Segment,
    Volume,
    matrix,
    spacing_of,
)
from medaiassist_engine.preprocess.prepare import parameters as p
from medaiassist_engine.preprocess.prepare.crop import run_crop
from medaiassist_engine.preprocess.prepare.reorient import axis_codes, run_reorient
from medaiassist_engine.preprocess.prepare.resample import run_resample

CODES = get_args(p.AxisCode)


@st.composite
def matrices(draw: Any) -> Matrix:
    """Any rotation, mirrored or not, anisotropic, anywhere."""
    number = lambda low, high: draw(st.floats(low, high))  # noqa: E731
    turn = Rotation.from_euler("xyz", [number(-180, 180) for _ in range(3)], degrees=True)
    full = np.eye(4)
    full[:3, :3] = turn.as_matrix() * [number(0.4, 4) for _ in range(3)]
    full[:3, 0] *= draw(st.sampled_from([1, -1]))
    full[:3, 3] = [number(-200, 200) for _ in range(3)]
    return matrix(full)


def positions(volume: Volume | LabelMap) -> np.ndarray:
    """(k, j, i, 3): RAS of every voxel centre."""
    k, j, i = np.indices(volume.array.shape[:3])
    full = np.asarray(volume.ijk_to_ras)
    return np.stack([i, j, k], -1) @ full[:3, :3].T + full[:3, 3]


def linear(volume: Volume) -> np.ndarray:
    """An image that is a linear function of position."""
    return positions(volume) @ np.array([1.0, -2.0, 0.5]) + 300


def numbered(shape: tuple[int, ...], ijk_to_ras: Matrix) -> Volume:
    array = np.arange(np.prod(shape), dtype=np.int32).reshape(shape)
    return Volume(array, ijk_to_ras, "Numbers")


def assert_same_points(result: Volume, source: Volume) -> None:
    """Every voxel of the result has the value the source has at the same position."""
    to_source = np.linalg.inv(np.asarray(source.ijk_to_ras))
    index = positions(result) @ to_source[:3, :3].T + to_source[:3, 3]
    np.testing.assert_allclose(index, np.rint(index), atol=1e-5)
    i, j, k = np.moveaxis(np.rint(index).astype(int), -1, 0)
    np.testing.assert_array_equal(result.array, source.array[k, j, i])


@settings(max_examples=40, deadline=None)
@given(matrices(), st.sampled_from(CODES))
def test_reorienting_moves_no_point(ijk_to_ras: Matrix, axes: Any) -> None:
    source = numbered((4, 5, 6), ijk_to_ras)
    result = run_reorient(source, p.ReorientParameters(axes), Context())["volume"]
    assert result.array.size == source.array.size and result.array.flags.c_contiguous
    assert axis_codes(result.ijk_to_ras) == axes
    assert_same_points(result, source)


@pytest.mark.parametrize("axes", CODES)
def test_reorienting_is_nibabels(axes: str) -> None:
    turn = Rotation.from_euler("xyz", [20, -15, 30], degrees=True).as_matrix() * [1, -2, 3]
    full = np.eye(4)
    full[:3, :3], full[:3, 3] = turn[:, [2, 0, 1]], (4, 5, 6)
    source = numbered((4, 5, 6), matrix(full))
    assert axis_codes(source.ijk_to_ras) == "".join(nib.aff2axcodes(full))
    image = nib.Nifti1Image(source.array.T, full)
    wanted = nib.orientations.axcodes2ornt(axes)
    now = nib.io_orientation(full)
    expected = image.as_reoriented(nib.orientations.ornt_transform(now, wanted))
    result = run_reorient(source, p.ReorientParameters(axes), Context())["volume"]
    np.testing.assert_array_equal(result.array, np.asarray(expected.dataobj).T)
    np.testing.assert_allclose(result.ijk_to_ras, expected.affine, atol=1e-6)


def test_there_are_48_axis_codes() -> None:
    assert len(set(CODES)) == 48
    assert all(sorted("RLAPSI".index(c) // 2 for c in code) == [0, 1, 2] for code in CODES)


def test_reorienting_there_and_back_is_exact_with_layers_and_colours() -> None:
    source = numbered((3, 4, 5, 3), ((0, 0, 2.0, 1), (-1.5, 0, 0, 2), (0, 1, 0, 3), (0, 0, 0, 1)))
    labels = LabelMap(np.arange(2 * 60).reshape(2, 3, 4, 5), source.ijk_to_ras)
    there = run_reorient(source, p.ReorientParameters("LIA"), Context(), labels)
    back = run_reorient(
        there["volume"], p.ReorientParameters("SLA"), Context(), there["segmentation"]
    )
    home = axis_codes(source.ijk_to_ras)
    final = run_reorient(back["volume"], p.ReorientParameters(home), Context(),
                         back["segmentation"])  # fmt: skip
    np.testing.assert_array_equal(final["volume"].array, source.array)
    np.testing.assert_array_equal(final["segmentation"].array, labels.array)
    np.testing.assert_allclose(final["volume"].ijk_to_ras, source.ijk_to_ras)


@settings(max_examples=25, deadline=None)
@given(matrices(), st.tuples(*(st.floats(0.5, 3),) * 3), st.sampled_from(["linear", "bspline"]))
def test_resampling_keeps_values_at_their_positions(
    ijk_to_ras: Matrix, factor: tuple[float, ...], interpolation: Any
) -> None:
    source = Volume(np.empty((9, 11, 10)), ijk_to_ras)
    source = Volume(linear(source), ijk_to_ras)
    spacing = tuple(float(f * s) for f, s in zip(factor, spacing_of(ijk_to_ras), strict=True))
    parameters = p.ResampleParameters(spacing, interpolation)
    result = run_resample(source, parameters, Context())["volume"]
    np.testing.assert_allclose(spacing_of(result.ijk_to_ras), spacing, rtol=1e-9)
    # The same centre, and a field of view that differs by at most half a new voxel.
    for a, b, new in zip(result.array.shape[::-1], source.array.shape[::-1], factor, strict=True):
        assert abs(a * new - b) <= new / 2 + 1e-6 or a == 1
    ends = [positions(v).reshape(-1, 3)[[0, -1]].mean(0) for v in (result, source)]
    np.testing.assert_allclose(ends[0], ends[1], atol=1e-6)
    if min(result.array.shape) > 5 and interpolation == "linear":
        inner = np.s_[2:-2, 2:-2, 2:-2]
        np.testing.assert_allclose(result.array[inner], linear(result)[inner], atol=0.05)


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint16, np.int32, np.float32, np.float64])
@pytest.mark.parametrize("interpolation", ["linear", "nearest", "bspline"])
def test_resampling_is_simpleitks(dtype: Any, interpolation: Any) -> None:
    array = (np.random.default_rng(0).random((8, 9, 10)) * 200).astype(dtype)
    source = Volume(array, ((-0.9, 0, 0, 10), (0, -1.3, 0, 20), (0, 0, 3.0, 5), (0, 0, 0, 1)))
    parameters = p.ResampleParameters((0.7, 1.0, 1.1), interpolation, antialias=False)
    result = run_resample(source, parameters, Context())["volume"]
    image = sitk.GetImageFromArray(array.astype(np.float64))
    image.SetSpacing((0.9, 1.3, 3.0))
    image.SetOrigin((-10, -20, 5))
    k, j, i = result.array.shape
    r, a, s = (row[3] for row in result.ijk_to_ras[:3])
    method = {"linear": sitk.sitkLinear, "nearest": sitk.sitkNearestNeighbor,
              "bspline": sitk.sitkBSpline}[interpolation]  # fmt: skip
    expected = sitk.Resample(image, (i, j, k), sitk.Transform(), method, (-r, -a, s),
                             (0.7, 1.0, 1.1), useNearestNeighborExtrapolator=True)  # fmt: skip
    values = sitk.GetArrayFromImage(expected)
    whole = np.dtype(dtype).kind in "iu"
    if whole:  # SimpleITK itself would cut the fractions off
        values = np.rint(values).clip(np.iinfo(dtype).min, np.iinfo(dtype).max)
    tolerance = 1 if whole else 1e-3
    difference = np.abs(values - result.array)
    assert difference.max() <= tolerance and (difference > 1e-3).mean() < 0.01


def test_resampling_defaults_to_cubes_and_carries_labels_along_unmixed() -> None:
    full = ((0, 0, 3.0, 1), (1.0, 0, 0, 2), (0, -1.5, 0, 3), (0, 0, 0, 1))
    array = np.zeros((6, 8, 12), np.uint8)
    array[1:4, 2:6, 3:9] = 5
    labels = LabelMap(array, full, (Segment(5, "Lesion"),))
    out = run_resample(Volume(array.astype(np.int16), full), p.ResampleParameters(), Context(),
                       labels)  # fmt: skip
    assert spacing_of(out["volume"].ijk_to_ras) == pytest.approx((1, 1, 1))
    moved = out["segmentation"]
    assert moved.ijk_to_ras == out["volume"].ijk_to_ras and moved.segments == labels.segments
    assert moved.array.dtype == np.uint8 and set(np.unique(moved.array)) == {0, 5}
    assert (moved.array > 0).sum() == pytest.approx((array > 0).sum() * 4.5, rel=0.2)
    assert ((out["volume"].array > 2.5) != (moved.array > 0)).mean() < 0.02


def test_coarsening_averages_instead_of_aliasing() -> None:
    array = np.indices((1, 40, 40)).sum(0) % 2 * 100.0
    smooth = run_resample(Volume(array), p.ResampleParameters((4, 4, 1)), Context())["volume"]
    np.testing.assert_allclose(smooth.array, 50, atol=2)


def test_resampling_refuses_a_result_that_fits_in_no_memory() -> None:
    volume = numbered((100, 100, 100), ((30, 0, 0, 0), (0, 30, 0, 0), (0, 0, 30, 0), (0, 0, 0, 1)))
    with pytest.raises(UserError, match=r"'Numbers' would become 300000 x .* larger spacing"):
        run_resample(volume, p.ResampleParameters((0.01,) * 3), Context())


@settings(max_examples=40, deadline=None)
@given(matrices(), st.floats(0, 6), st.booleans())
def test_cropping_to_a_mask_moves_no_point(ijk_to_ras: Matrix, margin: float, pad: bool) -> None:
    source = numbered((7, 8, 9), ijk_to_ras)
    mask = np.zeros((7, 8, 9), np.uint8)
    mask[2:4, 3:7, 5:6] = 2
    labels = LabelMap(mask, ijk_to_ras)
    out = run_crop(source, p.CropParameters(margin, pad, -1), Context(), labels)
    result, moved = out["volume"], out["segmentation"]
    assert (moved.array > 0).sum() == 8 and moved.array.shape == result.array.shape
    extra = np.rint(margin / np.array(spacing_of(ijk_to_ras)))[::-1].astype(int)
    if pad:
        assert result.array.shape == tuple(np.array((2, 4, 1)) + 2 * extra)
    at = np.stack(np.nonzero(result.array >= 0))
    source_at = np.stack(np.unravel_index(result.array[tuple(at)], source.array.shape))
    np.testing.assert_allclose(
        positions(result)[tuple(at)], positions(source)[tuple(source_at)], atol=1e-6
    )


@settings(max_examples=30, deadline=None)
@given(matrices())
def test_cropping_to_a_region_along_the_axes_keeps_exactly_its_voxels(ijk_to_ras: Matrix) -> None:
    source = numbered((7, 8, 9), ijk_to_ras)
    full, spacing = np.asarray(ijk_to_ras), np.array(spacing_of(ijk_to_ras))
    centre = full[:3, :3] @ (4.0, 3.5, 3.0) + full[:3, 3]  # i 2..6, j 1..6, k 2..4
    region = Boxes(
        centres=np.array([centre]),
        sizes=np.array([spacing * (5, 6, 3)]),
        axes=np.array([full[:3, :3] / spacing]),
    )
    result = run_crop(source, p.CropParameters(), Context(), region=region)["volume"]
    np.testing.assert_array_equal(result.array, source.array[2:5, 1:7, 2:7])
    assert_same_points(result, source)


def test_a_region_beyond_the_volume_is_padded_if_asked() -> None:
    source = numbered((4, 4, 4), matrix(np.eye(4)))
    region = Boxes(np.array([[0.0, 1.5, 1.5]]), np.array([[5.0, 4, 4]]), np.eye(3)[None])
    context = Context()
    cut = run_crop(source, p.CropParameters(), context, region=region)["volume"]
    np.testing.assert_array_equal(cut.array, source.array[..., :3])
    assert "only the part inside" in context.notes[0]
    padded = run_crop(source, p.CropParameters(pad=True, pad_value=-7), Context(), region=region)
    assert padded["volume"].array.shape == (4, 4, 5)
    assert (padded["volume"].array[..., :2] == -7).all()
    assert padded["volume"].ijk_to_ras[0][3] == -2


def test_without_mask_and_region_it_crops_to_the_foreground() -> None:
    array = np.random.default_rng(0).normal(0, 1, (10, 12, 14))
    array[3:6, 4:9, 5:13] += 100
    context = Context()
    result = run_crop(Volume(array), p.CropParameters(margin=1), context)["volume"]
    np.testing.assert_array_equal(result.array, array[2:7, 3:10, 4:14])
    assert "Cropped to the foreground" in context.notes[0]
    with pytest.raises(UserError, match="no foreground"):
        run_crop(Volume(np.ones((4, 4, 4))), p.CropParameters(), Context())
