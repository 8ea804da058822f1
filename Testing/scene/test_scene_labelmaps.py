"""Label map volumes, and masks of one segment."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import (  # noqa: E402
    add_volume,
    grid_matrix,
    ramp,
    two_labels,
)

from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import LabelMap, Segment, matrix  # noqa: E402
from MedAIAssistLib.scene import (  # noqa: E402
    bridge,
    labelmaps,
)
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.scene.transforms import to_vtk  # noqa: E402


def test_a_mask_of_one_segment_lies_on_the_volumes_voxels(scene: Any) -> None:
    shift = np.eye(4)
    shift[:3, 3] = (1, 1, 1)
    volume = add_volume(scene, ramp((4, 4, 4)), grid_matrix() @ shift)
    segments = (Segment(7, "Liver", "liver-id"), Segment(3, "Tumour", "T_1"))
    payload = LabelMap(two_labels(), matrix(grid_matrix()), segments)
    mask = labelmaps.read_mask(
        scene.GetNodeByID(finish(bridge.write(scene, payload))), "liver-id", volume
    )
    np.testing.assert_array_equal(mask.array, two_labels()[1:5, 1:5, 1:5] == 7)
    assert [(s.value, s.name) for s in mask.segments] == [(1, "Liver")]


def labelmap_volume(scene: Any) -> Any:
    node = add_volume(scene, two_labels(), class_name="vtkMRMLLabelMapVolumeNode", name="atlas")
    node.CreateDefaultDisplayNodes()
    colours = scene.AddNewNodeByClass("vtkMRMLColorTableNode")
    colours.SetTypeToUser()
    colours.SetNumberOfColors(8)
    colours.SetColor(7, "Hippocampus", 1.0, 0.2, 0.0, 1.0)
    node.GetDisplayNode().SetAndObserveColorNodeID(colours.GetID())
    return node


def test_a_label_map_volume_gets_its_names_from_the_colour_table(scene: Any) -> None:
    back = bridge.read(labelmap_volume(scene))
    np.testing.assert_array_equal(back.array, two_labels())
    assert [s.value for s in back.segments] == [3, 7]
    assert (back.segments[1].name, back.segments[1].color) == ("Hippocampus", (1.0, 0.2, 0.0))


def test_a_mask_of_a_label_map_volume_follows_the_volume_and_names_what_is_missing(
    scene: Any,
) -> None:
    node = labelmap_volume(scene)
    volume = add_volume(scene, ramp((6, 7, 8)))
    for chosen, expected in (("7", two_labels() == 7), (None, two_labels() > 0)):
        mask = labelmaps.read_mask(node, chosen, volume)
        np.testing.assert_array_equal(mask.array, expected)
    node.SetIJKToRASMatrix(to_vtk(np.eye(4)))
    assert not labelmaps.read_mask(node, "7", volume).array.any()
    with pytest.raises(UserError, match="no label '5'"):
        labelmaps.read_mask(node, "5", volume)


def test_a_label_map_can_replace_the_voxels_of_a_label_map_volume(scene: Any) -> None:
    node = labelmap_volume(scene)
    result = LabelMap(two_labels()[::-1], matrix(grid_matrix(3)))
    assert finish(bridge.write(scene, result, node.GetID())) == node.GetID()
    np.testing.assert_array_equal(slicer.util.arrayFromVolume(node), two_labels()[::-1])
    overlapping = LabelMap(np.ones((2, 2, 2, 2), np.uint8))
    with pytest.raises(UserError, match="overlap"):
        finish(bridge.write(scene, overlapping, node.GetID()))
