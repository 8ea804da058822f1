"""Region proposals in images: recall on real blood cells, order, awkward images."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.detect.boxes.overlap import overlap
from medaiassist_engine.detect.formats.voc import read_voc
from medaiassist_engine.detect.proposals.propose import propose

DATA = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[4] / "shared" / "data"))
BCCD = DATA / "bccd"
needs_cells = pytest.mark.skipif(not BCCD.is_dir(), reason=f"{BCCD} is not there")
SQUARE = (1.0, 1.0)


def discs(colour=False):
    """Four discs on noise, and their boxes."""
    image = np.random.default_rng(0).normal(100, 4, (120, 160))
    j, i = np.mgrid[:120, :160]
    places = [(30, 30, 12), (30, 110, 20), (85, 60, 16), (90, 130, 10)]
    for y, x, radius in places:
        image[(j + 0.5 - y) ** 2 + (i + 0.5 - x) ** 2 <= radius**2] += 60
    boxes = np.array([[y - r, x - r, y + r, x + r] for y, x, r in places], dtype=float)
    image = np.clip(image, 0, 255).astype(np.uint8)
    return (np.stack([image] * 3, axis=-1) if colour else image), boxes


def recall(truth, boxes, threshold=0.5):
    """The share of true boxes that any of the proposals meets, and their number."""
    return float((overlap(truth, boxes).max(axis=1) >= threshold).mean())


@pytest.mark.parametrize("colour", [False, True])
def test_the_first_few_proposals_hold_every_disc(colour):
    image, truth = discs(colour)
    assert recall(truth, propose(image, SQUARE)[:20], 0.8) == 1.0


@pytest.mark.parametrize("effort", ["fast", "quality"])
def test_the_same_image_gives_the_same_boxes_in_the_same_order(effort):
    image, _ = discs()
    first, second = (propose(image, SQUARE, effort=effort) for _ in range(2))
    assert np.array_equal(first, second)


def test_no_more_boxes_than_asked_for_and_they_are_the_first():
    image, _ = discs()
    every = propose(image, SQUARE)
    assert np.array_equal(propose(image, SQUARE, most=7), every[:7])


def test_sixteen_bits_and_real_numbers_find_what_bytes_find():
    image, truth = discs()
    wide = image.astype(np.int16) * 12 - 1000
    wide[0, 0] = 30000
    for other in (wide, wide.astype(np.float32)):
        assert recall(truth, propose(other, SQUARE)[:20], 0.8) == 1.0


def test_a_large_image_is_searched_small_and_its_boxes_are_large():
    image, truth = discs()
    large = np.repeat(np.repeat(image, 4, axis=0), 4, axis=1)
    assert recall(truth * 4, propose(large, SQUARE)[:20], 0.8) == 1.0


def test_pixels_that_are_longer_one_way_are_searched_as_they_lie_in_space():
    image, truth = discs()
    flat = image[::2]
    found = propose(flat, (2.0, 1.0))
    assert recall(truth / [2, 1, 2, 1], found[:20], 0.6) == 1.0


@pytest.mark.parametrize("shape", [(0, 5), (1, 1), (3, 200), (7, 7), (9, 9)])
def test_tiny_images_give_few_boxes_or_none(shape):
    image = np.random.default_rng(1).integers(0, 255, shape).astype(np.uint8)
    found = propose(image, SQUARE)
    assert found.shape[1] == 4
    assert (found[:, :2] >= 0).all() and (found[:, 2:] <= shape).all()


def test_a_constant_image_gives_no_box():
    assert propose(np.full((50, 50), 7), SQUARE).shape == (0, 4)


def test_boxes_lie_inside_the_image_and_have_extent():
    image, _ = discs()
    found = propose(image[:, :101], SQUARE, voxels=4000)
    assert (found[:, :2] >= 0).all() and (found[:, 2:] <= (120, 101)).all()
    assert (found[:, 2:] > found[:, :2]).all()


def test_progress_comes_to_its_end():
    seen = []
    propose(
        discs()[0], SQUARE, context=Context(report=lambda fraction, phase: seen.append(fraction))
    )
    assert seen[-1] == 1.0 and seen == sorted(seen)


@needs_cells
def test_blood_cells_are_among_the_proposals():
    """Of all validation images 0.986 with 2,000 boxes and 0.959 with 500."""
    names = (BCCD / "val.txt").read_text().split()[::15]
    truth, met, met_by_500 = 0, 0.0, 0.0
    for name in names:
        image = cv2.cvtColor(cv2.imread(str(BCCD / "images" / f"{name}.jpg")), cv2.COLOR_BGR2RGB)
        boxes = read_voc(BCCD / "annotations" / f"{name}.xml", lambda sentence: None).boxes
        found = propose(image, SQUARE)
        truth += len(boxes)
        met += recall(boxes, found) * len(boxes)
        met_by_500 += recall(boxes, found[:500]) * len(boxes)
    assert met / truth >= 0.95
    assert met_by_500 / truth >= 0.9
