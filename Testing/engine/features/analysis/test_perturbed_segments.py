"""Perturbations of volumes and outlines against what they should do in mm."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from medaiassist_engine.contract.payloads import Segment, Volume, matrix
from medaiassist_engine.features.analysis.outlines import grown, redrawn
from medaiassist_engine.features.analysis.parameters import RobustnessParameters
from medaiassist_engine.features.analysis.perturbation import Scene, around, perturbed

SPACING = (3.0, 1.5, 1.0)  # along k, j, i
STILL = RobustnessParameters(translation=0, rotation=0, growth=0, contour=False)


def in_mm(shape: tuple[int, ...]) -> np.ndarray:
    return np.indices(shape) * np.reshape(SPACING, (3, 1, 1, 1))


def ball(radius: float, shape: tuple[int, ...] = (21, 41, 61)) -> np.ndarray:
    at = in_mm(shape)
    middle = at.reshape(3, -1).max(axis=1).reshape(3, 1, 1, 1) / 2
    return np.sqrt(((at - middle) ** 2).sum(axis=0)) <= radius


def scene(radius: float = 14) -> Scene:
    mask = ball(radius)
    at = in_mm(mask.shape)
    image = np.sin(at[0] / 8) + np.cos(at[1] / 6) + at[2] / 10
    full = np.eye(4)
    full[:3, :3] = np.linalg.qr(np.random.default_rng(3).normal(size=(3, 3)))[0] * SPACING[::-1]
    full[:3, 3] = (7, -30, 100)
    return around(Volume(image, matrix(full)), [Segment(1, "ball")], [mask])


def positions(one: Scene) -> np.ndarray:
    """RAS positions of the mask's voxels."""
    index = np.argwhere(one.masks[0])[:, ::-1]
    full = np.asarray(one.volume.ijk_to_ras)
    return index @ full[:3, :3].T + full[:3, 3]


@pytest.mark.parametrize("by", [-4.0, -2.0, 2.0, 4.0])
def test_growth_changes_the_radius_by_mm_on_coarse_voxels_too(by: float) -> None:
    radius = 14.0
    voxel = float(np.prod(SPACING))
    found = (grown(ball(radius), SPACING, by).sum() * voxel * 3 / 4 / np.pi) ** (1 / 3)
    assert found == pytest.approx(radius + by, abs=0.7)


def test_growth_is_measured_from_the_voxels_surface() -> None:
    square = np.zeros((1, 20, 20), bool)
    square[0, 5:10, 5:10] = True
    sizes = [grown(square, (5, 1, 1), g).sum() for g in (-1, -0.4, 0, 0.4, 1.0, 1.6)]
    assert sizes == [9, 25, 25, 25, 49, 69]  # corners are farther


def test_all_voxels_and_none_stay_as_they_are_unless_the_border_shrinks() -> None:
    assert not grown(np.zeros((3, 4, 5), bool), (1, 1, 1), 2).any()
    assert grown(np.ones((3, 4, 5), bool), (1, 1, 1), 2).all()
    assert grown(np.ones((3, 4, 5), bool), (1, 1, 1), -1).sum() == 1 * 2 * 3


def test_without_perturbation_nothing_changes() -> None:
    for moved in ("grid", "outline"):
        before = scene()
        after = perturbed(before, replace(STILL, moved=moved), 0)
        np.testing.assert_array_equal(after.masks[0], before.masks[0])
        np.testing.assert_allclose(after.volume.array, before.volume.array, atol=1e-9)
        np.testing.assert_allclose(after.volume.ijk_to_ras, before.volume.ijk_to_ras)


