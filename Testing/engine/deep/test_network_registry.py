"""The networks: as large as their papers say, and each takes what it promises."""

from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from medaiassist_engine.classify.deep.networks.building import (  # noqa: E402
    build,
    cost_of,
    logits_of,
)
from medaiassist_engine.classify.deep.networks.registry import (  # noqa: E402
    ENTRIES,
    OWN,
    Form,
    definition_of,
)
from medaiassist_engine.contract.errors import UserError  # noqa: E402


@pytest.mark.parametrize(
    ("target", "size", "other", "parameters"),
    [
        ("vgg.Vgg16", 224, {"batch_norm": False}, 138_357_544),
        ("alexnet.AlexNet", 227, {}, 60_965_224),
        ("googlenet.GoogLeNet", 224, {"batch_norm": False}, 6_998_552),
    ],
)
def test_classics_have_the_parameters_of_their_papers(
    target: str, size: int, other: Any, parameters: int
) -> None:
    definition = {"_target_": OWN + target, "dimensions": 2, "channels": 3, "size": [size, size],
                  "classes": 1000, **other}  # fmt: skip
    assert cost_of(definition, Form(2, 3, (size, size), 1000)).parameters == parameters


@pytest.mark.parametrize(
    ("name", "dimensions"), [(n, d) for n, e in ENTRIES.items() for d in e.dimensions]
)
def test_each_network_takes_images_of_its_smallest_size(name: str, dimensions: int) -> None:
    if name == "vit":
        pytest.importorskip("einops")
    size = ENTRIES[name].needs(dimensions)
    form = Form(dimensions, 2, size, 3)
    definition = definition_of(name, form)
    with torch.device("meta"):
        network = build(definition).eval()
        logits = logits_of(network(torch.empty(2, 2, *size)))
    assert logits.shape == (2, 3)
    cost = cost_of(definition, form)
    assert cost.training(8) > cost.training(1) > 16 * cost.parameters


def test_the_textbook_lstm_takes_100_steps_of_64_features() -> None:
    network = build(definition_of("lstm", Form(2, 1, (64, 100), 4)))
    assert network(torch.rand(5, 1, 64, 100)).shape == (5, 4)


def test_the_recurrent_cnn_sees_the_order_of_slices() -> None:
    torch.manual_seed(0)
    network = build(definition_of("cnn_lstm", Form(3, 1, (16, 16, 6), 2))).eval()
    images = torch.rand(1, 1, 16, 16, 6)
    with torch.no_grad():
        assert not torch.allclose(network(images), network(images[..., [3, 1, 5, 0, 2, 4]]))


def test_a_size_too_small_and_wrong_dimensions_are_refused_with_the_remedy() -> None:
    with pytest.raises(UserError, match="at least 67 x 67"):
        definition_of("alexnet", Form(2, 1, (64, 64), 2))
    with pytest.raises(UserError, match="takes no 2D images"):
        definition_of("cnn_lstm", Form(2, 1, (64, 64), 2))
