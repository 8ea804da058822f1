"""Average precision against pycocotools, stored figures of it, and a direct loop for Pascal VOC."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medaiassist_engine.detect.boxes.grid import as_boxes
from medaiassist_engine.detect.boxes.overlap import overlap
from medaiassist_engine.detect.evaluation.evaluate import Rules, evaluate
from medaiassist_engine.detect.evaluation.joined import join
from medaiassist_engine.detect.evaluation.pairing import pair_class
from medaiassist_engine.detect.evaluation.precision import COCO_THRESHOLDS, coco_scores, voc_scores
from medaiassist_engine.detect.formats.box_table import BoxRows

COCO_ORDER = (
    "AP", "AP50", "AP75", "AP small", "AP medium", "AP large",
    "AR at 1", "AR at 10", "AR", "AR small", "AR medium", "AR large",
)  # fmt: skip


def silent(sentence: str) -> None:
    pass


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


def drawn(seed: int, dimensions: int = 2, images: int = 30) -> tuple[BoxRows, BoxRows]:
    """Annotations, some of them crowds, and found boxes: near ones, doubles, wrong ones, ties."""
    rng = np.random.default_rng(seed)
    frame = "xy" if dimensions == 2 else "ras"
    cases = tuple(f"image {n:03d}" for n in range(images))
    case = np.sort(rng.integers(0, images - 2, 150))  # the last two have no annotation
    low = rng.random((150, dimensions)) * 300
    size = np.exp(rng.normal(3.7, 0.8, (150, dimensions)))
    labels = rng.choice(["a", "b", "c"], 150, p=[0.6, 0.3, 0.1])
    truth = np.concatenate([low, low + size], axis=1)
    picked = rng.integers(0, 150, 260)
    jitter = rng.normal(0, 0.12, (260, 2 * dimensions)) * np.tile(size[picked], 2)
    near = truth[picked] + jitter
    half = np.sort(near.reshape(260, 2, dimensions), axis=1).reshape(260, -1)
    wrong = rng.random((120, dimensions)) * 300
    found = np.concatenate([half, np.concatenate([wrong, wrong + 30], axis=1)])
    names = np.concatenate([labels[picked], rng.choice(["a", "b", "c", "d"], 120)])
    where = np.concatenate([case[picked], rng.integers(0, images, 120)])
    scores = np.round(rng.random(380), 1 if seed % 2 else 6)  # coarse ones have many ties
    ignored = rng.random(150) < 0.1
    return (
        rows(case, truth, labels, None, ignored, cases, frame),
        rows(where, found, names, scores, None, cases, frame),
    )


def figures(truth: BoxRows, found: BoxRows) -> np.ndarray:
    result = evaluate(truth, found)
    return np.array([result[name] for name in COCO_ORDER])


@pytest.mark.parametrize("seed", range(6))
def test_coco_figures_are_those_of_pycocotools(seed: int, by_pycocotools) -> None:
    truth, found = drawn(seed)
    expected = by_pycocotools(truth, found)
    assert np.allclose(figures(truth, found), expected, atol=1e-9, equal_nan=True)


STORED = {
    0: (0.20571133087004081, 0.5130596891201418, 0.09707546565684382, 0.21825843705428302,
        0.2709861146655183, 0.21026638378123527, 0.17240031815195211, 0.39801500847252475,
        0.4025417574437182, 0.4264880952380953, 0.41787749287749293, 0.275),
    1: (0.167015071684243, 0.4129576781265783, 0.09516096423798105, 0.09699688366336237,
        0.3039095681932166, 0.3333149981664833, 0.136767935105531, 0.42699888914722667,
        0.43356454571288333, 0.3690277777777778, 0.47628571428571426, 0.43333333333333335),
}  # fmt: skip
"""What pycocotools 2.0.11 gave for these boxes, in the order of `COCO_ORDER`."""


@pytest.mark.parametrize("seed", STORED)
def test_coco_figures_are_those_that_pycocotools_gave(seed: int) -> None:
    assert np.allclose(figures(*drawn(seed)), STORED[seed], atol=1e-9)


def test_coco_figures_of_real_cells_are_those_of_pycocotools(
    cells: BoxRows, by_pycocotools
) -> None:
    """Annotated blood cells, moved, resized, lost and invented."""
    rng = np.random.default_rng(0)
    kept = rng.random(len(cells.boxes)) < 0.85
    low, high = np.split(cells.boxes[kept] + rng.normal(0, 5, (kept.sum(), 4)), 2, axis=1)
    boxes = np.concatenate([low, np.maximum(high, low + 1)], axis=1)
    labels = np.array(cells.labels)[kept]
    swapped = rng.random(len(labels)) < 0.05
    labels[swapped] = "RBC"
    found = replace(
        cells, boxes=boxes, labels=tuple(labels), case=cells.case[kept],
        scores=rng.random(len(boxes)), ignored=np.zeros(len(boxes), np.bool_),
    )  # fmt: skip
    expected = by_pycocotools(cells, found)
    assert np.allclose(figures(cells, found), expected, atol=1e-9)


def test_volumes_are_judged_as_pictures_are() -> None:
    """A third axis that is the same for all boxes changes no overlap."""
    flat = drawn(3)

    def thick(given: BoxRows) -> BoxRows:
        low, high = np.split(given.boxes, 2, axis=1)
        ones = np.ones((len(low), 1))
        return replace(given, boxes=np.hstack([low, 0 * ones, high, 7 * ones]), frame="ras")

    names = ("AP", "AP50", "AP75", "AR", "AR at 1", "AR at 10", "VOC AP", "VOC AP 2007")
    two, three = evaluate(*flat), evaluate(*map(thick, flat))
    assert [three[n] for n in names] == pytest.approx([two[n] for n in names], abs=1e-12)


def test_sizes_in_mm_part_the_annotations_in_thirds() -> None:
    truth, found = drawn(5, dimensions=3)
    result = evaluate(truth, found)
    wanted = [each.wanted.sum(axis=1) for each in result.paired]
    everything, *thirds = np.sum(wanted, axis=0)
    assert everything == (~truth.ignored).sum()
    assert all(abs(third - everything / 3) < 8 for third in thirds)


def by_the_book(
    truth: BoxRows, found: BoxRows, label: str, threshold: float
) -> tuple[float, float]:
    """Pascal VOC's two figures, as the challenge's description has them, box by box."""
    own = [n for n in range(len(found.labels)) if found.labels[n] == label]
    own.sort(key=lambda n: (-found.scores[n], found.case[n]))
    taken, hits = set(), []
    for n in own:
        best, most = -1, -1.0
        for m in range(len(truth.labels)):
            if truth.labels[m] == label and truth.case[m] == found.case[n]:
                shared = overlap(found.boxes[n : n + 1], truth.boxes[m : m + 1])[0, 0]
                if shared > most:
                    best, most = m, shared
        if most >= threshold and truth.ignored[best]:
            continue
        hits.append(most >= threshold and best not in taken)
        if most >= threshold:
            taken.add(best)
    wanted = sum(
        name == label and not ignored
        for name, ignored in zip(truth.labels, truth.ignored, strict=True)
    )
    count = np.cumsum(hits)
    recall, precision = count / wanted, count / np.arange(1, len(hits) + 1)
    eleven = [max(precision[recall >= level], default=0) for level in np.linspace(0, 1, 11)]
    steps = np.diff(np.r_[0, recall])
    area = sum(step * max(precision[n:]) for n, step in enumerate(steps))
    return area, float(np.mean(eleven))


@pytest.mark.parametrize("seed", [0, 2, 4])
@pytest.mark.parametrize("label", ["a", "b"])
def test_voc_figures_are_those_of_a_direct_loop(seed: int, label: str) -> None:
    truth, found = drawn(seed)
    result = evaluate(truth, found, Rules(threshold=0.4)).per_class[label]
    expected = by_the_book(truth, found, label, 0.4)
    assert (result["VOC AP"][0], result["VOC AP 2007"][0]) == pytest.approx(expected, abs=1e-12)


def test_a_case_drawn_twice_counts_as_if_it_were_there_twice() -> None:
    """Which is what the bootstrap's weights stand for."""
    truth, found = drawn(2, images=12)
    weights = np.random.default_rng(1).integers(0, 3, (1, 12)).astype(np.float64)
    repeated = [_repeated(each, weights[0].astype(int)) for each in (truth, found)]
    joined, twice = join(truth, found, silent), join(*repeated, silent)
    for label in range(3):
        expected = pair_class(twice, label, COCO_THRESHOLDS), voc(twice, label)
        weighted = coco_scores(pair_class(joined, label, COCO_THRESHOLDS), weights)
        once = coco_scores(expected[0], np.ones((1, len(twice.cases))))
        assert {k: v[0] for k, v in weighted.items()} == pytest.approx(
            {k: v[0] for k, v in once.items()}, nan_ok=True
        )
        for name, value in voc_scores(joined, label, weights, 0.5).items():
            assert value == pytest.approx(expected[1][name], nan_ok=True)


