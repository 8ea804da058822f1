"""Local binary patterns against scikit-image and against textures that are known."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from skimage.data import camera
from skimage.feature import local_binary_pattern

from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import LabelMap, Segment, Table, Volume, matrix
from medaiassist_engine.features.textures.lbp import lbp_2d, lbp_histogram
from medaiassist_engine.features.textures.parameters import LbpParameters
from medaiassist_engine.features.textures.patterns import run_lbp


def skimages(image: np.ndarray, points: int, radius: float) -> np.ndarray:
    """With the edge repeated, as scikit-image itself takes zeros beyond it."""
    pad = int(radius) + 2
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of floating-point images
        found = local_binary_pattern(np.pad(image, pad, mode="edge"), points, radius, "uniform")
    return found[pad:-pad, pad:-pad]


def shares(table: Table, prefix: str = "lbp_") -> np.ndarray:
    columns = [c for c in table.columns if c.name.startswith(prefix)]
    own = [c for c in columns if c.name[len(prefix) :].isdigit()]
    return np.array([c.values for c in own]).T


@pytest.mark.parametrize(("points", "radius"), [(8, 1.0), (8, 2.0), (12, 1.5), (16, 3.0)])
def test_patterns_of_noise_are_exactly_scikit_images(points: int, radius: float) -> None:
    image = np.random.default_rng(0).normal(100, 20, (70, 61))
    found = lbp_2d(image, points=points, radius=radius)
    np.testing.assert_array_equal(found, skimages(image, points, radius))


def test_patterns_of_a_photograph_differ_only_where_rounding_decides_in_flat_areas() -> None:
    found, expected = lbp_2d(camera(), radius=2.0), skimages(camera(), 8, 2.0)
    assert (found != expected).mean() < 0.01
    shifts = np.abs(lbp_histogram(found, 8) - np.bincount(expected.astype(int).ravel()) / 512**2)
    assert shifts.max() < 0.005


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.float32, np.float64])
def test_a_flat_area_has_all_neighbours_as_bright(dtype: Any) -> None:
    assert (lbp_2d(np.full((12, 14), 99.7).astype(dtype), points=12) == 12).all()


def test_a_bright_spot_has_no_brighter_neighbour_and_stripes_have_half() -> None:
    spot = np.zeros((9, 9))
    spot[4, 4] = 1
    assert lbp_2d(spot, radius=1)[4, 4] == 0
    edge = np.repeat([[0.0, 0, 0, 0, 1, 1, 1, 1]], 8, axis=0)
    assert lbp_2d(edge, radius=1)[4, 4] == 5  # those along the edge are equal


def test_the_radius_is_in_mm_whatever_the_spacing() -> None:
    rows, columns = np.mgrid[:80, :80].astype(float)

    def wave(y: np.ndarray, x: np.ndarray) -> np.ndarray:
        return np.sin(y / 5) + np.cos(x / 7) + np.sin((x + y) / 11)

    fine = lbp_2d(wave(rows, columns), radius=4.0)
    coarse = lbp_2d(wave(2 * rows, columns), spacing=(2.0, 1.0), radius=4.0)
    inner = np.s_[8:32, 8:-8]
    same = fine[::2][inner] == coarse[inner]
    assert same.mean() > 0.9


def test_three_planes_agree_with_each_plane_alone() -> None:
    array = np.random.default_rng(0).normal(size=(20, 22, 24))
    table = run_lbp(Volume(array), LbpParameters(mode="3d"), Context())["features"]
    planes = {"lbp_ij_": 0, "lbp_ik_": 1, "lbp_jk_": 2}
    for prefix, axis in planes.items():
        codes = np.stack([skimages(s, 8, 2.0) for s in np.moveaxis(array, axis, 0)])
        expected = np.bincount(codes.astype(int).ravel(), minlength=10) / codes.size
        # In the corners all neighbours may be the same voxel, where rounding decides.
        np.testing.assert_allclose(shares(table, prefix)[0], expected, atol=5 / codes.size)
    mean = np.mean([shares(table, prefix)[0] for prefix in planes], axis=0)
    np.testing.assert_allclose(shares(table)[0], mean)


def test_each_segment_has_its_own_shares_and_they_sum_to_one() -> None:
    array = np.random.default_rng(0).normal(size=(3, 40, 40))
    array[:, :, 20:] = np.arange(20)  # a slope
    labels = np.ones(array.shape, np.uint8)
    labels[:, :, 19:25] = 0
    labels[:, :, 25:35] = 2
    segments = LabelMap(labels, segments=(Segment(1, "noise"), Segment(2, "slope")))
    found = run_lbp(Volume(array), LbpParameters(), Context(), segments)
    rows = shares(found["features"])
    np.testing.assert_allclose(rows.sum(axis=1), 1)
    assert rows[1, 5] == 1  # of a slope
    assert rows[0].max() < 0.5
    assert found["picture"].array.dtype == np.uint8 and found["picture"].array[1, 20, 30] == 5


def test_a_volume_thin_along_any_axis_is_taken_as_its_plane() -> None:
    image = np.random.default_rng(0).normal(size=(30, 34))
    expected = run_lbp(Volume(image[None]), LbpParameters(), Context())["features"]
    for axis in range(3):
        context = Context()
        volume = Volume(np.expand_dims(image, axis))
        found = run_lbp(volume, LbpParameters(mode="3d"), context)
        np.testing.assert_allclose(shares(found["features"]), shares(expected))
        assert "one voxel thin" in context.notes[0]
        assert found["picture"].array.max() <= 9


def test_a_radius_below_a_voxel_is_told() -> None:
    context = Context()
    thick = Volume(np.zeros((3, 9, 9)), matrix(np.diag([1.0, 1.0, 5.0, 1.0])))
    run_lbp(thick, LbpParameters(), context)
    assert not any("less than a voxel" in note for note in context.notes)
    run_lbp(thick, LbpParameters(mode="3d"), context)
    assert any("less than a voxel (5 mm)" in note for note in context.notes)