def test_a_moved_grid_keeps_everything_where_it_is_in_space() -> None:
    before = scene()
    moved = replace(STILL, translation=1.0, rotation=20)
    for repeat in range(3):
        after = perturbed(before, moved, repeat)
        assert after.volume.ijk_to_ras != before.volume.ijk_to_ras
        full = np.asarray(after.volume.ijk_to_ras)
        spacing = np.linalg.norm(full[:3, :3], axis=0)
        np.testing.assert_allclose(spacing, SPACING[::-1])
        unit = full[:3, :3] / spacing
        np.testing.assert_allclose(unit.T @ unit, np.eye(3), atol=1e-9)
        shift = positions(after).mean(axis=0) - positions(before).mean(axis=0)
        assert np.linalg.norm(shift) < 1  # a mask follows in whole voxels, here of 3 mm
        # The image is the same function of space.
        index = np.argwhere(after.masks[0])[::50]
        world = full @ np.array([*index.T[::-1], np.ones(len(index))])
        back = (np.linalg.inv(np.asarray(before.volume.ijk_to_ras)) @ world)[2::-1]
        at = back * np.reshape(SPACING, (3, 1))
        offset = [s * o for s, o in zip(SPACING, _cut(before), strict=True)]
        at = at + np.reshape(offset, (3, 1))
        expected = np.sin(at[0] / 8) + np.cos(at[1] / 6) + at[2] / 10
        found = after.volume.array[tuple(index.T)]
        assert np.median(np.abs(found - expected)) < 0.02


def _cut(one: Scene) -> np.ndarray:
    """Voxels (k, j, i) that were cut off before the scene."""
    whole = np.array((21, 41, 61))
    return (whole - one.volume.array.shape) // 2


def test_a_moved_outline_lies_elsewhere_on_the_same_image() -> None:
    before = scene()
    after = perturbed(before, replace(STILL, translation=2.0, moved="outline"), 1)
    np.testing.assert_array_equal(after.volume.array, before.volume.array)
    shift = np.linalg.norm(positions(after).mean(axis=0) - positions(before).mean(axis=0))
    assert 0.5 < shift <= np.linalg.norm(2 * np.array(SPACING))
    assert after.masks[0].sum() == pytest.approx(before.masks[0].sum(), rel=0.02)


def test_a_redrawn_outline_overlaps_well_and_differs_each_time() -> None:
    one = scene()
    mask = one.masks[0]
    image = np.random.default_rng(0).normal(size=mask.shape)  # no edge to hold on to
    drawn = [redrawn(image, mask, SPACING, np.random.default_rng(n)) for n in range(3)]
    for other in drawn:
        overlap = 2 * (other & mask).sum() / (other.sum() + mask.sum())
        assert 0.75 < overlap < 1
    assert (drawn[0] != drawn[1]).any()
    flat = np.full_like(image, 3.0)
    np.testing.assert_array_equal(redrawn(flat, mask, SPACING, np.random.default_rng(0)), mask)


def test_the_seed_and_the_repeat_decide_everything() -> None:
    p: Any = RobustnessParameters(seed=5)
    first, again = perturbed(scene(), p, 2), perturbed(scene(), p, 2)
    np.testing.assert_array_equal(first.masks[0], again.masks[0])
    np.testing.assert_array_equal(first.volume.array, again.volume.array)
    other = perturbed(scene(), p, 3)
    assert other.volume.ijk_to_ras != first.volume.ijk_to_ras
    assert perturbed(scene(), replace(p, seed=6), 2).volume.ijk_to_ras != first.volume.ijk_to_ras


def test_integers_stay_integers_and_a_single_slice_stays_in_its_plane() -> None:
    mask = np.zeros((1, 30, 30), bool)
    mask[0, 8:20, 9:22] = True
    image = np.random.default_rng(0).integers(-1000, 1000, mask.shape, dtype=np.int16)
    one = around(Volume(image), [Segment(1, "a")], [mask])
    for repeat in range(3):
        found = perturbed(one, RobustnessParameters(), repeat)
        assert found.volume.array.dtype == np.int16
        assert found.volume.ijk_to_ras[2] == (0, 0, 1, 0)
        assert 80 < found.masks[0].sum() < 260
        assert found.labels().array.shape[0] == 1
