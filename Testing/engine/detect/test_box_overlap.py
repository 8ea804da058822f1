"""Overlap and coding of boxes against MONAI, in 2D and 3D, in numpy and in torch."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medaiassist_engine.detect.boxes.grid import (
    as_boxes,
    as_slices,
    centres,
    clipped,
    from_centres,
    from_slices,
    sizes,
    volumes,
)
from medaiassist_engine.detect.boxes.overlap import intersections, overlap, overlap_blocks

torch = pytest.importorskip("torch", reason="deep learning is not installed")
box_utils = pytest.importorskip("monai.data.box_utils", reason="MONAI is not installed")
box_coder = pytest.importorskip("monai.apps.detection.utils.box_coder")

from medaiassist_engine.detect.learning.coding import BoxCoder  # noqa: E402
from medaiassist_engine.detect.learning.overlaps import (  # noqa: E402
    paired_giou,
    paired_iou,
    pairwise_iou,
)


def drawn(seed: int, count: int, dimensions: int, spread: float = 40) -> np.ndarray:
    """Boxes that often overlap; some are equal, some touch."""
    rng = np.random.default_rng(seed)
    low = np.round(rng.random((count, dimensions)) * spread, rng.integers(0, 3))
    boxes = np.concatenate([low, low + rng.uniform(0.5, 25, low.shape)], axis=1)
    boxes[: count // 4] = boxes[rng.integers(0, count, count // 4)]
    return boxes


kinds = st.tuples(
    st.integers(0, 10_000), st.integers(1, 30), st.integers(1, 30), st.sampled_from([2, 3])
)


@settings(max_examples=25, deadline=None)
@given(kinds)
def test_overlaps_are_those_of_monai(kind) -> None:
    seed, n, m, dimensions = kind
    a, b = drawn(seed, n, dimensions), drawn(seed + 1, m, dimensions)
    iou, giou = box_utils.box_iou(a, b), box_utils.box_giou(a, b)
    assert np.allclose(overlap(a, b), iou, atol=1e-6)
    assert np.allclose(overlap(a, b, "giou"), giou, atol=1e-6)
    covered = intersections(a, b) / volumes(a)[:, None]
    assert np.allclose(overlap(a, b, "covered"), covered)
    ta, tb = torch.as_tensor(a), torch.as_tensor(b)
    assert np.allclose(pairwise_iou(ta, tb).numpy(), iou, atol=1e-6)
    k = min(n, m)
    assert np.allclose(paired_iou(ta[:k], tb[:k]).numpy(), np.diag(iou)[:k], atol=1e-6)
    pairs = box_utils.box_pair_giou(a[:k], b[:k])
    assert np.allclose(paired_giou(ta[:k], tb[:k]).numpy(), pairs, atol=1e-6)


@pytest.mark.parametrize("dimensions", [2, 3])
def test_blocks_of_pairs_give_the_same(dimensions: int) -> None:
    a, b = drawn(0, 57, dimensions), drawn(1, 23, dimensions)
    rows = [part for _, part in overlap_blocks(a, b, pairs=100)]
    assert len(rows) > 10 and np.array_equal(np.concatenate(rows), overlap(a, b))
    ta, tb = torch.as_tensor(a), torch.as_tensor(b)
    assert torch.equal(pairwise_iou(ta, tb, rows=100), pairwise_iou(ta, tb))


@pytest.mark.parametrize("dimensions", [2, 3])
def test_boxes_without_extent_overlap_nothing(dimensions: int) -> None:
    point = np.full((1, 2 * dimensions), 5.0)
    whole = np.r_[np.zeros(dimensions), np.full(dimensions, 10.0)][None]
    for measure in ("iou", "covered"):
        assert overlap(point, point, measure)[0, 0] == overlap(point, whole, measure)[0, 0] == 0
    assert pairwise_iou(torch.as_tensor(point), torch.as_tensor(point)).item() == 0
    assert overlap(as_boxes([], dimensions), whole).shape == (0, 1)
    assert pairwise_iou(torch.zeros(0, 2 * dimensions), torch.as_tensor(whole)).shape == (0, 1)


@pytest.mark.parametrize("dimensions", [2, 3])
@pytest.mark.parametrize("weights", [(1.0, 1.0), (10.0, 5.0)])
def test_codes_are_those_of_monai(dimensions: int, weights) -> None:
    boxes = torch.as_tensor(drawn(3, 200, dimensions))
    anchors = torch.as_tensor(drawn(4, 200, dimensions))
    theirs = box_coder.BoxCoder(
        weights=(weights[0],) * dimensions + (weights[1],) * dimensions, boxes_xform_clip=None
    )
    mine = BoxCoder(*weights)
    codes = mine.encode(boxes, anchors)
    expected = theirs.encode_single(boxes, anchors)
    assert torch.allclose(codes, expected.to(codes), atol=1e-9)
    assert torch.allclose(mine.decode(codes, anchors), boxes, atol=1e-8)
    found = theirs.decode_single(codes, anchors).reshape(len(boxes), -1)  # in float32
    assert torch.allclose(mine.decode(codes, anchors), found.to(codes), atol=1e-4)


def test_wild_codes_stay_finite() -> None:
    anchors = torch.tensor([[0.0, 0, 0, 10, 10, 10]])
    wild = torch.full((1, 6), 1e4)
    assert torch.isfinite(BoxCoder().decode(wild, anchors)).all()


def test_gradients_of_giou_pull_boxes_that_do_not_touch_together() -> None:
    a = torch.tensor([[0.0, 0, 2, 2]], requires_grad=True)
    (1 - paired_giou(a, torch.tensor([[6.0, 0, 8, 2]]))).sum().backward()
    assert a.grad[0, 2] < 0  # the upper edge is to grow towards the other box


shapes = st.lists(st.integers(1, 9), min_size=2, max_size=3)


@settings(max_examples=30, deadline=None)
@given(shapes, st.integers(0, 1000))
def test_slices_and_boxes_are_the_same_voxels(shape, seed) -> None:
    rng = np.random.default_rng(seed)
    start = [int(rng.integers(0, n)) for n in shape]
    stop = [int(rng.integers(a + 1, n + 1)) for a, n in zip(start, shape, strict=True)]
    slices = tuple(slice(a, b) for a, b in zip(start, stop, strict=True))
    (box,) = from_slices([slices], len(shape))
    assert as_slices(box, shape) == slices
    assert volumes(box[None])[0] == np.zeros(shape)[slices].size
    shrunk = box + np.r_[np.full(len(shape), 1e-9), np.full(len(shape), -1e-9)]
    assert as_slices(shrunk, shape) == slices  # rounding adds no voxel


def test_grid_helpers_agree_with_each_other() -> None:
    boxes = drawn(9, 40, 3)
    assert np.allclose(from_centres(centres(boxes), sizes(boxes)), boxes)
    inside = clipped(boxes, (20, 20, 20))
    assert (inside >= 0).all() and (inside <= 20).all() and (sizes(inside) >= 0).all()
    with pytest.raises(ValueError, match="shape"):
        as_boxes(np.zeros((3, 5)))
    with pytest.raises(ValueError, match=r"\(n, 4\)"):
        as_boxes(np.zeros((3, 6)), 2)
