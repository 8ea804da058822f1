"""How results were made: what stays known when nodes are renamed, removed, saved and loaded."""

from __future__ import annotations

from typing import Any

import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import add_volume, ramp, two_labels  # noqa: E402

from medaiassist_engine.contract.errors import ParameterError, UserError  # noqa: E402
from medaiassist_engine.contract.payloads import LabelMap, Segment  # noqa: E402
from MedAIAssistLib.scene import bridge  # noqa: E402
from MedAIAssistLib.scene.provenance import (  # noqa: E402
    HowMade,
    how_made,
    input_node,
    set_how_made,
)
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.session.repeat import inputs_again  # noqa: E402

HOW = HowMade("preprocess.gaussian", {"sigma": 1.5, "mode": "3d"}, {"numpy": "2"}, {"volume": "a"})


@pytest.fixture
def volume(scene: Any) -> Any:
    return add_volume(scene, ramp((6, 7, 8)), name="a")


@pytest.fixture
def result(scene: Any) -> Any:
    return add_volume(scene, ramp((6, 7, 8)), name="result")


@pytest.fixture
def mask(scene: Any) -> Any:
    labels = LabelMap(two_labels(), segments=(Segment(7, "tumour", "T"), Segment(3, "cyst", "C")))
    node = scene.GetNodeByID(finish(bridge.write(scene, labels)))
    node.SetName("contours")
    return node


def limited(result: Any, volume: Any, mask: Any) -> HowMade:
    names = {"volume": "a", "mask": "contours"}
    how = HowMade("preprocess.gaussian", {"sigma": 1.5}, {}, names, (), {"mask": "T"})
    set_how_made(result, how, {"volume": volume, "mask": mask})
    return how


def test_what_is_kept_is_found_again(result: Any) -> None:
    set_how_made(result, HOW)
    assert how_made(result) == HOW


def test_a_record_of_an_older_version_is_read(result: Any) -> None:
    result.SetAttribute("MedAIAssist.HowMade", '{"operation": "preprocess.nlm", "notes": ["n"]}')
    assert how_made(result) == HowMade("preprocess.nlm", notes=("n",))


def test_an_input_is_found_under_its_new_name(result: Any, volume: Any) -> None:
    set_how_made(result, HOW, {"volume": volume})
    volume.SetName("renamed")
    assert input_node(result, "volume") is volume


def test_an_input_that_is_gone_is_not_mistaken_for_another(scene: Any, result: Any) -> None:
    gone = add_volume(scene, ramp((2, 2, 2)), name="a")
    set_how_made(result, HOW, {"volume": gone})
    scene.RemoveNode(gone)
    del gone
    add_volume(scene, ramp((2, 2, 2)), name="a")
    assert input_node(result, "volume") is None


def test_an_input_that_was_replaced_by_its_result_is_not_its_own_input(volume: Any) -> None:
    set_how_made(volume, HOW, {"volume": volume})
    assert input_node(volume, "volume") is None


def test_inputs_are_found_in_a_scene_that_was_saved_and_loaded(
    scene: Any, result: Any, volume: Any, mask: Any
) -> None:
    how = limited(result, volume, mask)
    scene.SetSaveToXMLString(1)
    scene.Commit()
    text = scene.GetSceneXMLString()
    del result, volume, mask
    scene.Clear(False)
    add_volume(scene, ramp((2, 2, 2)), name="takes the first id")
    scene.SetLoadFromXMLString(1)
    scene.SetSceneXMLString(text)
    scene.Import()
    loaded = scene.GetFirstNodeByName("result")
    assert how_made(loaded) == how
    assert input_node(loaded, "volume").GetName() == "a"
    assert input_node(loaded, "mask").GetName() == "contours"


def test_a_result_is_repeated_with_the_same_segment(
    scene: Any, result: Any, volume: Any, mask: Any
) -> None:
    how = limited(result, volume, mask)
    other = add_volume(scene, ramp((2, 2, 2)), name="other")
    inputs = inputs_again(result, how, other)
    assert inputs["volume"].get() is other
    assert inputs["mask"].get() is mask
    assert inputs["mask"].segment_id == "T"


def test_a_mask_that_is_gone_is_named(scene: Any, result: Any, volume: Any, mask: Any) -> None:
    how = limited(result, volume, mask)
    scene.RemoveNode(mask)
    with pytest.raises(UserError, match="'contours', which is no longer in the scene"):
        inputs_again(result, how, volume)


def test_a_segment_that_is_gone_is_told(result: Any, volume: Any, mask: Any) -> None:
    how = limited(result, volume, mask)
    mask.GetSegmentation().RemoveSegment("T")
    with pytest.raises(UserError, match="a segment of 'contours' that was removed"):
        inputs_again(result, how, volume)


def test_an_operation_that_is_unknown_here_is_told(result: Any, volume: Any) -> None:
    with pytest.raises(UserError, match="There is no operation"):
        inputs_again(result, HowMade("preprocess.dream"), volume)


def test_parameters_that_no_longer_exist_are_told(result: Any, volume: Any) -> None:
    with pytest.raises(ParameterError, match="no parameter 'width'"):
        inputs_again(result, HowMade("preprocess.gaussian", {"width": 3}), volume)