def voc(joined, label: int) -> dict[str, np.ndarray]:
    return voc_scores(joined, label, np.ones((1, len(joined.cases))), 0.5)


def _repeated(given: BoxRows, counts: np.ndarray) -> BoxRows:
    parts, names = [], []
    for case, count in enumerate(counts):
        for copy in range(count):
            parts.append(np.flatnonzero(given.case == case))
            names.append(f"{given.cases[case]} {copy}")
    at = np.concatenate(parts)
    case = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    scores = None if given.scores is None else given.scores[at]
    labels = tuple(given.labels[n] for n in at)
    return BoxRows(tuple(names), tuple(names), case, given.boxes[at], labels, scores,
                   given.ignored[at], given.frame)  # fmt: skip


def test_intervals_hold_the_figure_and_repeat_with_the_seed() -> None:
    truth, found = drawn(0)
    first, again = (evaluate(truth, found, samples=200, seed=4) for _ in range(2))
    for name, (value, low, high) in first.metrics.items():
        assert low <= value <= high, name
        assert (value, low, high) == again.metrics[name]
    assert first.metrics["AP50"][1] < first.metrics["AP50"][2]


def test_patients_with_many_images_widen_intervals() -> None:
    """Images of a patient come together, so that alike ones do not count as so many more."""
    truth, found = drawn(0)
    three = tuple(f"patient {n % 3}" for n in range(len(truth.cases)))
    alone = evaluate(truth, found, samples=300).metrics["AP50"]
    grouped = evaluate(replace(truth, patients=three), found, samples=300).metrics["AP50"]
    assert grouped[0] == alone[0]
    assert grouped[2] - grouped[1] > 0


def test_one_patient_gives_no_intervals_and_says_why() -> None:
    truth, found = drawn(0)
    notes: list[str] = []
    one = replace(truth, patients=("p",) * len(truth.cases))
    result = evaluate(one, found, samples=100, note=notes.append)
    assert np.isnan(result.metrics["AP"][1:]).all()
    assert any("one patient" in note for note in notes)
