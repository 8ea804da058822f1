"""The parts of detectors that judge windows, against direct computation."""

from __future__ import annotations

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.detect.classical.cascade.boosting import boosted
from medaiassist_engine.detect.classical.cascade.features import random_features
from medaiassist_engine.detect.classical.cascade.learner import CascadeLearner, cascade_window
from medaiassist_engine.detect.classical.hog.learner import HogLearner, hog_window
from medaiassist_engine.detect.classical.pictures import Picture
from medaiassist_engine.detect.classical.sliding.cutting import Change, changes, cut
from medaiassist_engine.detect.classical.sliding.scale import unseen
from medaiassist_engine.detect.classical.sliding.window import levels, scales_of
from medaiassist_engine.features.hog.descriptor import hog_2d

SIZES = {2: np.array([20.0, 30.0]), 3: np.array([12.0, 16.0, 16.0])}
LEARNERS = [(HogLearner, hog_window), (CascadeLearner, cascade_window)]
each_learner = pytest.mark.parametrize("learner_of,window_of", LEARNERS, ids=["hog", "cascade"])


def level_of(dimensions, window, seed=0):
    shape = (70, 90) if dimensions == 2 else (26, 40, 44)
    image = np.random.default_rng(seed).normal(size=shape).astype(np.float32)
    picture = Picture(image, (1.5,) * dimensions)
    (level,) = levels(picture, window, [1.0], 1.0)
    return level


