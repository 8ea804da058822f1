"""Detectors whose training begins with a network that tells images apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from blob_images import tables  # noqa: E402
from detecting import QUICK, SHAPES, trained  # noqa: E402

from medaiassist_engine.classify.deep.bundle_saving import (  # noqa: E402
    NETWORK_KIND,
    TrainedNetwork,
    write_bundle,
)
from medaiassist_engine.classify.deep.networks.building import build  # noqa: E402
from medaiassist_engine.classify.deep.networks.registry import (  # noqa: E402
    Form,
    definition_of,
)
from medaiassist_engine.classify.deep.preparation import Preparation  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import ModelRef  # noqa: E402
from medaiassist_engine.detect.networks import building as detectors  # noqa: E402
from medaiassist_engine.detect.networks.building import OWN, TARGETS  # noqa: E402
from medaiassist_engine.detect.networks.saved import Detector, load_detector  # noqa: E402
from medaiassist_engine.detect.networks.seeing import Seeing  # noqa: E402
from medaiassist_engine.detect.training.beginning import (  # noqa: E402
    beginning_of,
    take_over,
    with_backbone,
)
from medaiassist_engine.detect.training.operation import run_train_detector  # noqa: E402
from medaiassist_engine.models.references import reference  # noqa: E402

GREY = Seeing(2, 1, (1.0, 1.0))


def network(folder: Path, name: str, dimensions: int = 2, channels: int = 1) -> ModelRef:
    """A network with random weights that tells two classes apart."""
    size = (32,) * dimensions
    definition = definition_of(name, Form(dimensions, channels, size, 2))
    torch.manual_seed(5)
    found = TrainedNetwork(
        build(definition).eval(), definition, Preparation(dimensions, channels, size),
        ("a", "b"), {},
    )  # fmt: skip
    path = folder / f"{name}.zip"
    write_bundle(path, found, name)
    return reference(path, NETWORK_KIND)


def detector(kind: str, backbone: str, channels: int = 1) -> Any:
    definition = {
        "_target_": OWN + TARGETS[kind], "dimensions": 2, "channels": channels, "classes": 1,
        "backbone": backbone,
    }  # fmt: skip
    if kind == "faster_rcnn":
        definition["anchors"] = [[[8.0, 8.0]]]
    return detectors.build(definition)


def body(module: Any) -> dict[str, Any]:
    """Weights of what sees the image."""
    return dict(getattr(module, "pyramid", module).body.network.state_dict())


@pytest.mark.parametrize("kind", ["faster_rcnn", "rcnn"])
@pytest.mark.parametrize("name", ["resnet18", "densenet121", "efficientnet_b0", "googlenet"])
def test_all_weights_of_the_network_find_their_place(kind: str, name: str, tmp_path: Path) -> None:
    begin = beginning_of(None, network(tmp_path, name))
    module, context = detector(kind, name), Context()
    take_over(module, begin, GREY, context)
    for key, value in body(module).items():
        assert torch.equal(value, begin.weights[key]), key
    assert f"100% of the backbone's weights were taken from '{name}'." in context.notes


def test_a_network_of_colour_pictures_answers_grey_ones_as_before(tmp_path: Path) -> None:
    begin = beginning_of(None, network(tmp_path, "resnet18", channels=3))
    module = detector("faster_rcnn", "resnet18")
    take_over(module, begin, GREY, Context())
    grey = torch.rand(1, 1, 32, 32)
    ours = module.pyramid.body.network.conv1(grey)
    theirs = torch.nn.functional.conv2d(
        grey.expand(-1, 3, -1, -1), begin.weights["conv1.weight"], stride=2, padding=3
    )
    torch.testing.assert_close(ours, theirs)


def test_the_detector_gets_the_backbone_that_the_network_is(tmp_path: Path) -> None:
    cohort, boxes = tables(tmp_path, SHAPES[2], 7.0, 6)
    p = replace(QUICK, folder=str(tmp_path), resume_folder=str(tmp_path / "r"))
    context = Context()
    begin = network(tmp_path, "cnn")
    model = run_train_detector(cohort, boxes, p, context, network=begin)["model"]
    assert load_detector(model).definition["backbone"] == "cnn"
    assert load_detector(model).facts["start"] == begin.sha256
    assert "The backbone is Plain CNN, as 'cnn' is." in context.notes


def test_other_intensities_are_told(tmp_path: Path) -> None:
    begin = beginning_of(None, network(tmp_path, "resnet18"))
    context = Context()
    seeing = replace(GREY, intensities="window")
    take_over(detector("rcnn", "resnet18"), begin, seeing, context)
    assert "'resnet18' was trained with intensities range, this is with window." in context.notes


def test_what_cannot_begin_a_training_is_said(tmp_path: Path) -> None:
    given = network(tmp_path, "resnet18")
    with pytest.raises(UserError, match=r"not with both; choose one of them\.$"):
        beginning_of(given, given)
    series = beginning_of(None, network(tmp_path, "cnn_lstm", 3))
    with pytest.raises(UserError, match="CNN and LSTM along slices, which is no backbone"):
        with_backbone(QUICK, series, Context())
    solid = beginning_of(None, network(tmp_path, "densenet121", 3))
    with pytest.raises(UserError, match="images of 2 dimensions; begin with a network for such"):
        take_over(detector("rcnn", "densenet121"), solid, GREY, Context())


def test_judges_of_another_r_cnn_do_not_judge_features_that_change(tmp_path: Path) -> None:
    first = trained(tmp_path, 2, detector="rcnn")["model"]
    begin = beginning_of(first, None)
    assert begin.module.fitted
    module = detectors.build(begin.definition)
    take_over(module, begin, begin.seeing, Context())
    assert not module.fitted
    assert torch.equal(module.softmax_head.weight, begin.module.softmax_head.weight)


def test_layers_behind_the_first_are_taken_whole_or_not_at_all() -> None:
    """Only what sees the image is adapted to other channels; features have no mean."""
    narrow, wide = detector("faster_rcnn", "small"), detector("faster_rcnn", "resnet18")
    before = {name: value.clone() for name, value in wide.state_dict().items()}
    begin = Detector(narrow, {}, GREY, ("a",), {}, "narrow")
    take_over(wide, begin, GREY, Context())
    lateral = "pyramid.neck.inner_blocks.2.weight"
    assert narrow.state_dict()[lateral].shape != before[lateral].shape
    assert torch.equal(wide.state_dict()[lateral], before[lateral])
