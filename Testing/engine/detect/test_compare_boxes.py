"""Boxes of one volume against annotations, whichever way either is turned."""

from __future__ import annotations

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Boxes
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.detect.boxes.geometry import bounds_along
from medaiassist_engine.detect.boxes.oriented import oriented_overlap
from medaiassist_engine.detect.boxes.overlap import overlap
from medaiassist_engine.execution import execute

ENTRY = operation("detect.compare_boxes")


def rotation(seed: int) -> np.ndarray:
    turned, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    return turned * np.sign(np.linalg.det(turned))


def boxes(centres, sizes, axes=None, labels=(), scores=None) -> Boxes:
    centres = np.reshape(np.asarray(centres, np.float64), (-1, 3))
    sizes = np.broadcast_to(np.asarray(sizes, np.float64), centres.shape)
    axes = np.eye(3) if axes is None else np.asarray(axes)
    axes = np.broadcast_to(axes, (len(centres), 3, 3))
    return Boxes(centres, sizes, axes, tuple(labels),
                 None if scores is None else np.asarray(scores, np.float64))  # fmt: skip


def go(truth: Boxes, found: Boxes, **values):
    context = Context()
    parameters = validate(ENTRY.parameters, values)
    return execute(ENTRY, {"truth": truth, "found": found}, parameters, context), context.notes


def metric(outputs, name: str) -> float:
    names, values = outputs["metrics"].columns[0].texts, outputs["metrics"].columns[1].values
    return float(values[names.index(name)])


def drawn(seed: int, axes) -> Boxes:
    rng = np.random.default_rng(seed)
    return boxes(rng.random((12, 3)) * 30, rng.uniform(5, 20, (12, 3)), axes)


def by_points(a: Boxes, b: Boxes, points: int = 60) -> np.ndarray:
    """The overlap by counting a fine lattice of points of each box of `a`."""
    steps = (np.arange(points) + 0.5) / points - 0.5
    lattice = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 3)
    found = np.zeros((len(a.centres), len(b.centres)))
    for n in range(len(a.centres)):
        places = (lattice * a.sizes[n]) @ a.axes[n].T + a.centres[n]
        for m in range(len(b.centres)):
            local = (places - b.centres[m]) @ b.axes[m]
            inside = (np.abs(local) <= b.sizes[m] / 2).all(axis=1).mean()
            shared = inside * a.sizes[n].prod()
            found[n, m] = shared / (a.sizes[n].prod() + b.sizes[m].prod() - shared)
    return found


def test_turned_boxes_overlap_as_counted_points_say() -> None:
    a, b = drawn(0, rotation(1)), drawn(2, rotation(3))
    found = oriented_overlap(a, b)
    assert (found > 0).sum() > 20
    assert np.allclose(found, by_points(a, b), atol=0.01)
    assert np.allclose(found, oriented_overlap(b, a).T, atol=1e-9)


def test_boxes_along_the_same_axes_overlap_exactly() -> None:
    frame = rotation(5)
    a, b = drawn(0, frame), drawn(1, frame[:, [2, 0, 1]] * [1, -1, -1])
    straight = [np.concatenate(bounds_along(x, frame, np.zeros(3)), axis=1) for x in (a, b)]
    assert np.allclose(oriented_overlap(a, b), overlap(*straight), atol=1e-12)
    # A frame that is off by a little takes the long way, to the same end.
    tilt = frame @ np.array([[1, -1e-7, 0], [1e-7, 1, 0], [0, 0, 1]])
    assert np.allclose(oriented_overlap(a, drawn(1, tilt)), oriented_overlap(a, drawn(1, frame)),
                       atol=1e-5)  # fmt: skip


def test_a_box_in_another_and_boxes_that_touch() -> None:
    outer, turned = boxes([0, 0, 0], 20), boxes([0, 0, 0], 4, rotation(2))
    assert oriented_overlap(turned, outer)[0, 0] == pytest.approx(64 / 8000)
    beside = boxes([20, 0, 0], 20, rotation(0) * 0 + np.eye(3))
    assert oriented_overlap(outer, beside)[0, 0] == 0
    quarter = np.array([[0.0, -1, 0], [1, 0, 0], [0, 0, 1]])
    assert oriented_overlap(outer, boxes([0, 0, 0], [20, 10, 20], quarter))[0, 0] == 0.5


def test_hits_misses_and_false_alarms_are_parted() -> None:
    truth = boxes([[0, 0, 0], [50, 0, 0], [0, 50, 0]], 10, labels="aab")
    found = boxes([[1, 0, 0], [0, 1, 0], [50, 0, 0], [99, 0, 0]], 10, labels="aaba",
                  scores=[0.5, 0.9, 0.8, 0.7])  # fmt: skip
    outputs, _ = go(truth, found)
    assert outputs["hits"].scores.tolist() == [0.9]
    assert sorted(outputs["false_alarms"].scores.tolist()) == [0.5, 0.7, 0.8]
    assert outputs["misses"].centres.tolist() == [[50, 0, 0], [0, 50, 0]]
    assert metric(outputs, "recall") == pytest.approx(1 / 3)
    assert metric(outputs, "distance") == pytest.approx(1)
    outputs, _ = go(truth, found, classes=False, score=0.75)
    assert metric(outputs, "hits") == 2 and metric(outputs, "false alarms") == 0


def test_centres_within_a_lesion_count_as_in_luna16() -> None:
    truth = boxes([[0, 0, 0], [50, 0, 0]], [20, 10, 10])
    found = boxes([[8, 0, 0], [0, 0, 0], [50, 6, 0]], 3, scores=[0.9, 0.8, 0.7])
    outputs, notes = go(truth, found, hit="centre")
    assert outputs["hits"].scores.tolist() == [0.9]
    assert outputs["false_alarms"].scores.tolist() == [0.7]
    assert outputs["misses"].centres.tolist() == [[50, 0, 0]]
    assert any("1 more boxes" in note for note in notes)


def test_one_box_may_find_two_lesions_by_its_centre() -> None:
    truth = boxes([[0, 0, 0], [2, 0, 0]], 20)
    outputs, _ = go(truth, boxes([1, 0, 0], 3, scores=[0.5]), hit="centre")
    assert metric(outputs, "misses") == 0 and len(outputs["hits"].centres) == 1


def test_one_side_may_be_empty_but_not_both() -> None:
    none, some = boxes(np.zeros((0, 3)), 1), boxes([0, 0, 0], 5, labels="a", scores=[0.5])
    outputs, _ = go(none, some)
    assert metric(outputs, "false alarms") == 1 and np.isnan(metric(outputs, "recall"))
    outputs, _ = go(some, none)
    assert metric(outputs, "misses") == 1 and np.isnan(metric(outputs, "precision"))
    for hit in ("centre", "overlap"):
        assert metric(go(some, none, hit=hit)[0], "misses") == 1
        assert metric(go(none, some, hit=hit)[0], "false alarms") == 1
    with pytest.raises(UserError, match="neither"):
        go(none, none)


def test_boxes_without_classes_or_scores_are_compared_and_it_is_said() -> None:
    outputs, notes = go(boxes([0, 0, 0], 5, labels="a"), boxes([0, 0, 0], 5), score=0.5)
    assert metric(outputs, "hits") == 1
    assert any("no classes" in n for n in notes) and any("no scores" in n for n in notes)
