"""Suppression against MONAI and direct loops; memory that grows with the boxes, not their pairs."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medaiassist_engine.contract.errors import Cancelled
from medaiassist_engine.detect.boxes.overlap import overlap
from medaiassist_engine.detect.boxes.suppression import nms, soft_nms


def drawn(seed: int, count: int, dimensions: int, spread: float = 60.0):
    rng = np.random.default_rng(seed)
    low = rng.random((count, dimensions)) * spread
    boxes = np.concatenate([low, low + rng.uniform(2, 30, low.shape)], axis=1)
    return boxes, rng.permutation(count) / count


kinds = st.tuples(st.integers(0, 10_000), st.integers(1, 80), st.sampled_from([2, 3]),
                  st.sampled_from([0.1, 0.3, 0.5, 0.7]))  # fmt: skip


@settings(max_examples=10, deadline=None)
@given(kinds)
def test_the_boxes_that_stay_are_those_of_monai(kind) -> None:
    box_utils = pytest.importorskip("monai.data.box_utils", reason="MONAI is not installed")
    seed, count, dimensions, threshold = kind
    boxes, scores = drawn(seed, count, dimensions)
    expected = box_utils.non_max_suppression(boxes, scores, threshold)
    assert nms(boxes, scores, threshold).tolist() == np.asarray(expected).tolist()


def by_loop(boxes, scores, threshold, labels):
    """Greedy suppression as it is defined."""
    shared, left, kept = overlap(boxes, boxes), list(np.argsort(-scores, kind="stable")), []
    while left:
        best = left.pop(0)
        kept.append(int(best))
        left = [n for n in left if labels[n] != labels[best] or shared[best, n] <= threshold]
    return kept


@settings(max_examples=30, deadline=None)
@given(kinds)
def test_classes_do_not_meet_and_the_first_of_equal_scores_wins(kind) -> None:
    seed, count, dimensions, threshold = kind
    boxes, scores = drawn(seed, count, dimensions)
    scores = np.round(scores, 1)
    labels = np.random.default_rng(seed).integers(0, 3, count)
    found = nms(boxes, scores, threshold, labels)
    assert found.tolist() == by_loop(boxes, scores, threshold, labels)
    assert nms(boxes, scores, threshold, labels, most=3).tolist() == found[:3].tolist()


def soft_by_loop(boxes, scores, sigma, floor, labels):
    scores, left, kept = scores.copy(), list(range(len(boxes))), []
    shared = overlap(boxes, boxes)
    while left:
        best = max(left, key=lambda n: scores[n])
        if scores[best] < floor:
            break
        kept.append(best)
        left.remove(best)
        for n in left:
            if labels[n] == labels[best]:
                scores[n] *= np.exp(-(shared[best, n] ** 2) / sigma)
    return kept, scores[kept]


@settings(max_examples=20, deadline=None)
@given(kinds, st.sampled_from([0.1, 0.5, 2.0]), st.sampled_from([0.0, 0.001, 0.2]))
def test_soft_suppression_lowers_scores_as_a_direct_loop_does(kind, sigma, floor) -> None:
    seed, count, dimensions, _ = kind
    boxes, scores = drawn(seed, count, dimensions)
    labels = np.random.default_rng(seed).integers(0, 2, count)
    expected, lowered = soft_by_loop(boxes, scores, sigma, floor, labels)
    found, strength = soft_nms(boxes, scores, sigma, floor, labels)
    assert found.tolist() == expected
    assert np.allclose(strength, lowered, rtol=1e-9)


def test_a_hundred_thousand_boxes_take_no_square_of_memory() -> None:
    """Their overlaps would be 80 GB."""
    rng = np.random.default_rng(0)
    low = rng.random((100_000, 3)) * 500
    boxes = np.concatenate([low, low + rng.uniform(4, 20, low.shape)], axis=1)
    scores = rng.random(len(boxes))
    nms(boxes[:10], scores[:10])  # compiled before it is measured
    tracemalloc.start()
    try:
        kept = nms(boxes, scores, 0.3)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10 * boxes.nbytes
    assert 10_000 < len(kept) < 100_000
    strongest = boxes[kept[:300]]
    assert (overlap(strongest, strongest) - np.eye(300)).max() <= 0.3


def test_one_box_as_long_as_the_image_changes_nothing_but_the_time() -> None:
    boxes, scores = drawn(0, 400, 2, 500)
    long = np.concatenate([boxes, [[0, 0, 530, 530], [-5, 250, 535, 252]]])
    strength = np.r_[scores, 0.5, 2.0]
    labels = np.zeros(402, int)
    assert nms(long, strength, 0.2).tolist() == by_loop(long, strength, 0.2, labels)


def test_no_boxes_one_box_and_boxes_without_extent() -> None:
    none = np.zeros((0, 4))
    assert nms(none, []).tolist() == [] and soft_nms(none, [])[0].tolist() == []
    one = np.array([[1.0, 1, 5, 5]])
    assert nms(one, [0.5]).tolist() == [0]
    points = np.array([[1.0, 1, 1, 1], [1, 1, 1, 1], [1, 1, 5, 5]])
    assert sorted(nms(points, [0.5, 0.6, 0.7]).tolist()) == [0, 1, 2]


def test_what_cannot_be_ranked_is_refused() -> None:
    boxes, _ = drawn(0, 3, 2)
    with pytest.raises(ValueError, match="not finite"):
        nms(boxes, [0.1, np.nan, 0.2])
    with pytest.raises(ValueError, match="2 scores"):
        soft_nms(boxes, [0.1, 0.2])


def test_it_can_be_cancelled() -> None:
    boxes, scores = drawn(0, 5000, 2, 5000)

    def progress(fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        nms(boxes, scores, progress=progress)
