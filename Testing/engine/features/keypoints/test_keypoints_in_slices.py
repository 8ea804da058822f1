"""SIFT, SURF, ORB and AKAZE on slices: equal to the libraries, at the right place in space."""

from __future__ import annotations

import cv2
import mahotas.features.surf as mahotas_surf
import numpy as np
import pytest
from keypoint_data import head_mr
from keypoint_images import (
    column,
    descriptors_of,
    pair_by_position,
    run,
    texture,
)
from scipy.ndimage import gaussian_filter

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import ParameterError, UserError
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Segment, Volume, matrix
from medaiassist_engine.features.keypoints.patent import SURF_PATENT

PICTURE = texture((150, 200)).astype(np.uint8)
SLICE = Volume(PICTURE[None], name="Slice")
# As scanners store slices, and as Slicer shows them.
AXIAL = matrix(np.diag([-1.0, -1, 1, 1]))
OBLIQUE = matrix(
    [[-0.96, 0.56, 0, -31], [-0.36, -1.08, 0.9, 12], [0.3, -0.3, 1.9, 7], [0, 0, 0, 1]]
)
SHOWN = Volume(PICTURE[None], AXIAL)
METHODS = ("sift", "orb", "akaze", "surf")

each_method = pytest.mark.parametrize("method", METHODS)


def to_pixels(volume: Volume, positions: np.ndarray) -> np.ndarray:
    """(n, 3) continuous i, j, k."""
    inverse = np.linalg.inv(np.array(volume.ijk_to_ras))
    return positions @ inverse[:3, :3].T + inverse[:3, 3]


@pytest.mark.parametrize("geometry", [AXIAL, OBLIQUE])
def test_sift_equals_opencv_on_the_same_slice(geometry: tuple) -> None:
    """On the picture that Slicer's slice view shows, which is how scanners store it."""
    geometry = np.array(geometry)
    geometry[:3, :2] /= np.linalg.norm(geometry[:3, :2], axis=0)  # square pixels of 1 mm
    volume = Volume(PICTURE[None], matrix(geometry))
    found = run("sift", volume=volume, strongest=None)
    points, descriptors = cv2.SIFT_create().detectAndCompute(PICTURE, None)
    order = np.lexsort([[k.angle for k in points], [k.response for k in points]])
    at = to_pixels(volume, found["points"].positions)
    ours = np.column_stack([at[:, :2], found["points"].size, found["points"].response])
    theirs = np.array([(*k.pt, k.size, k.response) for k in points])
    assert len(ours) == len(theirs) > 100
    np.testing.assert_allclose(at[:, 2], 0, atol=1e-9)
    np.testing.assert_allclose(
        ours[np.lexsort(ours.T[[0, 1, 2, 3]])],
        theirs[np.lexsort(theirs.T[[0, 1, 2, 3]])],
        atol=1e-4,
    )
    if np.array_equal(geometry, AXIAL):
        ours = descriptors_of(found["descriptors"])
        # Angles count from u, which is where the picture's columns come from.
        angle = (found["points"].angle + 180) % 360
        turned = np.lexsort([angle, found["points"].response])
        np.testing.assert_array_equal(ours[turned], descriptors[order])
        np.testing.assert_allclose(
            angle[turned], np.array([k.angle for k in points])[order], atol=1e-3
        )


def test_sift_equals_opencv_on_a_slice_of_the_head(head: Volume) -> None:
    volume = Volume(head.array[120:121], head.ijk_to_ras)
    found = run("sift", volume=volume, strongest=None)["points"]
    theirs = cv2.SIFT_create().detect(head.array[120], None)
    at = to_pixels(volume, found.positions)[:, :2]
    assert len(at) == len(theirs)
    ours, expected = (np.array(sorted(map(tuple, np.round(p, 2)))) for p in
                      (at, [k.pt for k in theirs]))  # fmt: skip
    np.testing.assert_allclose(ours, expected, atol=0.02)


def test_surf_equals_mahotas() -> None:
    found = run("surf", volume=SHOWN, strongest=None)
    theirs = mahotas_surf.surf(PICTURE, max_points=100_000)
    assert len(theirs) > 30
    at = to_pixels(SHOWN, found["points"].positions)[:, [1, 0]]
    rows, others = pair_by_position(at, theirs[:, :2], 1e-9)
    assert len(rows) == len(theirs)
    np.testing.assert_allclose(found["points"].size[rows], 2 * theirs[others, 2])
    np.testing.assert_allclose(found["points"].response[rows], theirs[others, 3])
    np.testing.assert_allclose(
        descriptors_of(found["descriptors"])[rows], theirs[others, 6:], atol=1e-6
    )


def test_orb_and_akaze_equal_opencv() -> None:
    create = getattr(cv2, "AKAZE_create", None) or cv2.xfeatures2d.AKAZE_create
    for method, theirs in (("orb", cv2.ORB_create()), ("akaze", create())):
        found = run(method, volume=SHOWN)
        points, descriptors = theirs.detectAndCompute(PICTURE, None)
        rows, others = pair_by_position(
            np.column_stack(
                [to_pixels(SHOWN, found["points"].positions)[:, :2], found["points"].size]
            ),
            np.array([(*k.pt, k.size) for k in points]),
            1e-4,
        )
        assert len(rows) == len(points) > 20
        np.testing.assert_array_equal(
            descriptors_of(found["descriptors"])[rows], descriptors[others]
        )


