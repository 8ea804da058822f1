"""FROC against MONAI's curve and the rules of LUNA16, lesion by lesion."""

from __future__ import annotations

import numpy as np
import pytest

from medaiassist_engine.detect.boxes.grid import from_centres
from medaiassist_engine.detect.evaluation import froc
from medaiassist_engine.detect.evaluation.evaluate import Rules, evaluate
from medaiassist_engine.detect.evaluation.joined import join
from medaiassist_engine.detect.formats.box_table import BoxRows


def rows(case, centres, size, scores=None, ignored=None, count=0, labels=()) -> BoxRows:
    """Cubes of some size in mm."""
    cases = tuple(f"scan {n}" for n in range(count or max(case) + 1))
    boxes = from_centres(np.reshape(centres, (-1, 3)), np.reshape(size, (-1, 1)))
    scores = None if scores is None else np.asarray(scores, np.float64)
    ignored = np.zeros(len(boxes), np.bool_) if ignored is None else np.asarray(ignored)
    labels = tuple(labels) or ("nodule",) * len(boxes)
    return BoxRows(cases, cases, np.asarray(case, np.intp), boxes, labels, scores, ignored)


def drawn(seed: int) -> tuple[BoxRows, BoxRows]:
    """12 scans with 25 lesions, some of them not to be counted, and 140 candidates."""
    rng = np.random.default_rng(seed)
    case = rng.integers(0, 10, 25)  # two scans without any
    places, size = rng.random((25, 3)) * 200, rng.uniform(4, 25, 25)
    ignored = rng.random(25) < 0.15
    near = rng.integers(0, 25, 50)
    candidates = np.concatenate(
        [places[near] + rng.normal(0, 4, (50, 3)), rng.random((90, 3)) * 200]
    )
    where = np.concatenate([case[near], rng.integers(0, 12, 90)])
    scores = np.round(rng.random(140), 1 + seed % 3)
    truth = rows(case, places, size, None, ignored, 12)
    return truth, rows(where, candidates, np.full(140, 8.0), scores, None, 12)


def by_luna(truth: BoxRows, found: BoxRows) -> tuple[list[float], list[float], int]:
    """Scores of hit lesions and of false alarms, and the number of lesions, by the challenge's
    rules: the best candidate within the radius finds a lesion, the others there are dropped."""
    hits, spent = [], set()
    middle, radius = (
        np.add(*np.split(truth.boxes, 2, axis=1)) / 2,
        np.diff(truth.boxes[:, [0, 3]]) / 2,
    )
    points = np.add(*np.split(found.boxes, 2, axis=1)) / 2
    for n in range(len(middle)):
        inside = [
            m for m in range(len(points))
            if found.case[m] == truth.case[n]
            and sum((points[m] - middle[n]) ** 2) < radius[n, 0] ** 2
        ]  # fmt: skip
        spent.update(inside)
        if inside and not truth.ignored[n]:
            hits.append(max(found.scores[m] for m in inside))
    alarms = [found.scores[m] for m in range(len(points)) if m not in spent]
    return hits, alarms, int((~truth.ignored).sum())


@pytest.mark.parametrize("seed", range(6))
def test_sensitivities_are_those_of_the_challenge_by_monai_s_curve(seed: int) -> None:
    monai = pytest.importorskip("monai.metrics.froc")
    truth, found = drawn(seed)
    hits, alarms, lesions = by_luna(truth, found)
    curve = monai.compute_froc_curve_data(np.array(alarms), np.array(hits), lesions, 12)
    expected = np.interp(froc.RATES, curve[0][::-1], curve[1][::-1])
    result = evaluate(truth, found)
    mine = [result[f"sensitivity at {rate:g}"] for rate in froc.RATES]
    assert mine == pytest.approx(expected.tolist(), abs=1e-12)
    assert result["CPM"] == pytest.approx(expected.mean(), abs=1e-12)


def test_weights_stand_for_scans_that_are_there_so_often() -> None:
    truth, found = drawn(1)
    joined = join(truth, found, lambda note: None)
    events = froc.events_by_centre(joined, 0)
    weights = np.random.default_rng(0).integers(0, 3, 12)
    at = np.concatenate([np.full(w, n) for n, w in enumerate(weights)])
    repeated = froc.together([
        froc.Events(e.scores, e.case, e.hit, e.wanted)
        for e in [_of_scans(events, at)]
    ])  # fmt: skip
    once = froc.froc_scores(repeated, np.ones((1, len(at))))
    weighted = froc.froc_scores(events, weights[None].astype(np.float64))
    for name, value in weighted.items():
        assert value == pytest.approx(once[name])


def _of_scans(events: froc.Events, scans: np.ndarray) -> froc.Events:
    parts = [(n, np.flatnonzero(events.case == scan)) for n, scan in enumerate(scans)]
    at = np.concatenate([part for _, part in parts])
    case = np.concatenate([np.full(len(part), n) for n, part in parts])
    return froc.Events(events.scores[at], case, events.hit[at], events.wanted[scans])


def test_further_candidates_in_a_lesion_count_by_overlap_only() -> None:
    truth = rows([0], [[0, 0, 0]], [10], count=4)
    found = rows([0, 0], [[0, 0, 0], [1, 0, 0]], [10, 10], [0.8, 0.9], count=4)
    by_centre = evaluate(truth, found)
    assert by_centre["sensitivity at 0.125"] == 1
    by_overlap = evaluate(truth, found, Rules("overlap", 0.5))
    assert by_overlap["sensitivity at 0.125"] == 1  # the stronger one is the hit
    both = evaluate(truth, rows([0, 0], [[4, 0, 0], [1, 0, 0]], [10, 10], [0.9, 0.8], count=4),
                    Rules("overlap", 0.5))  # fmt: skip
    assert both["sensitivity at 0.125"] == 0  # one false alarm in four scans comes first
    assert both["sensitivity at 0.25"] == 1


def test_a_lesion_that_is_longer_one_way_is_found_along_it() -> None:
    truth = rows([0], [[0, 0, 0]], [10])
    long = BoxRows(truth.cases, truth.patients, truth.case, np.array([[-20.0, -5, -5, 20, 5, 5]]),
                   truth.labels, None, truth.ignored)  # fmt: skip
    along = rows([0], [[15, 0, 0]], [4], [0.5])
    across = rows([0], [[0, 6, 0]], [4], [0.5])
    assert evaluate(long, along)["CPM"] == 1
    assert evaluate(long, across)["CPM"] == 0


def test_lesions_of_all_classes_count_together() -> None:
    truth = rows([0, 1], [[0, 0, 0]] * 2, [10, 10], labels="ab")
    found = rows([0, 1], [[0, 0, 0]] * 2, [10, 10], [0.9, 0.8], labels="aa", count=2)
    result = evaluate(truth, found)
    assert result.per_class["a"]["sensitivity at 4"][0] == 1
    assert result.per_class["b"]["sensitivity at 4"][0] == 0
    assert result["sensitivity at 4"] == 0.5


def test_without_lesions_there_is_no_sensitivity() -> None:
    truth = rows([], np.zeros((0, 3)), np.zeros(0), count=2)
    found = rows([0], [[0, 0, 0]], [5], [0.5], count=2)
    assert np.isnan(evaluate(truth, found)["CPM"])
