"""Keypoints and words belong to the physical volume, not to the order its voxels are stored in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from keypoint_images import (
    OBLIQUE_LEFT_HANDED,
    column,
    pair_by_position,
    run,
    stored_otherwise,
    texture,
)

from medaiassist_engine.contract.payloads import LabelMap, Segment, Table, Volume, matrix
from medaiassist_engine.features.keypoints.plane import plane_axes, slices_of

ORDERS = tuple(itertools.permutations(range(3)))
FLIPS = tuple(f for n in range(4) for f in itertools.combinations(range(3), n))
ALL_48 = tuple(itertools.product(FLIPS, ORDERS))
KEEPING_SLICES = tuple((flips, order) for flips, order in ALL_48 if order[0] == 0)
METHODS = ("sift", "surf", "orb", "akaze")
EXACTLY_BETWEEN = matrix(  # axes at 45 degrees: as near to one direction as to the other
    [[0.5, -0.5, 0.1, 5], [0.5, 0.5, 0.2, -9], [0, 0, 2.0, 80], [0, 0, 0, 1]]
)
TALL_PIXELS = matrix([[0.7, 0, 0, 3], [0, -1.0, 0.4, 4], [0, 0.1, 2.5, 5], [0, 0, 0, 1]])

each_method = pytest.mark.parametrize("method", METHODS)


def numbers(table: Table) -> np.ndarray:
    """(rows, columns) of the columns with values."""
    return np.column_stack([c.values for c in table.columns if c.values is not None])


def assert_same(found: Table, expected: Table) -> None:
    """Positions to 1e-6 mm; sizes, angles, responses, directions and descriptors equal."""
    assert [c.name for c in found.columns] == [c.name for c in expected.columns]
    assert column(found, "segment") == column(expected, "segment")
    a, b = numbers(found), numbers(expected)
    assert a.shape == b.shape and len(a) > 3
    np.testing.assert_allclose(a[:, :3], b[:, :3], rtol=0, atol=1e-6)
    np.testing.assert_allclose(a[:, 3:], b[:, 3:], rtol=1e-9, atol=1e-9)


def halves(volume: Volume) -> LabelMap:
    """Two segments whose border runs between voxels, where grid points may lie."""
    labels = np.zeros(volume.array.shape, np.uint8)
    middle = volume.array.shape[1] // 2
    labels[:, 2:middle], labels[:, middle:-2] = 1, 2
    return LabelMap(labels, volume.ijk_to_ras, (Segment(1, "One"), Segment(2, "Two")))


def storages(volume: Volume, segments: LabelMap, ways: Any) -> Iterator[dict[str, Any]]:
    for flips, order in ways:
        drawn = stored_otherwise(Volume(segments.array, segments.ijk_to_ras), flips, order)
        yield {
            "volume": stored_otherwise(volume, flips, order),
            "segments": LabelMap(drawn.array, drawn.ijk_to_ras, segments.segments),
        }


@each_method
@pytest.mark.parametrize("geometry", [OBLIQUE_LEFT_HANDED, EXACTLY_BETWEEN, TALL_PIXELS])
def test_a_slice_has_the_same_keypoints_in_all_48_ways_to_store_it(
    method: str, geometry: Any
) -> None:
    volume = Volume(texture((90, 110), finest=2).astype(np.float32)[None], geometry)
    segments = halves(volume)
    expected = run(method, volume=volume, segments=segments)["descriptors"]
    for stored in storages(volume, segments, ALL_48):
        assert_same(run(method, **stored)["descriptors"], expected)


@each_method
def test_a_volume_has_the_same_keypoints_however_its_slices_are_stored(method: str) -> None:
    volume = Volume(texture((4, 80, 90), finest=2).astype(np.int16), OBLIQUE_LEFT_HANDED)
    segments = halves(volume)
    expected = run(method, volume=volume, segments=segments, strongest=60)["descriptors"]
    for stored in storages(volume, segments, KEEPING_SLICES):
        assert_same(run(method, **stored, strongest=60)["descriptors"], expected)


@pytest.mark.parametrize("geometry", [OBLIQUE_LEFT_HANDED, EXACTLY_BETWEEN])
def test_sift3d_is_the_same_in_all_48_ways_to_store_a_volume(geometry: Any) -> None:
    volume = Volume(texture((26, 29, 32), finest=1.2).astype(np.float32), geometry)
    segments = halves(volume)
    expected = run("sift3d", volume=volume, segments=segments, strongest=60)["descriptors"]
    for stored in storages(volume, segments, ALL_48):
        assert_same(run("sift3d", **stored, strongest=60)["descriptors"], expected)


@pytest.mark.parametrize("most", [5000, 150])
@pytest.mark.parametrize("geometry", [OBLIQUE_LEFT_HANDED, TALL_PIXELS])
def test_dense_descriptors_are_the_same_however_slices_are_stored(most: int, geometry: Any) -> None:
    volume = Volume(texture((2, 48, 56), finest=2).astype(np.float32), geometry)
    segments = halves(volume)
    expected = run("dense_sift", volume=volume, segments=segments, most=most)["descriptors"]
    for stored in storages(volume, segments, KEEPING_SLICES):
        assert_same(run("dense_sift", **stored, most=most)["descriptors"], expected)


@pytest.mark.parametrize("encoding", ["bag", "fisher"])
@pytest.mark.parametrize("method", ["dense_sift", "orb", "sift3d"])
def test_words_are_the_same_however_the_volume_is_stored(
    method: str, encoding: str, tmp_path: Any
) -> None:
    shape = (3, 110, 100) if method == "orb" else (24, 48, 56)
    volume = Volume(texture(shape, finest=1.5).astype(np.float32), OBLIQUE_LEFT_HANDED)
    segments = halves(volume)
    table = run(method, volume=volume)["descriptors"]
    learnt = run("vocabulary", descriptors=table, encoding=encoding, words=4, folder=str(tmp_path))
    path = learnt["vocabulary"].path
    expected = numbers(run("words", volume=volume, segments=segments, vocabulary=path)["table"])
    assert np.isfinite(expected).all()
    for stored in storages(volume, segments, KEEPING_SLICES[1::3]):
        found = numbers(run("words", **stored, vocabulary=path)["table"])
        np.testing.assert_allclose(found, expected, atol=1e-9)


@pytest.mark.parametrize("method", METHODS[:1] + METHODS[2:])
def test_matches_and_transform_are_the_same_however_both_slices_are_stored(method: str) -> None:
    fixed = Volume(texture((120, 130), finest=2).astype(np.float32)[None], OBLIQUE_LEFT_HANDED)
    moving = Volume(fixed.array[:, 6:-4, 3:-7], fixed.ijk_to_ras)
    expected = run("match", fixed=fixed, moving=moving, method=method)
    assert column(expected["summary"], "agreeing")[0] > 8
    for flips, order in ALL_48[5::11]:
        found = run(
            "match",
            fixed=stored_otherwise(fixed, flips, order),
            moving=stored_otherwise(moving, FLIPS[-1], order),
            method=method,
        )
        to_fixed = np.array(found["transform"].matrix)
        np.testing.assert_allclose(to_fixed, expected["transform"].matrix, atol=1e-6)
        np.testing.assert_allclose(
            numbers(found["matches"]), numbers(expected["matches"]), atol=1e-6
        )


def test_slices_come_upright_and_from_the_viewers_side() -> None:
    """Axial as radiologists see them: left of the picture is the patient's right, anterior up."""
    head = Volume(np.arange(24.0).reshape(2, 3, 4), matrix(np.diag([-1.0, -1, 1, 1])))
    for flips, order in KEEPING_SLICES:
        parts = list(slices_of(stored_otherwise(head, flips, order)))
        np.testing.assert_array_equal(np.stack([part.image for part in parts]), head.array)
        for n, part in enumerate(parts):
            np.testing.assert_allclose(part.to_ras, [[-1, 0, 0], [0, -1, 0], [0, 0, n]], atol=1e-12)
    seen_from_above = next(slices_of(head, np.array([0.0, 0, -1])))
    np.testing.assert_array_equal(seen_from_above.image, head.array[1, ::-1])


