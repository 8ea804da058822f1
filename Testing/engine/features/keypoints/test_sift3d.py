"""3D SIFT: right places and sizes, whatever way the volume is stored, turned or scaled."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from keypoint_images import (
    OBLIQUE_LEFT_HANDED,
    column,
    descriptors_of,
    pair_by_position,
    run,
    texture,
)

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Segment, Volume, matrix
from medaiassist_engine.features.keypoints.descriptor_kernel import DIRECTIONS, LENGTH
from medaiassist_engine.features.keypoints.sift3d import LENGTH as TABLE_LENGTH
from medaiassist_engine.features.keypoints.sift3d import sift3d

ARRAY = texture((44, 40, 48)).astype(np.float32)
PLAIN = Volume(ARRAY, matrix(np.diag([1.0, 1, 1, 1])), "Texture")


def blob(shape: tuple[int, ...], centre: tuple, sigma: float, spacing: tuple) -> np.ndarray:
    """A Gaussian blob that is longer along j than along the others, so that it has a direction."""
    axes = np.meshgrid(*(np.arange(n) * s for n, s in zip(shape, spacing, strict=True)),
                       indexing="ij")  # fmt: skip
    stretch = (1.0, 1.25, 1.1)
    square = sum(
        ((a - c) / (sigma * f)) ** 2 for a, c, f in zip(axes, centre, stretch, strict=True)
    )
    side = 8 * (axes[0] - centre[0] + axes[1] - centre[1] + axes[2] - centre[2])
    return 500 * np.exp(-square / 2) + side / max(shape)


@pytest.mark.parametrize("spacing", [(1.0, 1.0, 1.0), (2.0, 1.0, 1.0), (1.5, 0.7, 1.0)])
def test_a_blob_is_found_where_it_is_at_its_size(spacing: tuple) -> None:
    centre, sigma = (20.3, 22.6, 19.4), 4.0
    shape = tuple(int(44 / s) for s in spacing)
    k, j, i = spacing
    found = sift3d(
        blob(shape, centre, sigma, spacing), np.diag([i, j, k, 1]), sigma=1.0, contrast=10.0
    )
    apart = np.linalg.norm(found.positions - np.array(centre)[::-1], axis=1)
    assert apart.min() < 0.25
    # Smoothing a blob s by t leaves s² + t²; t² d/dt² of its height peaks at t² = 2 s² / 3 for
    # three dimensions. The DoG between t and t * 2^(1/3) responds at its lower end.
    expected = sigma * 1.11 * (2 / 3) ** 0.5 / 2 ** (1 / 6)
    assert found.size[apart.argmin()] / 2 == pytest.approx(expected, rel=0.12)


@pytest.mark.parametrize("mirror", [False, True])
def test_changing_only_the_geometry_moves_points_and_keeps_sizes(mirror: bool) -> None:
    """Rotations keep descriptors too; a reflection makes another volume, whose frames, being
    right-handed, give other descriptors."""
    plain = run("sift3d", volume=PLAIN, strongest=150)
    turn = np.eye(4)
    turn[:3, :3] = np.linalg.qr(np.random.default_rng(1).normal(size=(3, 3)))[0]
    if (np.linalg.det(turn) < 0) != mirror:
        turn[:3, 0] *= -1
    turn[:3, 3] = 10, 20, -30
    moved = run("sift3d", volume=Volume(ARRAY, matrix(turn)), strongest=150)
    expected = plain["points"].positions @ turn[:3, :3].T + turn[:3, 3]
    rows, others = pair_by_position(expected, moved["points"].positions, 1e-3)
    assert len(rows) >= 0.98 * len(expected)
    np.testing.assert_allclose(plain["points"].size[rows], moved["points"].size[others], rtol=1e-3)
    apart = np.linalg.norm(
        descriptors_of(plain["descriptors"])[rows] - descriptors_of(moved["descriptors"])[others],
        axis=1,
    )
    assert (np.median(apart) > 0.3) if mirror else (np.median(apart) < 1e-3)


def test_frames_are_right_handed_rotations_and_descriptors_have_length_one() -> None:
    found = sift3d(ARRAY, OBLIQUE_LEFT_HANDED, sigma=1.0, contrast=2.0)
    assert len(found) > 50 and found.descriptors.shape[1] == LENGTH == TABLE_LENGTH
    np.testing.assert_allclose(
        found.axes.transpose(0, 2, 1) @ found.axes, np.broadcast_to(np.eye(3), found.axes.shape),
        atol=1e-9,
    )  # fmt: skip
    np.testing.assert_allclose(np.linalg.det(found.axes), 1, atol=1e-9)
    np.testing.assert_allclose(np.linalg.norm(found.descriptors, axis=1), 1, atol=1e-5)
    assert found.descriptors.min() >= 0 and LENGTH == 4**3 * DIRECTIONS


def test_more_contrast_keeps_fewer_and_strongest_keeps_the_first_of_them() -> None:
    many = run("sift3d", volume=PLAIN, strongest=None, contrast=1.0)["points"]
    few = run("sift3d", volume=PLAIN, strongest=None, contrast=3.0)["points"]
    assert 0 < len(few.positions) < len(many.positions)
    some = run("sift3d", volume=PLAIN, strongest=20, contrast=1.0)["points"]
    np.testing.assert_array_equal(some.positions, many.positions[:20])
    assert np.all(np.diff(many.response) <= 0)


def test_units_scale_with_the_voxel() -> None:
    fine = run("sift3d", volume=PLAIN, strongest=100)["points"]
    coarse = run(
        "sift3d", volume=Volume(ARRAY, matrix(np.diag([2.5, 2.5, 2.5, 1]))), strongest=100
    )["points"]
    np.testing.assert_allclose(coarse.positions, 2.5 * fine.positions, atol=1e-2)
    np.testing.assert_allclose(coarse.size, 2.5 * fine.size, rtol=1e-4)


@pytest.mark.parametrize(
    ("dtype", "offset"), [(np.int32, 1e7), (np.float64, 1e9), (np.int16, -900)]
)
def test_the_voxel_type_and_an_offset_of_all_values_do_not_matter(
    dtype: type, offset: float
) -> None:
    whole = np.rint(ARRAY).astype(np.float64)
    plain = run("sift3d", volume=Volume(whole), strongest=100)["points"]
    other = run("sift3d", volume=Volume((whole + offset).astype(dtype)), strongest=100)["points"]
    np.testing.assert_allclose(other.positions, plain.positions, atol=0.02)


def test_segments_and_region_limit_where() -> None:
    labels = np.zeros(ARRAY.shape, np.uint8)
    labels[:, :20], labels[:, 20:, :24] = 4, 7
    segments = LabelMap(labels, segments=(Segment(4, "Left"), Segment(7, "Right")))
    region = Boxes(np.array([[20.0, 20, 20]]), np.array([[30.0, 30, 30]]), np.eye(3)[None])
    found = run("sift3d", volume=PLAIN, segments=segments, region=region, strongest=None)
    i, j, k = np.rint(found["points"].positions).astype(int).T
    assert len(i) > 20
    names = column(found["descriptors"], "segment")
    assert [{"Left": 4, "Right": 7}[n] for n in names] == list(labels[k, j, i])
    assert np.all(np.abs(found["points"].positions - 20) <= 15.5)


@pytest.mark.parametrize("shape", [(30, 30, 30), (3, 3, 3), (2, 2, 2), (2, 50, 50)])
def test_constant_and_tiny_volumes_give_no_points_and_a_note(shape: tuple) -> None:
    array = np.zeros(shape, np.int16)
    if shape != (30, 30, 30):
        array[0, 0, 0] = 100
    context = Context()
    found = run("sift3d", context, volume=Volume(array))
    assert len(found["points"].positions) == 0
    assert any("same intensity" in n or "too small" in n for n in context.notes)


def test_inputs_that_make_no_sense_get_a_sentence() -> None:
    with pytest.raises(UserError, match="single slice; use SIFT"):
        run("sift3d", volume=Volume(np.zeros((1, 20, 20), np.int16)))
    with pytest.raises(UserError, match="one value per voxel"):
        run("sift3d", volume=Volume(np.zeros((9, 9, 9, 4), np.float32)))
    empty = LabelMap(np.zeros(ARRAY.shape, np.uint8), segments=(Segment(1, "None"),))
    with pytest.raises(UserError, match="no voxels"):
        run("sift3d", volume=PLAIN, segments=empty)


def test_it_stops_when_cancelled_and_reports_rising_progress() -> None:
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(Cancelled):
        run("sift3d", Context(cancelled=cancelled), volume=PLAIN)
    fractions: list[float] = []
    run("sift3d", Context(report=lambda f, _: fractions.append(f)), volume=PLAIN)
    assert fractions == sorted(fractions) and fractions[-1] == 1 and len(fractions) > 10
