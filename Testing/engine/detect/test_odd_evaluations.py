"""What an evaluation says of cases, classes and axes that are odd, empty or do not fit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.detect.boxes.grid import as_boxes
from medaiassist_engine.detect.evaluation.evaluate import Rules, evaluate
from medaiassist_engine.detect.formats.box_table import BoxRows


def rows(
    case, boxes, labels, scores=None, ignored=None, cases=None, frame="xy", patients=None
) -> BoxRows:
    count = max(case, default=-1) + 1
    cases = cases or tuple(f"image {n:03d}" for n in range(count))
    return BoxRows(
        cases,
        patients or cases,
        np.asarray(case, np.intp),
        as_boxes(boxes, len(frame)),
        tuple(labels),
        None if scores is None else np.asarray(scores, np.float64),
        np.zeros(len(labels), np.bool_) if ignored is None else np.asarray(ignored, np.bool_),
        frame,
    )


def test_perfect_boxes_have_1_and_none_have_0() -> None:
    truth = rows([0, 0, 1], [[0, 0, 9, 9], [20, 20, 30, 35], [5, 5, 40, 50]], "aab")
    perfect = evaluate(truth, replace(truth, scores=np.array([0.9, 0.8, 0.7])))
    assert perfect["AP"] == perfect["AP75"] == perfect["AR"] == perfect["VOC AP"] == 1
    nothing = evaluate(truth, rows([], [], (), [], cases=truth.cases))
    assert nothing["AP"] == nothing["AR"] == nothing["CPM"] == nothing["VOC AP 2007"] == 0


def test_a_class_that_nobody_annotated_is_left_out_of_means() -> None:
    truth = rows([0], [[0, 0, 9, 9]], "a")
    found = rows([0, 0], [[0, 0, 9, 9], [0, 0, 9, 9]], "ab", [0.5, 0.9])
    notes: list[str] = []
    result = evaluate(truth, found, note=notes.append)
    assert result["AP50"] == 1
    assert np.isnan(result.per_class["b"]["AP50"][0])
    assert any("class b" in note for note in notes)


def test_a_side_without_classes_is_compared_with_the_only_class_of_the_other() -> None:
    truth = rows([0], [[0, 0, 9, 9]], ["nodule"])
    notes: list[str] = []
    for a, b in (("nodule", "object"), ("object", "nodule")):
        known = replace(truth, labels=(a,))
        found = replace(truth, labels=(b,), scores=np.array([0.5]))
        assert evaluate(known, found, note=notes.append)["AP"] == 1
    assert any("'object' are compared with the annotations 'nodule'" in note for note in notes)


def test_cases_without_boxes_on_either_side_are_no_trouble() -> None:
    empty = rows([], [], (), cases=("p", "q"))
    result = evaluate(empty, replace(empty, scores=np.zeros(0)), samples=100)
    assert all(np.isnan(value) for value, *_ in result.metrics.values())


def test_boxes_along_other_axes_cannot_be_compared() -> None:
    truth = rows([0], [[0, 0, 9, 9]], "a")
    other = rows([0], [[0, 0, 0, 9, 9, 9]], "a", [0.5], frame="ras")
    with pytest.raises(UserError, match="pixels along x, y"):
        evaluate(truth, other)


def test_cases_that_share_no_name_cannot_be_compared() -> None:
    truth = rows([0], [[0, 0, 9, 9]], "a", cases=("one",))
    found = rows([0], [[0, 0, 9, 9]], "a", [0.5], cases=("two",))
    with pytest.raises(UserError, match=r"'two'.*'one'"):
        evaluate(truth, found)


def test_found_boxes_in_cases_without_annotations_count_only_if_these_are_negative() -> None:
    truth = rows([0], [[0, 0, 9, 9]], "a", cases=("one",))
    found = rows([0, 1], [[0, 0, 9, 9]] * 2, "aa", [0.5, 0.9], cases=("one", "two"))
    notes: list[str] = []
    assert evaluate(truth, found, note=notes.append)["AP50"] == 1
    assert any("'two'" in note and "left out" in note for note in notes)
    assert evaluate(truth, found, Rules(negative=True))["AP50"] == 0.5
