"""Sequences of volumes, with and without a browser."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import (  # noqa: E402
    add_transform,
    grid_matrix,
    ramp,
    rotation,
)

from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import (  # noqa: E402
    Sequence,
    Volume,
    matrix,
)
from MedAIAssistLib.scene import bridge, sequences, volumes  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402


def written(scene: Any, payload: Any, **where: Any) -> Any:
    return scene.GetNodeByID(finish(bridge.write(scene, payload, **where)))


def cine(count: int = 3) -> Sequence:
    frames = tuple(Volume(ramp((2, 3, 4)) + n, matrix(grid_matrix())) for n in range(count))
    return Sequence(frames, ("0", "0.0001", "10"), "trigger time", "ms", "cine")


def test_sequences_keep_frames_index_and_units(scene: Any) -> None:
    node = written(scene, cine())
    found = bridge.read(node)
    for frame, wanted in zip(found.frames, cine().frames, strict=True):
        np.testing.assert_array_equal(frame.array, wanted.array)
        np.testing.assert_allclose(frame.ijk_to_ras, grid_matrix(), atol=1e-9)
    assert found.index == cine().index
    assert (found.index_name, found.index_unit) == ("trigger time", "ms")


def test_the_browser_of_a_sequence_shows_its_frames(scene: Any) -> None:
    node = written(scene, cine())
    shown = sequences.shown_volume(node)
    browser = scene.GetFirstNodeByClass("vtkMRMLSequenceBrowserNode")
    logic = slicer.vtkSlicerSequencesLogic()
    logic.SetMRMLScene(scene)
    for item in (2, 0):
        browser.SetSelectedItemNumber(item)
        logic.UpdateProxyNodesFromSequences(browser)
        np.testing.assert_array_equal(volumes.read(shown).array, cine().frames[item].array)


def test_a_sequence_is_read_where_its_browser_shows_it(scene: Any) -> None:
    node = written(scene, cine())
    parent = add_transform(scene, rotation(45))
    sequences.shown_volume(node).SetAndObserveTransformNodeID(parent.GetID())
    found = bridge.read(node)
    np.testing.assert_allclose(found.frames[1].ijk_to_ras, rotation(45) @ grid_matrix(), atol=1e-9)
    assert written(scene, cine(), node_id=node.GetID()) is node
    np.testing.assert_allclose(bridge.read(node).frames[1].ijk_to_ras, grid_matrix(), atol=1e-9)


def test_a_sequence_without_a_browser_can_be_written_and_replaced(scene: Any) -> None:
    node = scene.GetNodeByID(finish(sequences.write(scene, cine(), browser=False)))
    assert sequences.shown_volume(node) is None
    two = Sequence(cine().frames[:2], ("1", "2"), name="two")
    assert written(scene, two, node_id=node.GetID()) is node
    assert bridge.read(node).index == ("1", "2")


def test_text_indices_are_kept_and_doubled_ones_refused(scene: Any) -> None:
    named = Sequence(cine().frames, ("systole", "diastole", "rest"), "phase", "")
    assert bridge.read(written(scene, named)).index == named.index
    with pytest.raises(UserError, match="same index value"):
        written(scene, Sequence(cine().frames, ("1", "1", "2"), name="odd"))
    with pytest.raises(UserError, match="3 frames and 2 index values"):
        written(scene, Sequence(cine().frames, ("1", "2"), name="odd"))
