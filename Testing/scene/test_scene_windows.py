"""Results are shown where and as their input was, as far as that makes sense."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import add_transform, add_volume, grid_matrix, ramp  # noqa: E402

from MedAIAssistLib.scene.provenance import HowMade, set_how_made  # noqa: E402
from MedAIAssistLib.scene.show import background_of, middle_of, same_place, show  # noqa: E402
from MedAIAssistLib.scene.windows import natural_window, shown_window, window_like  # noqa: E402


def shown(scene: Any, array: Any, window: float, level: float) -> Any:
    node = add_volume(scene, array)
    node.CreateDefaultDisplayNodes()
    node.GetDisplayNode().SetAutoWindowLevel(False)
    node.GetDisplayNode().SetWindowLevel(window, level)
    return node


@pytest.fixture
def ct() -> Any:
    return np.random.default_rng(0).normal(0, 300, (12, 14, 16)).astype(np.int16)


def test_a_smoothed_ct_keeps_the_soft_tissue_window(scene: Any, ct: Any) -> None:
    source = shown(scene, ct, 400, 40)
    result = shown(scene, (ct * 0.8).astype(np.int16), 1, 0.5)
    window_like(result, natural_window(source), shown_window(source))
    assert shown_window(result) == (400, 40)


def test_z_scores_get_a_window_of_their_own(scene: Any, ct: Any) -> None:
    source = shown(scene, ct, 400, 40)
    result = shown(scene, (ct / 300).astype(np.float32), 400, 40)
    window_like(result, natural_window(source), shown_window(source))
    assert shown_window(result) == natural_window(result)
    assert 4 < shown_window(result)[0] < 12


def test_colour_images_have_no_window(scene: Any) -> None:
    image = add_volume(
        scene, np.zeros((3, 4, 5, 3), np.uint8), class_name="vtkMRMLVectorVolumeNode"
    )
    image.CreateDefaultDisplayNodes()
    assert natural_window(image) is None
    window_like(image, None, None)


def test_the_same_box_of_space_is_the_same_place(scene: Any) -> None:
    one, other = (add_volume(scene, ramp((4, 5, 6))) for _ in range(2))
    assert same_place(one, other)
    other.SetAndObserveTransformNodeID(add_transform(scene, grid_matrix(40)).GetID())
    assert not same_place(one, other)


def test_the_middle_of_a_volume_is_the_middle_of_its_voxels(scene: Any) -> None:
    node = add_volume(scene, ramp((4, 5, 6)), np.diag([2.0, 2.0, 2.0, 1.0]))
    assert middle_of(node) == pytest.approx((5, 4, 3))
    assert middle_of(scene.AddNewNodeByClass("vtkMRMLTableNode")) is None
    assert middle_of(scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode")) is None


def test_a_segmentation_lies_over_its_input_where_nothing_is_shown(scene: Any) -> None:
    composite = scene.AddNewNodeByClass("vtkMRMLSliceCompositeNode")
    volume = add_volume(scene, ramp((4, 5, 6)))
    segmentation = scene.AddNewNodeByClass("vtkMRMLSegmentationNode")
    set_how_made(segmentation, HowMade("preprocess.canny"), {"volume": volume})
    assert background_of(scene) is None
    show(scene, segmentation.GetID())
    assert background_of(scene) is volume
    other = add_volume(scene, ramp((4, 5, 6)))
    composite.SetBackgroundVolumeID(other.GetID())
    show(scene, segmentation.GetID())
    assert background_of(scene) is other
