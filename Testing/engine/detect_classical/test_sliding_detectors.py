"""Detectors that learn from a few examples: HOG with a support vector machine, and cascades."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import Volume, matrix
from medaiassist_engine.detect.boxes.geometry import in_slice, to_grid, to_ras
from medaiassist_engine.detect.boxes.overlap import overlap
from medaiassist_engine.detect.classical.cascade.operation import run_cascade_detector
from medaiassist_engine.detect.classical.hog.operation import run_hog_svm
from medaiassist_engine.detect.classical.window_parameters import (
    CascadeParameters,
    HogSvmParameters,
)
from Testing.engine.detect_classical.cells import (
    examples,
    inside,
    needs_cells,
    recall_and_precision,
    smear,
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


@both
def test_three_examples_find_all_others_and_not_what_looks_otherwise(run, settings):
    volume, boxes = picture()
    found = run(volume, settings(marked="all", threshold=0.3), Context(), drawn(boxes[:3], volume))
    count, total = hits(in_slice(boxes, 0), found, volume)
    assert count == 8 and total <= 9
    assert set(found.labels) == {"cross"}
    assert (np.diff(found.scores) <= 0).all() and (found.scores <= 1).all()


@both
def test_another_picture_is_searched_with_the_same_examples(run, settings):
    volume, boxes = picture()
    other = Volume(2 * picture(1)[0].array[:, ::-1] + 500)
    context = Context()
    found = run(volume, settings(threshold=0.3), context, drawn(boxes[:4], volume), other=other)
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
def test_what_is_named_background_is_learnt_as_such(run, settings):
    """Discs are meant, crosses are drawn as what is not."""
    volume, boxes = picture()
    discs = np.array([[y - 10, x - 10, y + 10, x + 10] for y, x in DISCS], dtype=float)
    every = np.concatenate([discs[:2], boxes[:4]])
    marked = drawn(every, volume)
    marked = replace(marked, labels=("disc",) * 2 + ("background",) * 4)
    found = run(volume, settings(threshold=0.3), Context(), marked)
    assert set(found.labels) == {"disc"}
    assert hits(in_slice(discs, 0), found, volume)[0] == 4
    assert hits(in_slice(boxes, 0), found, volume)[0] <= 1


@both
def test_each_class_is_found_by_its_name(run, settings):
    volume, boxes = picture()
    discs = np.array([[y - 10, x - 10, y + 10, x + 10] for y, x in DISCS], dtype=float)
    marked = drawn(np.concatenate([boxes[:3], discs[:3]]), volume)
    marked = replace(marked, labels=("cross",) * 3 + ("disc",) * 3)
    found = run(volume, settings(threshold=0.4), Context(), marked)
    for label, truth in (("cross", boxes), ("disc", discs)):
        own = np.array(found.labels) == label
        part = replace(found, centres=found.centres[own], sizes=found.sizes[own],
                       axes=found.axes[own])  # fmt: skip
        assert hits(in_slice(truth, 0), part, volume)[0] >= len(truth) - 1


@both
def test_hollow_balls_are_found_in_a_volume_of_long_voxels(run, settings):
    spacing = np.array([2.0, 1.0, 1.0])
    image = np.random.default_rng(0).normal(0, 5, (40, 90, 90)).astype(np.float32)
    grid = (np.moveaxis(np.indices(image.shape), 0, -1) + 0.5) * spacing
    middles = [(16, 20, 20), (20, 65, 25), (60, 22, 66), (60, 64, 62), (38, 44, 44)]
    for middle in middles:
        away = np.linalg.norm(grid - middle, axis=-1)
        image[(away <= 9) & (away > 5)] += 50
    truth = np.array(
        [[*(np.array(m) - 9) / spacing, *(np.array(m) + 9) / spacing] for m in middles]
    )
    volume = Volume(image, matrix(np.diag([1.0, 1.0, 2.0, 1.0])))
    marked = to_ras(truth[:3], volume.ijk_to_ras)
    found = run(volume, settings(threshold=0.3, size_change=0.0), Context(), marked)
    count, total = hits(truth, found, volume)
    assert count == 5 and total <= 8


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


@needs_cells
@both
def test_five_cells_find_most_others_in_their_smear(run, settings):
    """Of 16 cells, three of them cut by the edge; see the benchmark for more smears."""
    volume, boxes = smear("BloodImage_00017")
    chosen = np.flatnonzero(inside(boxes, volume.array.shape[1:]))[:5]
    found = run(volume, settings(), Context(), examples(boxes[chosen], volume))
    recall, precision = recall_and_precision(boxes, found, volume)
    print(f"recall {recall:.2f}, precision {precision:.2f}")
    assert recall >= 0.6 and precision >= 0.4