def test_pictures_of_standard_views_are_those_of_slicer() -> None:
    """Columns and rows of axial, coronal and sagittal slices as Slicer's views show them."""
    shown = {"S": ("-R", "-A"), "A": ("-R", "-S"), "R": ("-A", "-S")}
    for across, axes in shown.items():
        order = ["RAS".index(letter) for letter in (axes[0][1], axes[1][1], across)]
        full = np.eye(4)
        full[:3, :3] = np.eye(3)[:, order]
        part = next(slices_of(Volume(np.zeros((1, 9, 9)), matrix(full))))
        expected = [-np.eye(3)[order[0]], -np.eye(3)[order[1]]]
        np.testing.assert_allclose(part.to_ras[:, :2].T, expected)
        np.testing.assert_allclose(plane_axes(part.normal)[:, :2].T, -np.array(expected))


@each_method
@pytest.mark.parametrize("degrees", [(0, 0, 0), (20, 0, 0), (0, -15, 30), (25, 20, -30)])
def test_turning_and_shifting_the_axes_moves_the_points_along(
    method: str, degrees: tuple[int, int, int]
) -> None:
    """The array as it is, turned by less than 45 degrees in space: the slice is seen the same way,
    so positions, sizes and descriptors stay."""
    volume = Volume(texture((90, 110), finest=2).astype(np.uint8)[None])
    plain = run(method, volume=volume)
    turn = np.eye(4)
    turn[:3, :3], turn[:3, 3] = rotation(*degrees), (10, -20, 30)
    found = run(method, volume=Volume(volume.array, matrix(turn)))
    expected = plain["points"].positions @ turn[:3, :3].T + turn[:3, 3]
    rows, others = pair_by_position(
        np.column_stack([expected, plain["points"].response]),
        np.column_stack([found["points"].positions, found["points"].response]),
        1e-6,
    )
    assert len(rows) == len(expected) == len(found["points"].positions)
    np.testing.assert_allclose(found["points"].size[others], plain["points"].size[rows])


@each_method
@pytest.mark.parametrize("mirrored", [False, True])
def test_large_turns_and_reflections_keep_most_points(method: str, mirrored: bool) -> None:
    """The slice is then seen turned by 90 degrees or mirrored, where pyramids and box filters
    find most, not all, of the same points."""
    volume = Volume(texture((150, 200)).astype(np.uint8)[None])
    plain = run(method, volume=volume)["points"].positions
    turn = np.array([[0.0, -1, 0, 5], [1, 0, 0, 6], [0, 0, 1, 7], [0, 0, 0, 1]])
    if mirrored:
        turn = turn @ np.diag([-1, 1, 1, 1])
    found = run(method, volume=Volume(volume.array, matrix(turn)))["points"].positions
    expected = plain @ turn[:3, :3].T + turn[:3, 3]
    assert len(pair_by_position(expected, found, 2)[0]) >= 0.75 * len(expected)


def rotation(x: float, y: float, z: float) -> np.ndarray:
    from scipy.spatial.transform import Rotation

    return Rotation.from_euler("xyz", (x, y, z), degrees=True).as_matrix()
