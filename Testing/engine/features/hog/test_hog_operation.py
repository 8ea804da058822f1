"""HOG of volumes, slices and segments as an operation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from skimage.data import camera
from skimage.feature import hog

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import LabelMap, Segment, Table, Volume, matrix
from medaiassist_engine.features.analysis.columns import features_of
from medaiassist_engine.features.hog.extraction import run_hog
from medaiassist_engine.features.hog.parameters import HogParameters
from medaiassist_engine.features.hog.vectors import MOST_COLUMNS


def vectors(table: Table) -> np.ndarray:
    return np.array([c.values for c in table.columns if c.name.startswith("hog_")]).T


def run(volume: Volume, context: Context | None = None, segments: Any = None, **more: Any) -> Any:
    return run_hog(volume, HogParameters(**more), context or Context(), segments)


def test_each_slice_is_a_row_equal_to_scikit_images() -> None:
    image = np.stack([camera()[:64, :88], camera()[100:164, 40:128]])
    found = run(Volume(image, name="C"), cell=8, cell_unit="voxels", block=3)
    names = [c.name for c in found["features"].columns[:4]]
    assert names == ["case", "segment", "slice", "hog_b0_0_c0_0_o0"]
    np.testing.assert_array_equal(found["features"].columns[2].values, [0, 1])
    for row, picture, one in zip(
        vectors(found["features"]), found["picture"].array, image, strict=True
    ):
        expected, drawn = hog(one.astype(float), visualize=True)
        np.testing.assert_allclose(row, expected, atol=5e-7)
        np.testing.assert_allclose(picture, drawn, rtol=1e-5, atol=1e-4)


def test_cells_in_mm_follow_the_spacing() -> None:
    spacing = ((0.5, 0, 0, 0), (0, 2.0, 0, 0), (0, 0, 3.0, 0), (0, 0, 0, 1))
    volume = Volume(np.random.default_rng(0).normal(size=(1, 40, 160)), matrix(spacing))
    table = run(volume, cell=16, block=2)["features"]
    assert vectors(table).shape[1] == (5 - 1) * (5 - 1) * 2 * 2 * 9


def test_segments_of_any_size_give_vectors_of_one_length() -> None:
    labels = np.zeros((12, 40, 40), np.uint8)
    labels[2:10, 3:20, 4:22] = 1
    labels[1:11, 22:38, 10:39] = 2
    segments = LabelMap(labels, segments=(Segment(1, "a"), Segment(2, "b"), Segment(3, "none")))
    volume = Volume(np.random.default_rng(0).normal(size=labels.shape))
    context = Context()
    table = run(volume, context, segments, mode="3d", cells_across=4)["features"]
    assert table.columns[1].texts == ("a", "b", "none")
    rows = vectors(table)
    assert rows.shape == (3, 27 * 8 * 10)
    assert np.isfinite(rows[:2]).all() and np.isnan(rows[2]).all()
    assert context.notes == ["Segment 'none' has no voxels; its features are undefined."]


def test_only_voxels_of_the_segment_vote() -> None:
    image = np.zeros((1, 32, 32))
    image[0, :, 8:] += 50  # inside
    image[0, 20:, :] += 50  # outside
    labels = np.zeros(image.shape, np.uint8)
    labels[0, 2:16, 2:18] = 1
    found = run(Volume(image), segments=LabelMap(labels), cells_across=1, block=1)
    row = vectors(found["features"])[0]
    assert row.argmax() == 0 and np.count_nonzero(row) == 1


def test_a_segment_too_small_for_a_block_is_undefined_and_told() -> None:
    labels = np.zeros((4, 40, 40), np.uint8)
    labels[1, 1, 1] = 1
    labels[:, 3:38, 3:38] = 2
    context = Context()
    volume = Volume(np.random.default_rng(0).normal(size=labels.shape))
    table = run(volume, context, LabelMap(labels), cell=8)["features"]
    assert np.isnan(vectors(table)[0]).all() and np.isfinite(vectors(table)[1:]).all()
    assert any("'segment 1' is too small" in note for note in context.notes)


def test_a_long_vector_is_a_row_for_each_cell_with_its_place() -> None:
    image = np.stack([camera()[:256, :192], camera()[200:456, 40:232]])
    context = Context()
    table = run(Volume(image, name="C"), context, cell=16, cell_unit="voxels", block=3)["features"]
    expected = [
        hog(one.astype(float), pixels_per_cell=(16, 16), feature_vector=False) for one in image
    ]
    columns = {c.name: c.values for c in table.columns}
    assert list(columns)[:7] == [
        "case", "segment", "slice", "block_j", "block_i", "cell_j", "cell_i"
    ]  # fmt: skip
    assert expected[0].size > MOST_COLUMNS and "a row for each cell" in context.notes[0]
    places = [columns[n] for n in ("slice", "block_j", "block_i", "cell_j", "cell_i")]
    at = tuple(np.array(places).astype(int))
    found = vectors(table)
    assert found.size == 2 * expected[0].size and len(set(zip(*at, strict=True))) == len(found)
    np.testing.assert_allclose(found, np.array(expected)[at], atol=5e-7)
    np.testing.assert_allclose(found.ravel(), np.ravel(expected), atol=5e-7)


def test_a_row_for_each_cell_keeps_parts_apart_and_the_undefined_one() -> None:
    labels = np.zeros((8, 96, 96), np.uint8)
    labels[:, :40, :40], labels[:, 40:, 40:], labels[0, 0, 95] = 1, 2, 3
    segments = LabelMap(labels, segments=(Segment(1, "a"), Segment(2, "b"), Segment(3, "dot")))
    volume = Volume(np.random.default_rng(0).normal(size=labels.shape))
    found = run(volume, segments=segments, mode="3d", cell=4)["features"]
    parts = np.array(found.columns[1].texts)
    rows = {"a": 9 * 9 * 8, "b": 13 * 13 * 8, "dot": 1}
    assert {name: int((parts == name).sum()) for name in rows} == rows
    assert [c.name for c in found.columns if c.name.startswith("block")] == [
        "block_k", "block_j", "block_i"
    ]  # fmt: skip
    for name, cells in (("a", 10), ("b", 14)):
        chosen = {c.name: c.values[parts == name] for c in found.columns if c.values is not None}
        assert chosen["block_i"].max() == cells - 2 and chosen["cell_k"].max() == 1
    assert np.isnan(vectors(found)[parts == "dot"]).all()
    assert np.isfinite(vectors(found)[parts != "dot"]).all()
    features = [c.name for c in features_of(found, "")]
    assert features == [f"hog_o{n}" for n in range(10)]


def test_too_long_vectors_are_refused_with_a_remedy() -> None:
    volume = Volume(np.zeros((1, 900, 900), np.uint8))
    with pytest.raises(UserError, match="make the cells larger"):
        run(volume, cell=4, cell_unit="voxels", block=3)


def test_nothing_big_enough_is_refused() -> None:
    with pytest.raises(UserError, match="'Spot' has nowhere 2 whole cells"):
        run(Volume(np.zeros((1, 20, 20)), name="Spot"), cell=16)


def test_a_vertical_edge_in_a_volume_is_drawn_upright_in_each_slice() -> None:
    image = np.zeros((16, 16, 16))
    image[:, :, 8:] = 100
    picture = run(Volume(image), mode="3d", cell=16, block=1)["picture"].array
    assert picture.shape == image.shape and (picture == picture[0]).all()
    rows, columns = np.nonzero(picture[0])
    assert len(rows) and (np.abs(columns - 8) <= np.abs(rows - 8) + 1).all()
    assert np.abs(rows - 8).max() >= 6
