"""Sizes of boxes, and what lies in them, on oblique grids."""

from __future__ import annotations

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import GeometryError, UserError
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Segment, Volume
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.detect.boxes.geometry import to_ras
from medaiassist_engine.execution import execute
from medaiassist_engine.geometry import compose

ENTRY = operation("detect.measure_boxes")
ANGLE = np.deg2rad(25)
TURN = np.array([[np.cos(ANGLE), -np.sin(ANGLE), 0], [np.sin(ANGLE), np.cos(ANGLE), 0], [0, 0, -1]])
GRID = compose(np.array([5.0, -7, 11]), np.array([0.5, 0.8, 2.0]), TURN)  # oblique, left-handed


def go(boxes: Boxes, volume: Volume | None = None, segments: LabelMap | None = None):
    context = Context()
    inputs = {"boxes": boxes, "volume": volume, "segments": segments}
    given = {name: payload for name, payload in inputs.items() if payload is not None}
    return execute(ENTRY, given, validate(ENTRY.parameters, {}), context)["measurements"], context


def values(table, name: str) -> list[float]:
    return np.asarray(next(c for c in table.columns if c.name == name).values).tolist()


def phantom() -> tuple[Volume, LabelMap, Boxes]:
    array = np.random.default_rng(0).normal(100, 20, (12, 20, 24)).astype(np.float32)
    drawn = np.zeros(array.shape, np.uint8)
    drawn[3:6, 4:9, 5:15] = 1
    drawn[4, 5, 6] = 2
    segments = LabelMap(drawn, GRID, (Segment(1, "nodule"), Segment(2, "vessel")))
    boxes = to_ras(np.array([[3.0, 4, 5, 6, 9, 15], [8, 10, 2, 10, 14, 6]]), GRID,
                   ["nodule", "cyst"], np.array([0.75, 0.5]))  # fmt: skip
    return Volume(array, GRID), segments, boxes


def test_sizes_are_along_the_box_s_own_axes() -> None:
    table, _ = go(phantom()[2])
    assert values(table, "size_1") == pytest.approx([10 * 0.5, 4 * 0.5])
    assert values(table, "size_2") == pytest.approx([5 * 0.8, 4 * 0.8])
    assert values(table, "size_3") == pytest.approx([3 * 2, 2 * 2])
    assert values(table, "longest") == pytest.approx([6, 4])
    assert values(table, "volume") == pytest.approx([5 * 4 * 6, 2 * 3.2 * 4])
    assert values(table, "score") == [0.75, 0.5]
    assert next(c for c in table.columns if c.name == "class").texts == ("nodule", "cyst")


def test_intensities_are_those_of_the_voxels_in_the_box() -> None:
    volume, _, boxes = phantom()
    table, _ = go(boxes, volume)
    for n, part in enumerate((volume.array[3:6, 4:9, 5:15], volume.array[8:10, 10:14, 2:6])):
        assert values(table, "mean")[n] == pytest.approx(part.mean(dtype=np.float64), rel=1e-6)
        assert values(table, "deviation")[n] == pytest.approx(part.std(dtype=np.float64), rel=1e-5)
        assert (values(table, "least")[n], values(table, "largest")[n]) == (part.min(), part.max())


def longest(*counts: int) -> float:
    """Of a block of voxels, between points half a voxel outside it along one axis, as radiomics
    measures: each end may lie outside along another axis."""
    steps = np.array([2.0, 0.8, 0.5])[-len(counts) :]
    halves = [np.eye(len(counts))[n] / 2 for n in range(len(counts))]
    inner = np.array(counts) - 1
    return max(np.linalg.norm((inner + a + b) * steps) for a in halves for b in halves)


def test_diameters_are_those_of_the_segment_called_like_the_box() -> None:
    volume, segments, boxes = phantom()
    table, context = go(boxes, volume, segments)
    inside = segments.array[3:6, 4:9, 5:15] == 1
    assert values(table, "segment_volume")[0] == pytest.approx(inside.sum() * 0.8)
    assert values(table, "diameter_in_slice")[0] == pytest.approx(longest(5, 10))
    assert values(table, "diameter_3d")[0] == pytest.approx(longest(3, 5, 10))
    assert values(table, "mean")[0] == pytest.approx(
        volume.array[3:6, 4:9, 5:15][inside].mean(dtype=np.float64), rel=1e-6
    )
    assert np.isnan(values(table, "diameter_3d")[1])
    assert any("Box 2 holds no voxel of a segment" in note for note in context.notes)


def test_a_box_beyond_the_image_is_measured_as_such() -> None:
    volume, _, boxes = phantom()
    far = Boxes(boxes.centres + np.array([[1000, 0, 0], [0, 0, 0]]), boxes.sizes, boxes.axes)
    table, context = go(far, volume)
    assert np.isnan(values(table, "mean")[0]) and np.isfinite(values(table, "mean")[1])
    assert values(table, "volume")[0] == pytest.approx(120)
    assert any("Box 1 holds no voxel of the image" in note for note in context.notes)


def test_no_box_and_segments_of_another_grid_are_refused() -> None:
    volume, segments, boxes = phantom()
    with pytest.raises(UserError, match="no box"):
        go(Boxes(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3, 3))))
    with pytest.raises(GeometryError):
        go(boxes, volume, LabelMap(segments.array[:-1], GRID, segments.segments))