@each_learner
@pytest.mark.parametrize("dimensions", [2, 3])
def test_windows_of_a_level_are_described_as_if_cut_out(learner_of, window_of, dimensions):
    window = window_of(SIZES[dimensions])
    learner = learner_of(window)
    level = level_of(dimensions, window)
    prepared = learner.prepared(level)
    starts = learner.starts(prepared)
    inner = (starts >= learner.border).all(axis=1)
    inner &= (starts + window.shape + learner.border <= level.image.shape).all(axis=1)
    chosen = starts[inner][:: max(1, inner.sum() // 5)]
    rows = learner.rows(prepared, chosen)
    b = learner.border
    cuts = [
        level.image[
            tuple(slice(s - b, s + n + b) for s, n in zip(start, window.shape, strict=True))
        ]
        for start in chosen
    ]
    assert np.abs(rows - learner.describe(cuts)).max() < 1e-5


@each_learner
@pytest.mark.parametrize("dimensions", [2, 3])
def test_scanning_gives_the_margins_of_each_window(learner_of, window_of, dimensions):
    window = window_of(SIZES[dimensions])
    learner = learner_of(window)
    level = level_of(dimensions, window)
    prepared = learner.prepared(level)
    starts = learner.starts(prepared)
    rows = learner.rows(prepared, starts)
    learner.fit(rows[::7][:10] + 0.1, rows[3::7][:40])
    learner.fit(rows[::7][:10] + 0.1, rows[5::7][:40])
    found, margins = learner.scan(prepared, -1e9)
    place = {tuple(start): n for n, start in enumerate(starts)}
    own = rows[[place[tuple(start)] for start in found]]
    assert len(found) > 10
    assert np.abs(margins - learner.margins(own)).max() < 1e-4
    some, _ = learner.scan(prepared, float(np.median(margins)))
    assert 0 < len(some) < len(found)


def test_a_window_described_is_the_hog_of_its_picture():
    window = hog_window(SIZES[2])
    image = np.random.default_rng(0).normal(size=np.array(window.shape) + 2).astype(np.float32)
    row = HogLearner(window).describe([image])[0]
    # A border of a whole cell makes the cells the same, but for the gradients at its outer edge.
    wide = np.pad(image, 5)
    expected = hog_2d(wide, cell=(6, 6), block=2)[1:-1, 1:-1]
    assert np.abs(row - expected.ravel()).max() < 1e-5


def test_box_features_are_means_of_boxes_per_deviation():
    window = cascade_window(SIZES[2])
    learner = CascadeLearner(window)
    image = np.random.default_rng(1).normal(3, 2, window.shape).astype(np.float32)
    (row,) = learner.describe([image])
    features = random_features(window.shape, len(row))
    for n in range(0, len(row), 97):
        outer, inner = (image[b[0] : b[2], b[1] : b[3]].mean() for b in features[n])
        assert row[n] == pytest.approx((inner - outer) / image.std(), abs=1e-4)


def test_inner_boxes_lie_in_outer_ones_and_are_smaller():
    for shape in ((26, 20), (16, 12, 14)):
        features = random_features(shape, 500)
        half = len(shape)
        low, high = features[..., :half], features[..., half:]
        assert (low[:, 1] >= low[:, 0]).all() and (high[:, 1] <= high[:, 0]).all()
        assert (high > low).all() and (low >= 0).all() and (high <= shape).all()
        assert ((high - low)[:, 1] < (high - low)[:, 0]).any(axis=1).all()
        assert np.array_equal(features, random_features(shape, 500))


def test_boosting_tells_apart_what_single_features_cannot():
    rng = np.random.default_rng(0)
    rows = rng.uniform(-1, 1, (600, 12)).astype(np.float32)
    objects = rows[:, 3] + rows[:, 7] - rows[:, 10] > 0.2
    stage = boosted(rows[objects], rows[~objects], 60, 0.99, 0.99)
    passes = stage.sums(rows) >= stage.limit
    assert passes[objects].mean() >= 0.98
    assert passes[~objects].mean() < 0.2


def test_a_level_puts_windows_where_objects_are():
    window = hog_window(SIZES[2])
    image = np.zeros((100, 120), np.float32)
    image[40:60, 30:60] = 1
    picture = Picture(image, (1.0, 1.0))
    (level,) = levels(picture, window, [1.0], 1.0)
    starts = HogLearner(window).starts(HogLearner(window).prepared(level))
    boxes = level.boxes(starts)
    nearest = boxes[np.abs(boxes - [40, 30, 60, 60]).max(axis=1).argmin()]
    assert np.abs(nearest - [40, 30, 60, 60]).max() <= 2.5  # half a cell


def test_a_window_cut_around_an_example_is_filled_by_it():
    window = hog_window(SIZES[2])
    image = np.zeros((100, 120), np.float32)
    image[40:60, 30:60] = 1
    still = Change(np.zeros(2), 1.0, np.ones(2), 0.0)
    picture = Picture(image, (1.0, 1.0))
    got = cut(picture, np.array([40.0, 30, 60, 60]), window, still, 0, 0.5)
    ring = window.ring
    assert got[ring + 1 : -ring - 1, ring + 1 : -ring - 1].min() > 1.9
    assert got[: ring - 1].max() < 0.1


def test_the_first_change_is_none_and_mirrors_are_made_of_each():
    made = list(changes(3, 2, True))
    assert len(made) == 12
    assert not made[0].shift.any() and made[0].scale == 1 and made[0].angle == 0
    assert (made[0].flip == 1).all()
    assert all(change.flip[0] == 1 for change in made), "slices are not turned over"
    assert len(list(changes(2, 2, False))) == 3


def test_scales_reach_from_the_smallest_to_the_largest_example():
    window = hog_window(np.array([20.0, 20.0]))
    scales = scales_of(np.array([[10.0, 10.0], [40.0, 40.0]]), window, 1.1)
    assert scales[0] == pytest.approx(0.5 / 1.1) and scales[-1] == pytest.approx(2.2)
    assert max(np.divide(scales[1:], scales[:-1])) <= 1.2 + 1e-9


def test_unseen_examples_say_what_undecided_means():
    rng = np.random.default_rng(0)
    objects = [rng.normal(1, 1, (5, 30)).astype(np.float32) for _ in range(6)]
    others = rng.normal(-1, 1, (200, 30)).astype(np.float32)

    class Mean:
        def fit(self, positives, negatives):
            self.weights = positives.mean(axis=0) - negatives.mean(axis=0)

        def margins(self, rows):
            return rows @ self.weights

    scale = unseen(objects, others, Mean, Context())
    assert scale.background < scale.undecided
    assert scale.sureness(np.array([scale.undecided]))[0] == 0
    assert scale.margin(-1.0) == pytest.approx(scale.background)
