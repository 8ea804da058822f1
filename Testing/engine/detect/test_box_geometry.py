"""Boxes between grids and space: exact for oblique, left-handed, permuted and moved volumes."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medaiassist_engine.contract.errors import GeometryError
from medaiassist_engine.contract.payloads import Boxes, matrix
from medaiassist_engine.detect.boxes.geometry import (
    bounds_along,
    in_slice,
    of_slice,
    to_grid,
    to_ras,
)
from medaiassist_engine.geometry import compose


def grid_of(seed: int, left_handed: bool):
    """An oblique grid, far from the origin, with unequal spacing."""
    rng = np.random.default_rng(seed)
    turn, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    if (np.linalg.det(turn) < 0) != left_handed:
        turn[:, rng.integers(3)] *= -1
    return compose(rng.uniform(-500, 500, 3), rng.uniform(0.2, 5, 3), turn)


def drawn(seed: int, count: int = 20) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.sort(rng.uniform(-3, 300, (count, 2, 3)), axis=1).reshape(count, 6)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000), st.booleans())
def test_boxes_come_back_to_a_millionth_of_a_millimetre(seed: int, left_handed: bool) -> None:
    grid, boxes = grid_of(seed, left_handed), drawn(seed)
    spacing = np.linalg.norm(np.asarray(grid)[:3, :3], axis=0)[::-1]
    back = to_grid(to_ras(boxes, grid), grid)
    assert (np.abs(back - boxes) * np.tile(spacing, 2)).max() < 1e-6


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000), st.booleans())
def test_corners_lie_where_the_matrix_puts_them(seed: int, left_handed: bool) -> None:
    """Edges are half a voxel beyond the centres of the outermost voxels."""
    grid, boxes = grid_of(seed, left_handed), drawn(seed, 5)
    frame, found = np.asarray(grid), to_ras(boxes, grid)
    assert np.allclose(np.linalg.det(found.axes), 1)  # a rotation, whatever the grid's hand
    for n, box in enumerate(boxes):
        ends = list(zip(box[:3], box[3:], strict=True))
        index = np.array(list(itertools.product(*ends)))[:, ::-1] - 0.5
        expected = index @ frame[:3, :3].T + frame[:3, 3]
        signs = np.array(list(itertools.product((-0.5, 0.5), repeat=3)))
        corners = (signs * found.sizes[n]) @ found.axes[n].T + found.centres[n]
        apart = np.linalg.norm(expected[:, None] - corners[None], axis=-1)
        assert apart.min(axis=1).max() < 1e-6 and apart.min(axis=0).max() < 1e-6


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_axes_in_another_order_or_direction_are_the_same_box(order) -> None:
    grid, boxes = grid_of(7, True), drawn(7)
    found = to_ras(boxes, grid)
    turned = Boxes(found.centres, found.sizes[:, order], found.axes[:, :, order] * [1, -1, -1])
    assert np.allclose(to_grid(turned, grid), boxes, atol=1e-8)


def test_a_voxel_s_box_is_the_voxel() -> None:
    grid = matrix(np.diag([2.0, 3, 4, 1]))
    found = to_ras(np.array([[5.0, 6, 7, 6, 7, 8]]), grid)
    assert found.centres.tolist() == [[14, 18, 20]]
    assert found.sizes.tolist() == [[2, 3, 4]]


def test_a_moved_volume_moves_its_boxes_and_nothing_else() -> None:
    """A transform of the volume multiplies its matrix; box and voxels stay together."""
    grid, boxes = grid_of(1, True), drawn(1)
    moved = matrix(np.asarray(grid_of(2, False)) @ np.asarray(grid))
    rigid = np.asarray(compose(np.array([30.0, -20, 5]), np.ones(3), np.linalg.qr(
        np.random.default_rng(4).normal(size=(3, 3)))[0]))  # fmt: skip
    placed = matrix(rigid @ np.asarray(grid))
    assert np.allclose(to_grid(to_ras(boxes, placed), placed), boxes, atol=1e-8)
    before, after = to_ras(boxes, grid), to_ras(boxes, placed)
    assert np.allclose(after.centres, before.centres @ rigid[:3, :3].T + rigid[:3, 3])
    assert np.allclose(after.sizes, before.sizes)
    assert np.isfinite(to_grid(to_ras(boxes, moved), moved)).all()  # sheared: bounds, no crash


def test_boxes_turned_against_the_grid_get_the_smallest_box_around_them() -> None:
    grid, boxes = grid_of(3, False), to_ras(drawn(3, 6), grid_of(4, True))
    found = to_grid(boxes, grid)
    to_index = np.linalg.inv(np.asarray(grid))
    signs = np.array(list(itertools.product((-0.5, 0.5), repeat=3)))
    for n in range(6):
        corners = (signs * boxes.sizes[n]) @ boxes.axes[n].T + boxes.centres[n]
        index = (corners @ to_index[:3, :3].T + to_index[:3, 3])[:, ::-1] + 0.5
        assert np.allclose(found[n], np.r_[index.min(axis=0), index.max(axis=0)])


def test_labels_scores_and_no_boxes_come_along() -> None:
    grid = grid_of(0, False)
    found = to_ras(drawn(0, 2), grid, ["a", "b"], np.array([0.1, 0.2]), "name")
    assert (found.labels, found.scores.tolist(), found.name) == (("a", "b"), [0.1, 0.2], "name")
    none = to_ras(np.zeros((0, 6)), grid)
    assert none.centres.shape == (0, 3) and none.axes.shape == (0, 3, 3)
    assert to_grid(none, grid).shape == (0, 6)
    low, high = bounds_along(found, np.eye(3), np.zeros(3))
    assert (low < found.centres).all() and (high > found.centres).all()


def test_boxes_of_slices_are_a_slice_thick_and_back() -> None:
    flat = np.array([[1.0, 2, 3, 4], [5, 6, 7, 8]])
    assert in_slice(flat, 9).tolist() == [[9, 1, 2, 10, 3, 4], [9, 5, 6, 10, 7, 8]]
    assert in_slice(flat, np.array([3, 4]))[:, 0].tolist() == [3, 4]
    assert np.array_equal(of_slice(in_slice(flat, 9)), flat)
    assert in_slice(np.zeros((0, 4)), 1).shape == (0, 6)


def test_a_grid_that_lies_in_a_plane_is_refused() -> None:
    flat = matrix([[1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1]])
    with pytest.raises(GeometryError):
        to_ras(drawn(0), flat)
    with pytest.raises(GeometryError):
        to_grid(to_ras(drawn(0), grid_of(0, False)), flat)
