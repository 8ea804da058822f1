"""A result is made again from another volume, with a real engine and real nodes."""

from __future__ import annotations

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core has wheels for CPython 3.11 to 3.13")

from medaiassist_engine.contract.payloads import LabelMap, Segment, Volume, matrix  # noqa: E402
from MedAIAssistLib.scene import bridge, volumes  # noqa: E402
from MedAIAssistLib.scene.provenance import how_made, input_node  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.session.repeat import inputs_again  # noqa: E402
from MedAIAssistLib.session.scene_requests import NodeInput  # noqa: E402

SHAPE = (8, 10, 12)


def add(work, payload):
    return work.scene.GetNodeByID(finish(bridge.write(work.scene, payload)))


def noisy(work, seed):
    array = np.random.default_rng(seed).integers(0, 400, SHAPE).astype(np.int16)
    return add(work, Volume(array, matrix(np.eye(4)), f"head {seed}"))


@pytest.fixture
def mask(work):
    labels = np.zeros(SHAPE, np.uint8)
    labels[:, :5], labels[:, 5:] = 1, 2
    segments = (Segment(1, "front", "F"), Segment(2, "back", "B"))
    return add(work, LabelMap(labels, matrix(np.eye(4)), segments=segments))


def test_the_same_segment_limits_the_same_operation_on_another_volume(work, mask):
    first, second = noisy(work, 1), noisy(work, 2)
    inputs = {"volume": first, "mask": NodeInput(mask, "F")}
    result = work.run("preprocess.gaussian", inputs, sigma=2.0)["volume"]
    mask.SetName("renamed")

    how = how_made(result)
    again = inputs_again(result, how, second)
    repeated = work.run(how.operation, again, **how.parameters)["volume"]

    before, after = (np.array(volumes.read(node).array) for node in (second, repeated))
    assert (after[:, :5] != before[:, :5]).any()
    np.testing.assert_array_equal(after[:, 5:], before[:, 5:])
    assert how_made(repeated).parameters == how.parameters
    assert how_made(repeated).segments == {"mask": "F"}
    assert input_node(repeated, "volume") is second


def test_a_result_that_replaced_its_input_can_be_repeated(work):
    first, second = noisy(work, 1), noisy(work, 2)
    work.run("preprocess.gaussian", {"volume": first}, {"volume": first}, sigma=2.0)
    how = how_made(first)
    assert input_node(first, "volume") is None
    repeated = work.run(how.operation, inputs_again(first, how, second), **how.parameters)
    assert repeated["volume"].GetName() == "head 2 - Gaussian"


def test_redo_brings_a_replaced_volumes_new_content_and_its_history_again(work):
    node = noisy(work, 1)
    work.run("preprocess.gaussian", {"volume": node}, {"volume": node}, sigma=2.0)
    smoothed = np.array(volumes.read(node).array)
    work.undo.undo()
    assert how_made(node) is None
    work.undo.redo()
    np.testing.assert_array_equal(volumes.read(node).array, smoothed)
    assert how_made(node).operation == "preprocess.gaussian"
