"""Template matching against references; turned, scaled and otherwise stored objects; real cells."""

from __future__ import annotations

import threading
from dataclasses import replace

import cv2
import numpy as np
import pytest
from scipy import ndimage

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import Boxes, Volume, matrix
from medaiassist_engine.detect.boxes.geometry import to_grid, to_ras
from medaiassist_engine.detect.classical.parameters import TemplateParameters
from medaiassist_engine.detect.classical.template.correlation import correlate
from medaiassist_engine.detect.classical.template.operation import run_template
from medaiassist_engine.detect.classical.template.patterns import Pattern, variants
from Testing.engine.detect_classical.cells import (
    examples,
    inside,
    needs_cells,
    recall_and_precision,
    smear,
)

SPACING = (1.5, 1.0, 0.8)
PLACES = ((6, 12, 15), (20, 30, 50), (25, 60, 20))


def pattern_of(values, inside=None):
    inside = np.ones(values.shape, dtype=bool) if inside is None else inside
    centred = np.where(inside, values - values[inside].mean(), 0)
    unit = (centred / np.linalg.norm(centred)).astype(np.float32)
    return Pattern(unit, inside, 1.0, np.array(values.shape, dtype=float))


def test_the_correlation_is_that_of_opencv_in_2d():
    image = np.random.default_rng(0).normal(50, 10, (1, 60, 80)).astype(np.float32)
    part = image[:, 20:31, 30:39].copy()
    half = np.array([0, 5, 4])
    best, _ = correlate(image, [pattern_of(part)], half, 0.0, Context())
    expected = cv2.matchTemplate(image[0], part[0], cv2.TM_CCOEFF_NORMED)
    assert np.abs(best[0] - expected).max() < 1e-4
    assert best.max() == pytest.approx(1, abs=1e-5)


def test_the_correlation_of_any_shape_is_that_of_its_definition_in_3d():
    rng = np.random.default_rng(1)
    image = rng.normal(-500, 30, (12, 14, 16)).astype(np.float32)
    patterns = [
        pattern_of(rng.normal(size=(5, 3, 7)), rng.random((5, 3, 7)) > 0.3),
        pattern_of(rng.normal(size=(3, 3, 3))),
    ]
    best, which = correlate(image, patterns, np.array([2, 1, 3]), 0.0, Context())
    for place in np.ndindex(best.shape):
        scores = []
        for p in patterns:
            start = np.array(place) + np.array([2, 1, 3]) - np.array(p.values.shape) // 2
            under = image[
                tuple(slice(a, a + n) for a, n in zip(start, p.values.shape, strict=True))
            ]
            scores.append(np.corrcoef(under[p.inside], p.values[p.inside])[0, 1])
        assert best[place] == pytest.approx(max(scores), abs=2e-4)
        assert which[place] == int(np.argmax(scores))


def thing(shape=(9, 15, 17), rng=0):
    """A smooth object with structure of its own."""
    return 40 * ndimage.gaussian_filter(np.random.default_rng(rng).normal(size=shape), 1.5) / 0.1


def scene(noise=3.0):
    """Three equal things in noise and the boxes around them, in voxels."""
    image = np.random.default_rng(5).normal(0, noise, (36, 80, 70))
    own, boxes = thing(), []
    for place in PLACES:
        image[tuple(slice(a, a + n) for a, n in zip(place, own.shape, strict=True))] += own
        boxes.append([*place, *np.add(place, own.shape)])
    return image.astype(np.float32), np.array(boxes, dtype=float)


def to_mm(spacing=SPACING):
    k, j, i = spacing
    return matrix(np.diag([i, j, k, 1.0]))


def test_the_other_places_of_a_thing_are_found_from_one_example():
    image, truth = scene()
    volume = Volume(image, to_mm())
    drawn = to_ras(truth[:1], volume.ijk_to_ras, ["thing"])
    found = run_template(volume, TemplateParameters(), Context(), drawn)
    boxes = to_grid(found, volume.ijk_to_ras)
    assert len(boxes) == 3 and set(found.labels) == {"thing"}
    for box in truth:
        assert np.abs(boxes - box).max(axis=1).min() < 0.5
    assert found.scores[0] > 0.95 and (found.scores <= 1).all()


