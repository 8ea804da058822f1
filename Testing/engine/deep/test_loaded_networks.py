"""Networks that are read from their bundles: what is kept of them, and what is not."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from medaiassist_engine.classify.deep.bundle_reading import load_classifier  # noqa: E402
from medaiassist_engine.classify.deep.bundle_saving import (  # noqa: E402
    TrainedNetwork,
    save_network,
)
from medaiassist_engine.classify.deep.networks.building import build  # noqa: E402
from medaiassist_engine.classify.deep.networks.layers import flat_length  # noqa: E402
from medaiassist_engine.classify.deep.networks.registry import ENTRIES  # noqa: E402
from medaiassist_engine.classify.deep.preparation import Preparation  # noqa: E402
from medaiassist_engine.contract.payloads import ModelRef  # noqa: E402


def saved(name: str, folder: Path, seed: int = 0) -> tuple[ModelRef, Any]:
    torch.manual_seed(seed)
    preparation = Preparation(2, 1, (32, 32))
    definition = ENTRIES[name].define(preparation.form(2))
    module = build(definition)
    trained = TrainedNetwork(module, definition, preparation, ("dark", "bright"), {})
    return save_network(trained, name, str(folder)), module.eval()


@pytest.mark.parametrize("name", ["cnn", "resnet18"])
def test_a_network_is_loaded_once_and_runs_with_its_own_layers(tmp_path: Path, name: str) -> None:
    model, module = saved(name, tmp_path)
    classifier = load_classifier(model)
    assert load_classifier(model) is classifier
    assert not isinstance(classifier.module, torch.jit.ScriptModule)
    image = torch.rand(2, 1, 32, 32)
    with torch.no_grad():
        torch.testing.assert_close(classifier.module(image), module(image))


def test_another_network_in_the_same_file_is_read_anew(tmp_path: Path) -> None:
    model, _ = saved("cnn", tmp_path / "a")
    other, module = saved("cnn", tmp_path / "b", seed=1)
    load_classifier(model)
    Path(other.path).replace(model.path)
    replaced = ModelRef(model.path, model.kind, other.sha256, model.name)
    image = torch.rand(1, 1, 32, 32)
    with torch.no_grad():
        torch.testing.assert_close(load_classifier(replaced).module(image), module(image))


def test_torchscript_of_a_network_unknown_here_runs_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from medaiassist_engine.classify.deep.networks import building

    model, module = saved("cnn", tmp_path)
    monkeypatch.delitem(building._OWN, "plain")
    classifier = load_classifier(model)
    assert isinstance(classifier.module, torch.jit.ScriptModule)
    image = torch.rand(1, 1, 32, 32)
    with torch.no_grad():
        torch.testing.assert_close(classifier.module(image), module(image))


@pytest.mark.parametrize(
    ("name", "size"), [("cnn", (37, 50)), ("alexnet", (70, 81)), ("vgg16", (33, 47, 32))]
)
def test_the_length_of_the_flat_layer_is_that_of_a_real_image(
    name: str, size: tuple[int, ...]
) -> None:
    with torch.device("meta"):
        network = build(ENTRIES[name].define(Preparation(len(size), 3, size).form(2)))
        found = network.eval().features(torch.empty(1, 3, *size))
    assert flat_length(network.features, 3, size) == math.prod(found.shape[1:])
