"""Boxes of several models or windows joined: against direct loops over every box."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medaiassist_engine.detect.boxes.fusion import weighted_box_clustering, weighted_boxes_fusion
from medaiassist_engine.detect.boxes.overlap import overlap


def drawn(seed: int, dimensions: int):
    """What four models saw of six objects, and some more."""
    rng = np.random.default_rng(seed)
    low = rng.random((6, dimensions)) * 80
    objects = np.concatenate([low, low + rng.uniform(8, 25, low.shape)], axis=1)
    seen = objects[rng.integers(0, 6, 20)] + rng.normal(0, 1.2, (20, 2 * dimensions))
    return seen, rng.permutation(20) / 20 + 0.01, rng.integers(0, 2, 20)


def iou(a, b) -> float:
    return float(overlap(a[None], b[None])[0, 0])


def fused_by_loop(boxes, scores, labels, models, threshold):
    """Weighted boxes fusion as the paper has it."""
    found = []
    for code in np.unique(labels):
        clusters: list[list[int]] = []
        for n in sorted(np.flatnonzero(labels == code), key=lambda n: -scores[n]):
            averages = [np.average(boxes[c], axis=0, weights=scores[c]) for c in clusters]
            shared = [iou(boxes[n], average) for average in averages]
            if shared and max(shared) > threshold:
                clusters[int(np.argmax(shared))].append(n)
            else:
                clusters.append([n])
        for c in clusters:
            score = scores[c].mean() * min(len(c), models) / models
            found.append((score, np.average(boxes[c], axis=0, weights=scores[c]), code))
    return sorted(found, key=lambda each: -each[0])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([2, 3]), st.integers(1, 4))
def test_fusion_is_that_of_a_direct_loop(seed: int, dimensions: int, models: int) -> None:
    boxes, scores, labels = drawn(seed, dimensions)
    expected = fused_by_loop(boxes, scores, labels, models, 0.55)
    found = weighted_boxes_fusion(boxes, scores, labels, models, 0.55)
    assert np.allclose(found.scores, [each[0] for each in expected])
    assert np.allclose(found.boxes, [each[1] for each in expected])
    assert found.labels.tolist() == [each[2] for each in expected]


def clustered_by_loop(boxes, scores, trust, expected, threshold):
    """Weighted box clustering of one class, as Retina U-Net's authors describe it."""
    left, found = sorted(range(len(boxes)), key=lambda n: -scores[n]), []
    while left:
        best = left[0]
        alike = [n for n in left if n == best or iou(boxes[n], boxes[best]) > threshold]
        size = np.prod(
            boxes[alike][:, boxes.shape[1] // 2 :] - boxes[alike][:, : boxes.shape[1] // 2], axis=1
        )
        share = np.array([1.0 if n == best else iou(boxes[n], boxes[best]) for n in alike])
        weight = trust[alike] * share * size
        missing = max(0.0, expected[alike].mean() - len(alike))
        box = np.average(boxes[alike], axis=0, weights=weight * scores[alike])
        found.append((
            (weight * scores[alike]).sum() / (weight.sum() + missing * weight.mean()), box
        ))  # fmt: skip
        left = [n for n in left if n not in alike]
    return sorted(found, key=lambda each: -each[0])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([2, 3]))
def test_clustering_is_that_of_a_direct_loop(seed: int, dimensions: int) -> None:
    boxes, scores, _ = drawn(seed, dimensions)
    rng = np.random.default_rng(seed)
    trust, wanted = rng.uniform(0.2, 1, 20), rng.integers(1, 5, 20).astype(float)
    expected = clustered_by_loop(boxes, scores, trust, wanted, 0.1)
    found = weighted_box_clustering(boxes, scores, None, trust, wanted, 0.1)
    assert np.allclose(found.scores, [each[0] for each in expected])
    assert np.allclose(found.boxes, [each[1] for each in expected])


@pytest.mark.parametrize("join", [weighted_boxes_fusion, weighted_box_clustering])
def test_equal_boxes_stay_and_lone_ones_of_many_models_weaken(join) -> None:
    boxes = np.array([[0.0, 0, 10, 10]] * 3 + [[50, 50, 60, 60]])
    scores = np.array([0.8, 0.8, 0.8, 0.9])
    more = {"models": 3} if join is weighted_boxes_fusion else {"expected": 3.0}
    found = join(boxes, scores, **more)
    assert found.boxes.tolist() == [[0, 0, 10, 10], [50, 50, 60, 60]]
    assert found.scores == pytest.approx([0.8, 0.3])


@pytest.mark.parametrize("join", [weighted_boxes_fusion, weighted_box_clustering])
def test_nothing_and_what_has_no_extent_or_score_give_nothing(join) -> None:
    for boxes, scores in ((np.zeros((0, 6)), []), (np.ones((1, 6)), [0.5]),
                          (np.array([[0.0, 0, 0, 1, 1, 1]]), [0.0])):  # fmt: skip
        found = join(boxes, scores)
        assert found.boxes.shape == (0, 6) and len(found.scores) == len(found.labels) == 0