def test_brightness_and_contrast_do_not_matter_but_faint_copies_can_be_left_out():
    image, truth = scene(0.1)
    own = thing()
    image[24:33, 5:20, 40:57] += 0.1 * own
    image += 500
    volume = Volume(image, to_mm())
    drawn = to_ras(truth[:1], volume.ijk_to_ras)
    few = run_template(volume, TemplateParameters(), Context(), drawn)
    assert len(few.centres) == 3
    more = run_template(volume, TemplateParameters(contrast=1.0), Context(), drawn)
    assert len(more.centres) == 4


def test_another_volume_stored_another_way_with_other_voxels_is_searched():
    image, truth = scene()
    volume = Volume(image, to_mm())
    finer = ndimage.zoom(image, (1.5, 1.25, 1.0), order=1, grid_mode=True, mode="nearest")
    turned = np.ascontiguousarray(2000 - 100 + 0.5 * finer.transpose(2, 0, 1)[::-1])
    to = np.zeros((4, 4))
    to[0, 2], to[2, 1], to[1, 0], to[3, 3] = -0.8, 1.0, 0.8, 1.0
    # Axes of the array: i reversed, k, j; the columns of the matrix are those of j, k, i.
    to = np.zeros((4, 4))
    to[1, 0], to[2, 1], to[0, 2], to[3, 3] = 0.8, 1.0, -0.8, 1.0
    to[:3, 3] = 0.8 * (finer.shape[2] - 1), -0.1, -0.25
    other = Volume(turned, matrix(to))
    drawn = to_ras(truth[:1], volume.ijk_to_ras)
    found = run_template(volume, TemplateParameters(), Context(), drawn, other=other)
    expected = to_ras(truth, volume.ijk_to_ras)
    assert len(found.centres) == 3
    for place in expected.centres:
        assert np.abs(found.centres - place).max(axis=1).min() < 0.8  # mm


def test_turned_and_larger_things_are_found_if_asked_for():
    rng = np.random.default_rng(2)
    picture = rng.normal(0, 2, (160, 200)).astype(np.float32)
    own = np.zeros((31, 31))
    own[5:26, 12:19] = 100  # a bar with a knob
    own[5:11, 12:26] = 100
    picture[20:51, 20:51] += own
    picture[90:121, 30:61] += ndimage.rotate(own, 90, reshape=False, order=1)
    large = ndimage.zoom(own, 1.3, order=1)
    picture[60 : 60 + large.shape[0], 120 : 120 + large.shape[1]] += large
    volume = Volume(picture[None])
    drawn = to_ras(np.array([[0, 24.0, 31, 1, 47, 47]]), volume.ijk_to_ras)

    def count(**settings):
        found = run_template(
            volume, TemplateParameters(threshold=0.8, **settings), Context(), drawn
        )
        return len(found.centres)

    assert count() == 1
    assert count(rotations=4) == 2
    assert count(size_change=35.0) == 2
    assert count(rotations=4, size_change=35.0) == 3


def test_variants_are_even_and_contain_the_examples_themselves():
    assert [(v.angle, v.scale) for v in variants(1, 0.0)] == [(0.0, 1.0)]
    scales = sorted({round(v.scale, 6) for v in variants(1, 0.25)})
    assert scales[0] == 0.8 and scales[-1] == 1.25 and 1.0 in scales
    assert max(np.divide(scales[1:], scales[:-1])) <= 1.12
    assert len({v.angle for v in variants(8, 0.0)}) == 8


def test_examples_drawn_a_little_off_are_moved_onto_each_other():
    image, truth = scene()
    volume = Volume(image, to_mm())
    off = truth + np.tile([[0, 0, 0], [0, 1, -1], [1, -1, 1]], 2)
    drawn = to_ras(off, volume.ijk_to_ras)
    found = run_template(volume, TemplateParameters(), Context(), drawn)
    assert len(found.centres) == 3 and found.scores.min() > 0.9