@each_method
def test_surf_alone_says_that_it_is_patented_and_none_uses_it_by_default(method: str) -> None:
    context = Context()
    run(method, context, volume=SLICE)
    assert (SURF_PATENT in context.notes) == (method == "surf")
    entry = operation(f"features.{method}")
    assert ("8,165,401" in entry.help + entry.reference) == (method == "surf")
    assert operation("features.match").parameters().method == "sift3d"


def test_pixels_twice_as_tall_give_the_places_of_square_ones() -> None:
    fine = texture((120, 120), finest=3)
    coarse = (fine[::2] + fine[1::2]) / 2
    square = run("sift", volume=Volume(fine[None]))["points"]
    tall = matrix([[1, 0, 0, 0], [0, 2, 0, 0.5], [0, 0, 1, 0], [0, 0, 0, 1]])
    found = run("sift", volume=Volume(coarse[None], tall))["points"]
    rows, others = pair_by_position(square.positions, found.positions, 1.0)
    assert len(rows) >= 0.7 * len(square.positions)
    assert np.median(found.size[others] / square.size[rows]) == pytest.approx(1, abs=0.1)


def test_size_is_in_mm() -> None:
    small = run("sift", volume=SLICE)["points"]
    large = run("sift", volume=Volume(SLICE.array, matrix(np.diag([3.0, 3, 3, 1]))))["points"]
    np.testing.assert_allclose(large.size, 3 * small.size)


def test_a_volume_is_searched_in_every_slice_and_the_strongest_of_all_are_kept() -> None:
    volume = Volume(np.stack([PICTURE, PICTURE[::-1], np.zeros_like(PICTURE)]))
    found = run("sift", volume=volume, strongest=50)
    k = found["points"].positions[:, 2]
    assert len(k) == 50 and set(k) == {0.0, 1.0}
    assert list(found["points"].response) == sorted(found["points"].response, reverse=True)


def test_segments_and_region_limit_where_and_the_table_names_the_segment() -> None:
    labels = np.zeros((1, 150, 200), np.uint8)
    labels[0, 20:60, :50], labels[0, 20:60, 60:100] = 1, 2
    segments = LabelMap(labels, segments=(Segment(1, "Left"), Segment(2, "Right")))
    found = run("sift", volume=SLICE, segments=segments, strongest=None)
    i, j, _ = np.rint(found["points"].positions).astype(int).T
    assert len(i) > 10 and np.all(labels[0, j, i] > 0)
    names = column(found["descriptors"], "segment")
    assert [{"Left": 1, "Right": 2}[n] for n in names] == list(labels[0, j, i])
    region = Boxes(np.array([[30.0, 40, 0]]), np.array([[40.0, 40, 2]]), np.eye(3)[None])
    inside = run("sift", volume=SLICE, region=region, strongest=None)["points"].positions
    assert len(inside) > 5 and np.all(np.abs(inside[:, :2] - [30, 40]) <= 20.5)


@each_method
@pytest.mark.parametrize("shape", [(1, 40, 40), (1, 3, 3), (1, 1, 1), (3, 1, 4)])
def test_constant_and_tiny_images_give_no_points_and_a_note(method: str, shape: tuple) -> None:
    array = np.full(shape, 7, np.uint8)
    array[..., 0] += np.uint8(40) if shape[2] < 9 and shape != (1, 1, 1) else np.uint8(0)
    context = Context()
    found = run(method, context, volume=Volume(array))
    assert len(found["points"].positions) == 0
    assert any("same intensity" in n or "too small" in n for n in context.notes)
    assert len(column(found["descriptors"], "d000")) == 0


@each_method
def test_inputs_that_make_no_sense_get_a_sentence(method: str) -> None:
    with pytest.raises(UserError, match="one value per voxel"):
        run(method, volume=Volume(np.zeros((1, 9, 9, 3), np.uint8), colour=True))
    empty = LabelMap(np.zeros((1, 150, 200), np.uint8), segments=(Segment(1, "None"),))
    with pytest.raises(UserError, match=r"no voxels|empty"):
        run(method, volume=SLICE, segments=empty)
    away = Boxes(np.array([[900.0, 0, 0]]), np.ones((1, 3)), np.eye(3)[None])
    with pytest.raises(UserError, match="outside"):
        run(method, volume=SLICE, region=away)
    with pytest.raises(ParameterError, match="less than white"):
        run(method, volume=SLICE, low=200.0, high=100.0)


def test_surf_angles_follow_the_gradient() -> None:
    """mahotas counts from up, against the clock; here 0 is to the right, 90 down the rows."""
    picture = texture((300, 300), seed=3)
    found = run("surf", volume=Volume(picture[None].astype(np.uint8)))["points"]
    column_, row = np.rint(found.positions[:, :2]).astype(int).T
    down, right = np.gradient(gaussian_filter(picture, 4))
    off = found.angle - np.degrees(np.arctan2(down, right))[row, column_]
    assert np.median(np.abs((off + 180) % 360 - 180)) < 40


@pytest.fixture(scope="module")
def head() -> Volume:
    return head_mr()


def test_the_catalog_names_only_functions_that_exist() -> None:
    for method in (*METHODS, "sift3d", "match"):
        module, name = operation(f"features.{method}").run.split(":")
        assert callable(getattr(__import__(module, fromlist=[name]), name))
