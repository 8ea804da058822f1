"""Detectors that learn from a few examples: HOG with a support vector machine, and cascades."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import Volume
from medaiassist_engine.detect.boxes.geometry import in_slice, to_grid, to_ras
from medaiassist_engine.detect.boxes.overlap import overlap
from medaiassist_engine.detect.classical.cascade.operation import run_cascade_detector
from medaiassist_engine.detect.classical.hog.operation import run_hog_svm
from medaiassist_engine.detect.classical.window_parameters import (
    CascadeParameters,
    HogSvmParameters,
)

DETECTORS = [(run_hog_svm, HogSvmParameters), (run_cascade_detector, CascadeParameters)]
both = pytest.mark.parametrize("run,settings", DETECTORS, ids=["hog", "cascade"])

CROSSES = ((25, 30), (30, 110), (40, 190), (95, 60), (90, 150), (150, 25), (155, 110), (150, 200))
DISCS = ((60, 20), (65, 145), (120, 105), (125, 215))


def picture(seed=0, noise=6.0):
    """Crosses, which are meant, discs, which are not, and the crosses' boxes."""
    image = np.random.default_rng(seed).normal(100, noise, (185, 240))
    j, i = np.mgrid[:185, :240] + 0.5
    for y, x in CROSSES:
        across, along = np.abs(j - y), np.abs(i - x)
        image[((across < 3) & (along < 12)) | ((along < 3) & (across < 12))] += 60
    for y, x in DISCS:
        image[(j - y) ** 2 + (i - x) ** 2 <= 100] += 60
    boxes = np.array([[y - 12, x - 12, y + 12, x + 12] for y, x in CROSSES], dtype=float)
    return Volume(image[None].astype(np.float32), name="picture"), boxes


def drawn(boxes, volume, label="cross"):
    return to_ras(in_slice(boxes, 0), volume.ijk_to_ras, [label] * len(boxes))


def hits(truth, found, volume, least=0.5):
    """How many true boxes (n, 6) are found, and how many boxes there are."""
    boxes = to_grid(found, volume.ijk_to_ras)
    met = overlap(truth, boxes).max(axis=1, initial=0) >= least
    return int(met.sum()), len(boxes)


def test_another_picture_is_searched_with_the_same_examples():
    volume, boxes = picture()
    other = Volume(2 * picture(1)[0].array[:, ::-1] + 500)
    context = Context()
    found = run_hog_svm(
        volume, HogSvmParameters(threshold=0.3), context, drawn(boxes[:4], volume), other=other
    )
    flipped = boxes.copy()
    flipped[:, [0, 2]] = 185 - boxes[:, [2, 0]]
    count, _ = hits(in_slice(flipped, 0), found, other)
    assert count >= 7
    assert any("without being marked" in note for note in context.notes)


@both
def test_the_same_examples_give_the_same_boxes(run, settings):
    volume, boxes = picture()
    first, second = (
        run(volume, settings(rounds=1), Context(), drawn(boxes[:2], volume)) for _ in range(2)
    )
    assert np.array_equal(first.centres, second.centres)
    assert np.array_equal(first.scores, second.scores)


@both
def test_one_example_is_enough_to_find_its_likes(run, settings):
    volume, boxes = picture()
    found = run(volume, settings(threshold=0.2), Context(), drawn(boxes[:1], volume))
    assert hits(in_slice(boxes, 0), found, volume)[0] >= 6


@both
def test_nothing_found_is_an_answer_with_a_remedy(run, settings):
    volume, boxes = picture()
    other = Volume(np.random.default_rng(3).normal(size=(1, 60, 60)))
    context = Context()
    found = run(volume, settings(threshold=1.0), context, drawn(boxes[:2], volume), other=other)
    assert len(found.centres) == 0
    assert any("lower the threshold" in note for note in context.notes)


@both
def test_no_examples_and_colour_are_refused(run, settings):
    volume, boxes = picture()
    with pytest.raises(UserError, match="no examples"):
        run(volume, settings(), Context(), drawn(boxes[:0], volume))
    colour = Volume(np.zeros((1, 90, 90, 3), np.uint8), colour=True)
    with pytest.raises(UserError, match="colour picture"):
        run(colour, settings(), Context(), drawn(boxes[:1], volume))


@both
@pytest.mark.parametrize("when", [0.1, 0.4, 0.6])
def test_it_can_be_cancelled(run, settings, when):
    volume, boxes = picture()
    cancelled = threading.Event()
    context = Context(lambda fraction, phase: fraction >= when and cancelled.set(), cancelled)
    with pytest.raises(Cancelled):
        run(volume, settings(), context, drawn(boxes[:2], volume))
