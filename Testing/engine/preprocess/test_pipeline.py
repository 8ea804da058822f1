"""Chains of operations."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, ParameterError, UserError
from medaiassist_engine.contract.payloads import LabelMap, Volume
from medaiassist_engine.contract.pipelines import make_step
from medaiassist_engine.geometry import same_grid
from medaiassist_engine.preprocess.catalog import PipelineParameters
from medaiassist_engine.preprocess.denoise.gaussian import run_gaussian
from medaiassist_engine.preprocess.denoise.parameters import GaussianParameters
from medaiassist_engine.preprocess.pipeline import Pipeline, run_pipeline
from medaiassist_engine.preprocess.prepare.normalize import run_normalize
from medaiassist_engine.preprocess.prepare.parameters import NormalizeParameters

GRID = ((0.8, 0, 0, 0), (0, 1.2, 0, 0), (0, 0, 2.0, 0), (0, 0, 0, 1.0))


def volume() -> Volume:
    return Volume(np.random.default_rng(0).normal(100, 10, (8, 12, 14)), GRID, "Head")


CHAIN = Pipeline((make_step("preprocess.gaussian", sigma=1.5), make_step("preprocess.normalize")))


def test_a_chain_is_its_steps_one_after_the_other() -> None:
    outputs = CHAIN.run(volume(), Context())
    smooth = run_gaussian(volume(), GaussianParameters(1.5), Context())
    expected = run_normalize(smooth, NormalizeParameters(), Context())
    assert list(outputs) == ["volume"]
    np.testing.assert_array_equal(outputs["volume"].array, expected.array)


def test_the_operation_runs_the_chain_in_its_json() -> None:
    outputs = run_pipeline(volume(), PipelineParameters(CHAIN.to_json()), Context())
    expected = CHAIN.run(volume(), Context())["volume"]
    np.testing.assert_array_equal(outputs["volume"].array, expected.array)


def test_json_there_and_back_is_the_same_chain() -> None:
    chain = Pipeline((
        make_step("preprocess.resample", spacing=(1.0, 1.0, 2.5)),
        make_step("preprocess.nlm", strength=0.8, noise=None),
        make_step("preprocess.canny", output="segmentation"),
    ))  # fmt: skip
    assert Pipeline.from_json(chain.to_json()) == chain
    tree = json.loads(chain.to_json())
    assert (tree["format"], tree["version"]) == ("medaiassist-pipeline", 1)


def text(*steps: Any, **header: Any) -> str:
    return json.dumps(
        {"format": "medaiassist-pipeline", "version": 1, "steps": list(steps), **header}
    )


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ("{", "not a pipeline: the text is not JSON"),
        ("[1]", "not a pipeline: it does not say format"),
        (text(version=9), r"version 9; this program reads version 1\. Update"),
        (text(steps=3), "no list called 'steps'"),
        (text(), "no steps; add one"),
        (text("nlm"), "Step 1 of the pipeline names no operation"),
        (text({"operation": "preprocess.nlm"}, {"operation": "preprocess.gausian"}),
         r"Step 2 \(preprocess\.gausian\): There is no operation.*preprocess\.gaussian"),
        (text({"operation": "preprocess.gaussian", "parameters": {"sigma": -3}}),
         r"Step 1 \(preprocess\.gaussian\): Sigma \(sigma\) is -3; it must be"),
        (text({"operation": "preprocess.gaussian", "parameters": {"width": 3}}),
         r"Step 1 .*no parameter 'width'"),
        (text({"operation": "engine.wait"}), r"Step 1 .*cannot be a step"),
        (text({"operation": "preprocess.canny"}, {"operation": "preprocess.nlm"}),
         r"Step 1 \(Canny edges\) gives a segmentation, so it must be the last"),
    ],
)  # fmt: skip
def test_a_broken_text_is_refused_with_the_step_and_the_problem(broken: str, problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        Pipeline.from_json(broken)


def test_an_error_inside_a_step_names_it_and_keeps_its_class() -> None:
    chain = Pipeline((make_step("preprocess.gaussian"), make_step("preprocess.window", lower=99.9)))
    with pytest.raises(ParameterError, match=r"Step 2 \(Intensity window\): Lower percentile"):
        chain.run(volume(), Context())


def test_progress_rises_over_all_steps_under_their_titles() -> None:
    seen: list[tuple[float, str]] = []
    CHAIN.run(volume(), Context(report=lambda *call: seen.append(call)))
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions) and fractions[-1] == pytest.approx(1)
    assert {phase for f, phase in seen if f < 0.5} == {"Gaussian"}
    assert {phase for f, phase in seen if f > 0.5} == {"Normalise intensities"}


def test_cancelling_stops_a_step_in_the_middle() -> None:
    def stop(fraction: float, phase: str) -> None:
        if fraction > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        CHAIN.run(volume(), Context(report=stop))


def test_the_mask_follows_the_volume_to_new_voxels() -> None:
    mask = np.zeros((8, 12, 14), np.uint8)
    mask[2:6, 3:9, 4:11] = 1
    chain = Pipeline((
        make_step("preprocess.reorient", axes="SLA"),
        make_step("preprocess.resample", spacing=(1, 1, 1)),
        make_step("preprocess.crop", margin=2),
        make_step("preprocess.gaussian"),
    ))  # fmt: skip
    outputs = chain.run(volume(), Context(), LabelMap(mask, GRID))
    labels = outputs["segmentation"]
    assert same_grid(labels, outputs["volume"])
    assert (labels.array > 0).sum() == pytest.approx(4 * 6 * 7 * 0.8 * 1.2 * 2.0, rel=0.25)


def test_the_last_step_may_give_a_segmentation() -> None:
    chain = Pipeline((make_step("preprocess.gaussian"), make_step("preprocess.canny")))
    assert list(chain.run(volume(), Context())) == ["segmentation"]


def test_only_the_last_result_is_put_in_shared_memory() -> None:
    shapes: list[tuple[int, ...]] = []

    def allocate(shape: tuple[int, ...], dtype: Any) -> np.ndarray:
        shapes.append(shape)
        return np.empty(shape, dtype)

    Pipeline((make_step("preprocess.resample", spacing=(2, 2, 2)), *CHAIN.steps)).run(
        volume(), Context(allocate=allocate)
    )
    assert len(shapes) == 1


def test_notes_of_all_steps_are_kept() -> None:
    context = Context()
    Pipeline((make_step("preprocess.window"), *CHAIN.steps)).run(volume(), context)
    assert [note.split()[0] for note in context.notes] == ["Window", "Normalised"]
