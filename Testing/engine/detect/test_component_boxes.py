"""Boxes around the separate parts of segments."""

from __future__ import annotations

import numpy as np
import pytest
from skimage.measure import label, regionprops

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import LabelMap, Segment
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.detect.boxes.components import component_boxes
from medaiassist_engine.detect.boxes.geometry import to_grid
from medaiassist_engine.execution import execute
from medaiassist_engine.geometry import compose

ENTRY = operation("detect.boxes_from_segments")
TURN, _ = np.linalg.qr(np.random.default_rng(5).normal(size=(3, 3)))
GRID = compose(np.array([10.0, -4, 2]), np.array([0.5, 1.0, 2.0]), TURN)


def go(segments: LabelMap, **values):
    context = Context()
    found = execute(ENTRY, {"segments": segments}, validate(ENTRY.parameters, values), context)
    return found["boxes"], context.notes


@pytest.mark.parametrize("dimensions", [2, 3])
@pytest.mark.parametrize("touching", [1, None])
def test_parts_and_their_boxes_are_those_of_scikit_image(dimensions: int, touching) -> None:
    for seed in range(5):
        mask = np.random.default_rng(seed).random((14,) * dimensions) < (0.3, 0.12)[dimensions - 2]
        parts = regionprops(label(mask, connectivity=touching or dimensions))
        found, dropped = component_boxes(mask, touching, fewest=2)
        expected = sorted(p.bbox for p in parts if p.area >= 2)
        assert sorted(map(tuple, found.astype(int).tolist())) == expected
        assert dropped == sum(p.area < 2 for p in parts)


def segments() -> LabelMap:
    array = np.zeros((2, 9, 10, 11), np.uint8)
    array[0, 1:3, 1:4, 1:6] = 1
    array[0, 3, 4, 6] = 1  # touches by a corner
    array[0, 7, 8, 9] = 1
    array[1, 1:5, 1:5, 1:5] = 7  # overlaps the first
    listed = (Segment(1, "lesion"), Segment(7, "organ", layer=1), Segment(3, "empty"))
    return LabelMap(array, GRID, listed)


def test_each_part_of_each_segment_gets_a_box_called_like_it() -> None:
    boxes, notes = go(segments())
    assert sorted(boxes.labels) == ["lesion", "lesion", "organ"]
    grid = {(label, *np.round(box).astype(int).tolist())
            for label, box in zip(boxes.labels, to_grid(boxes, GRID), strict=True)}  # fmt: skip
    assert grid == {("lesion", 1, 1, 1, 4, 5, 7), ("lesion", 7, 8, 9, 8, 9, 10),
                    ("organ", 1, 1, 1, 5, 5, 5)}  # fmt: skip
    assert any("'empty' has no voxels" in note for note in notes)


def test_parts_that_touch_by_faces_only_and_small_ones() -> None:
    boxes, _ = go(segments(), touching="faces")
    assert sorted(boxes.labels) == ["lesion"] * 3 + ["organ"]
    boxes, notes = go(segments(), least_volume=2.0)  # a voxel has 1 mm³
    assert sorted(boxes.labels) == ["lesion", "organ"]
    assert any("1 parts of segment 'lesion' are smaller than 2 mm³" in note for note in notes)


def test_nothing_drawn_is_refused_and_only_small_parts_are_no_boxes() -> None:
    empty = LabelMap(np.zeros((3, 3, 3), np.uint8), GRID, (Segment(1, "lesion"),), "Drawing")
    with pytest.raises(UserError, match="'Drawing' is empty"):
        go(empty)
    boxes, notes = go(segments(), least_volume=1e6)
    assert len(boxes.centres) == 0 and boxes.labels == () and len(notes) == 3


def test_a_part_as_large_as_the_image_and_values_without_names() -> None:
    boxes, _ = go(LabelMap(np.full((2, 3, 4), 5, np.int16), GRID))
    assert to_grid(boxes, GRID).round(9).tolist() == [[0, 0, 0, 2, 3, 4]]
    assert boxes.labels == ("segment 5",)