def test_a_slice_drawn_in_is_searched_in_all_slices_or_only_there():
    image, _ = scene()
    image[:] = image[6]
    volume = Volume(image, to_mm())
    drawn = to_ras(np.array([[8.0, 12, 15, 9, 27, 32]]), volume.ijk_to_ras)
    every = run_template(volume, TemplateParameters(strongest=None), Context(), drawn)
    grid = to_grid(every, volume.ijk_to_ras)
    assert sorted(grid[:, 0]) == list(range(len(image)))
    assert np.allclose(grid[:, 3] - grid[:, 0], 1)
    one = run_template(volume, TemplateParameters(slices="examples"), Context(), drawn)
    assert to_grid(one, volume.ijk_to_ras)[:, 0].tolist() == [8.0]


def test_what_cannot_be_used_is_refused_with_the_reason():
    image, truth = scene()
    volume = Volume(image, to_mm(), name="scan")
    drawn = to_ras(truth[:1], volume.ijk_to_ras)
    p, nothing = TemplateParameters(), Context()
    with pytest.raises(UserError, match="no examples"):
        run_template(
            volume, p, nothing, Boxes(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3, 3)))
        )
    outside = replace(drawn, centres=drawn.centres + 1000)
    with pytest.raises(UserError, match="Example 1 lies outside 'scan'"):
        run_template(volume, p, nothing, outside)
    with pytest.raises(UserError, match="no extent"):
        run_template(volume, p, nothing, replace(drawn, sizes=drawn.sizes * [0, 1, 1]))
    small = Volume(np.random.default_rng(0).normal(size=(5, 9, 9)), to_mm())
    with pytest.raises(UserError, match="larger than"):
        run_template(volume, p, nothing, drawn, other=small)
    with pytest.raises(UserError, match="less than 3 voxels"):
        run_template(
            volume, p, nothing, to_ras(np.array([[3.0, 3, 3, 8, 8, 5]]), volume.ijk_to_ras)
        )
    with pytest.raises(UserError, match="same value everywhere"):
        run_template(Volume(np.ones((9, 9, 9))), p, nothing, drawn)
    flat = image.copy()
    flat[:20] = 0
    with pytest.raises(UserError, match="edge is inside"):
        run_template(Volume(flat, to_mm()), p, nothing, drawn)
    with pytest.raises(UserError, match="background"):
        run_template(volume, p, nothing, replace(drawn, labels=("background",)))


def test_nothing_found_is_an_answer_with_a_remedy():
    image, truth = scene()
    volume = Volume(image, to_mm())
    other = Volume(np.random.default_rng(9).normal(size=image.shape), to_mm())
    context = Context()
    drawn = to_ras(truth[:1], volume.ijk_to_ras)
    found = run_template(volume, TemplateParameters(), context, drawn, other=other)
    assert len(found.centres) == 0
    assert any("lower the threshold" in note for note in context.notes)


def test_it_can_be_cancelled():
    image, truth = scene()
    cancelled = threading.Event()
    context = Context(lambda fraction, phase: fraction > 0.2 and cancelled.set(), cancelled)
    volume = Volume(image, to_mm())
    with pytest.raises(Cancelled):
        p = TemplateParameters(rotations=36)
        run_template(volume, p, context, to_ras(truth[:1], volume.ijk_to_ras))


@needs_cells
def test_five_cells_find_others_in_the_same_smear():
    """Cells that touch and vary in size are hard for a template; HOG is better at them."""
    volume, boxes = smear("BloodImage_00017")
    chosen = np.flatnonzero(inside(boxes, volume.array.shape[1:]))[:5]
    p = TemplateParameters(combine="each", size_change=20.0, threshold=0.55)
    found = run_template(volume, p, Context(), examples(boxes[chosen], volume))
    recall, precision = recall_and_precision(boxes, found, volume)
    print(f"recall {recall:.2f}, precision {precision:.2f}")
    assert recall > 0.5 and precision > 0.3
