"""Networks that tell images apart as backbones of detectors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from detecting import found_of, trained  # noqa: E402

from medaiassist_engine.classify.deep.networks.building import build  # noqa: E402
from medaiassist_engine.classify.deep.networks.registry import (  # noqa: E402
    ENTRIES,
    Form,
    definition_of,
)
from medaiassist_engine.classify.deep.optimisers import optimiser_of  # noqa: E402
from medaiassist_engine.contract.params import parameters_of  # noqa: E402
from medaiassist_engine.detect.networks import building as detectors  # noqa: E402
from medaiassist_engine.detect.networks.backbones import LEVELS, SMALL, backbone  # noqa: E402
from medaiassist_engine.detect.networks.building import OWN, TARGETS  # noqa: E402
from medaiassist_engine.detect.networks.crops import crop_network  # noqa: E402
from medaiassist_engine.detect.networks.parameters import TrainDetectorParameters  # noqa: E402
from medaiassist_engine.detect.networks.saved import load_detector  # noqa: E402

CHOICES = next(p for p in parameters_of(TrainDetectorParameters) if p.name == "backbone")
NAMES = [name for name in CHOICES.choices if name != SMALL]

ENDS = {
    "cnn": ("features.6", "features.8", "features.9"),
    "vgg16": ("features.12", "features.16", "features.17"),
    "googlenet": ("features.6", "features.12", "features.15"),
    "resnet18": ("layer2", "layer3", "layer4"),
    "resnet50": ("layer2", "layer3", "layer4"),
    "densenet121": ("features.denseblock2", "features.denseblock3", "features.norm5"),
    "efficientnet_b0": ("_blocks.2", "_blocks.4", "_blocks.6"),
}
"""The layers with the last maps of an 8th, a 16th and a 32nd of the resolution."""


def test_the_choices_are_networks_of_the_registry_by_their_names() -> None:
    assert set(NAMES) == set(ENDS) <= set(ENTRIES)
    titles = dict(zip(CHOICES.choices, CHOICES.spec.titles, strict=True))
    assert all(titles[name] == ENTRIES[name].title for name in NAMES)


@pytest.mark.parametrize("finest", [4, 8])
@pytest.mark.parametrize("dimensions", [2, 3])
@pytest.mark.parametrize("name", CHOICES.choices)
def test_each_map_is_half_as_fine_as_the_one_before(
    name: str, dimensions: int, finest: int
) -> None:
    seen = backbone(name, dimensions, 2, 16, finest)
    maps = seen(torch.rand(2, 2, *(64, 32, 32)[:dimensions]))
    assert [m.shape[1] for m in maps] == list(seen.channels)
    strides = (finest, finest * 2, finest * 4)
    assert [m.shape[2:] for m in maps] == [
        tuple(n // stride for n in (64, 32, 32)[:dimensions]) for stride in strides
    ]


@pytest.mark.parametrize("name", NAMES)
def test_maps_are_those_inside_of_the_whole_network(name: str) -> None:
    size = 128 if name == "cnn" else 64
    whole = build(definition_of(name, Form(2, 3, (size, size), 5))).eval()
    seen = backbone(name, 2, 3, 32, 8).eval()
    weights = whole.state_dict()
    assert seen.network.state_dict().keys() <= weights.keys()
    seen.network.load_state_dict(weights, strict=False)
    kept: list[Any] = []
    for layer in ENDS[name]:
        whole.get_submodule(layer).register_forward_hook(lambda m, i, o: kept.append(o.clone()))
    image = torch.rand(1, 3, size, size)
    with torch.no_grad():
        whole(image)
        maps = seen(image)
    assert len(kept) == LEVELS
    for ours, theirs in zip(maps, kept, strict=True):
        torch.testing.assert_close(ours, theirs)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_kept_that_does_not_learn(name: str) -> None:
    """Several processes would wait for its gradient in vain."""
    seen = backbone(name, 2, 1, 32, 4)
    sum(m.sum() for m in seen(torch.rand(2, 1, 64, 64))).backward()
    assert [n for n, p in seen.named_parameters() if p.grad is None] == []


@pytest.mark.parametrize("name", CHOICES.choices)
def test_crops_become_as_many_features_as_are_said(name: str) -> None:
    seen = crop_network(name, 2, 1, 16)
    assert seen(torch.rand(2, 1, seen.size, seen.size)).shape == (2, seen.length)


@pytest.mark.parametrize("name", CHOICES.choices)
@pytest.mark.parametrize("kind", ["retinanet", "rcnn"])
def test_earlier_stages_of_the_backbone_learn_at_their_share(kind: str, name: str) -> None:
    definition = {
        "_target_": OWN + TARGETS[kind], "dimensions": 2, "channels": 1, "classes": 1,
        "backbone": name, "width": 8,
    }  # fmt: skip
    if kind == "retinanet":
        definition |= {"anchors": [[[8.0, 8.0]]], "finest": 8}
    module = detectors.build(definition)
    optimiser = optimiser_of(module, TrainDetectorParameters(stage_rate=0.5))
    shares = {id(p): group["share"] for group in optimiser.param_groups for p in group["params"]}
    parameters = dict(module.named_parameters())
    assert shares.keys() == {id(p) for p in parameters.values()}
    told = {name: shares[id(p)] for name, p in parameters.items()}
    body = [share for name, share in told.items() if "body." in name]
    assert {share for name, share in told.items() if "body." not in name} == {1.0}
    assert max(body) == 0.5 and min(body) <= 0.125 and body[0] == min(body)


SLOW = pytest.mark.slow


@pytest.mark.parametrize(
    ("detector", "name", "dimensions", "epochs"),
    [("retinanet", "densenet121", 2, 10), ("centers", "efficientnet_b0", 2, 20),
     ("rcnn", "cnn", 2, 12),
     pytest.param("faster_rcnn", "resnet18", 2, 14, marks=SLOW),
     pytest.param("fast_rcnn", "googlenet", 2, 20, marks=SLOW),
     pytest.param("faster_rcnn", "resnet18", 3, 9, marks=SLOW)],
)  # fmt: skip
def test_a_detector_with_such_a_backbone_finds_objects(
    detector: str, name: str, dimensions: int, epochs: int, tmp_path: Path
) -> None:
    model = trained(tmp_path, dimensions, detector=detector, backbone=name, epochs=epochs)["model"]
    assert load_detector(model).definition["backbone"] == name
    best = found_of(model, dimensions)
    assert (best > 0.5).sum() >= 2, best
