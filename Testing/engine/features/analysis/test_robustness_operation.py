"""Robustness of features taken by other operations of the catalog."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import Cancelled, ParameterError, UserError
from medaiassist_engine.contract.payloads import LabelMap, Segment, Table, Volume, matrix
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.execution import execute

STILL = {"translation": 0, "rotation": 0, "growth": 0, "contour": False}


def scan(segments: int = 4, ijk_to_ras: np.ndarray | None = None) -> tuple[Volume, LabelMap]:
    """Balls whose texture and brightness differ."""
    rng = np.random.default_rng(0)
    image = rng.normal(100, 5, (14, 44, 44))
    labels = np.zeros(image.shape, np.uint8)
    at = np.indices(image.shape)
    for n in range(segments):
        middle = np.array([7, 11 + 22 * (n // 2), 11 + 22 * (n % 2)]).reshape(3, 1, 1, 1)
        ball = ((at - middle) ** 2).sum(axis=0) < 36
        labels[ball] = n + 1
        image[ball] += 30 * n + 20 * n * np.sin(at[2][ball] / (n + 1))
    full = matrix(np.eye(4) if ijk_to_ras is None else ijk_to_ras)
    named = tuple(Segment(n + 1, f"s{n}") for n in range(segments))
    return Volume(image, full, "Scan"), LabelMap(labels, full, named, "Seg")


def run(volume: Volume, segments: LabelMap, context: Context | None = None, **values: Any) -> Any:
    found = operation("features.robustness")
    values = {"operation": "features.gabor", "repeats": 4} | values
    parameters = validate(found.parameters, values)
    slots = {"volume": volume, "segments": segments}
    return execute(found, slots, parameters, context or Context())


def column(table: Table, name: str) -> Any:
    found = next(c for c in table.columns if c.name == name)
    return found.texts if found.values is None else np.asarray(found.values)


@pytest.mark.parametrize("name", ["features.lbp", "features.gabor"])
def test_without_perturbation_all_features_agree_perfectly(name: str) -> None:
    found = run(*scan(), operation=name, **STILL)
    icc = column(found["robustness"], "icc_1_1")
    assert np.nanmin(icc) == 1
    varied = column(found["robustness"], "variation")
    np.testing.assert_allclose(varied[np.isfinite(varied)], 0, atol=1e-6)


def test_every_repeat_is_listed_and_features_keep_their_units() -> None:
    volume, segments = scan()
    found = run(volume, segments)
    values = found["values"]
    assert column(values, "segment") == tuple(f"s{n}" for n in range(4) for _ in range(4))
    np.testing.assert_array_equal(column(values, "repeat"), [1, 2, 3, 4] * 4)
    energy = next(c for c in values.columns if c.name == "gabor_8mm_energy")
    assert energy.unit == "intensity²" and np.isfinite(energy.values).all()
    table = found["robustness"]
    icc, low, high = (column(table, f"icc_1_1{end}") for end in ("", "_low", "_high"))
    assert ((low <= icc) & (icc <= high)).all()
    assert column(table, "targets").tolist() == [4] * len(icc)


def test_larger_perturbations_agree_less() -> None:
    volume, segments = scan()
    settings = {"operation": "features.gabor", "contour": False, "rotation": 0.0}
    medians = []
    for growth, translation in ((0.2, 0.1), (3.0, 1.0)):
        found = run(volume, segments, growth=growth, translation=translation, **settings)
        medians.append(np.nanmedian(column(found["robustness"], "variation")))
    assert medians[0] < medians[1]


def test_the_place_of_the_scan_in_space_does_not_matter() -> None:
    full = np.eye(4)
    full[:3, :3] = np.linalg.qr(np.random.default_rng(1).normal(size=(3, 3)))[0] * [1, -1, 1]
    full[:3, 3] = (100, -50, 7)
    expected, found = run(*scan()), run(*scan(ijk_to_ras=full))
    for name in ("icc_1_1", "icc_3_1", "variation"):
        np.testing.assert_allclose(
            column(found["robustness"], name), column(expected["robustness"], name), rtol=1e-4
        )


def test_settings_of_the_operation_are_passed_on() -> None:
    found = run(*scan(), settings='{"wavelengths": [5, 6, 7]}')
    assert column(found["robustness"], "feature")[0] == "gabor_5mm_energy"


def test_one_segment_has_variation_but_no_correlation() -> None:
    context = Context()
    found = run(*scan(1), context)
    assert np.isnan(column(found["robustness"], "icc_1_1")).all()
    assert np.isfinite(column(found["robustness"], "variation")).any()
    assert any("With one segment" in note for note in context.notes)


def test_segments_that_get_lost_are_told_and_do_not_count() -> None:
    volume, segments = scan()
    labels = segments.array.copy()
    labels[labels == 4] = 0
    labels[7, 40, 40] = 4
    context = Context()
    small = LabelMap(labels, segments.ijk_to_ras, segments.segments)
    found = run(volume, small, context, growth=2.0, repeats=6, contour=False)
    assert any("times a perturbed segment had no voxels left" in n for n in context.notes)
    assert column(found["robustness"], "targets").max() == 3


def test_the_seed_repeats_everything() -> None:
    a, b, c = (run(*scan(), seed=s)["values"] for s in (1, 1, 2))
    name = "gabor_8mm_energy"
    np.testing.assert_array_equal(column(a, name), column(b, name))
    assert not np.array_equal(column(a, name), column(c, name))


@pytest.mark.parametrize(
    ("values", "error", "words"),
    [
        ({"operation": "features.gabbor"}, UserError, "Did you mean features.gabor"),
        ({"operation": "preprocess.canny"}, UserError, "gives no table of features"),
        ({"operation": "features.robustness"}, UserError, "gives no table of features"),
        ({"operation": "features.pca"}, UserError, "gives no table of features"),
        ({"settings": "{bin: 3"}, ParameterError, "are no JSON"),
        ({"settings": "[3]"}, ParameterError, "must be written as"),
        ({"settings": '{"wave": 3}'}, ParameterError, "no parameter 'wave'"),
        ({"operation": "features.hog", "settings": '{"cells_across": 2}'}, UserError,
         "rows for 4 segments"),
    ],
)  # fmt: skip
def test_what_cannot_be_repeated_is_refused(values: Any, error: Any, words: str) -> None:
    with pytest.raises(error, match=words):
        run(*scan(), **values)


def test_hog_of_whole_segments_can_be_repeated() -> None:
    settings = '{"mode": "3d", "cells_across": 2, "polyhedron": "dodecahedron"}'
    found = run(*scan(), operation="features.hog", settings=settings, repeats=2)
    assert len(column(found["robustness"], "feature")) == 8 * 6


def test_it_stops_when_cancelled_and_progress_rises() -> None:
    fractions: list[float] = []
    run(*scan(), Context(report=lambda f, _: fractions.append(f)), repeats=2)
    assert fractions == sorted(fractions) and fractions[-1] == 1 and len(fractions) > 20
    cancelled = threading.Event()

    def stop(fraction: float, phase: str) -> None:
        if fraction > 0.3:
            cancelled.set()

    with pytest.raises(Cancelled):
        run(*scan(), Context(report=stop, cancelled=cancelled))
