"""Training that starts from a trained network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

import monai  # noqa: E402
import safetensors.torch  # noqa: E402
from deep_cases import cohort, quick  # noqa: E402

from medaiassist_engine.classify.deep.bundle_reading import (  # noqa: E402
    load_classifier,
    python_module,
)
from medaiassist_engine.classify.deep.networks.building import build  # noqa: E402
from medaiassist_engine.classify.deep.networks.registry import (  # noqa: E402
    ENTRIES,
    OWN,
    Form,
    definition_of,
)
from medaiassist_engine.classify.deep.networks.stages import head_of, stages_of  # noqa: E402
from medaiassist_engine.classify.deep.optimisers import optimiser_of, set_rate  # noqa: E402
from medaiassist_engine.classify.deep.preparation import Preparation  # noqa: E402
from medaiassist_engine.classify.deep.starting import Start, start_of  # noqa: E402
from medaiassist_engine.classify.deep.train_network import run_train_network  # noqa: E402
from medaiassist_engine.classify.deep.transfer import (  # noqa: E402
    freeze,
    learning,
    take_weights,
)
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Column, ModelRef, Table  # noqa: E402
from medaiassist_engine.models.bundle_writing import write_bundle_file  # noqa: E402
from medaiassist_engine.models.references import reference  # noqa: E402

AB, ABC = ("a", "b"), ("a", "b", "c")


def network(name: str, size: int = 32, channels: int = 1, classes: int = 2, seed: int = 0) -> Any:
    torch.manual_seed(seed)
    dimensions = ENTRIES[name].dimensions[0]
    form = Form(dimensions, channels, (size,) * dimensions, classes)
    return build(definition_of(name, form))


def seen(size: int = 32, channels: int = 1, dimensions: int = 2) -> Preparation:
    return Preparation(dimensions, channels, (size,) * dimensions)


def start(name: str, size: int = 32, channels: int = 1, fused: bool = False) -> Start:
    weights = network(name, size, channels).state_dict()
    dimensions = ENTRIES[name].dimensions[0]
    return Start("old", "0", name, seen(size, channels, dimensions), AB, weights, fused)


@pytest.mark.parametrize("name", [n for n in ENTRIES if n not in ("alexnet", "vgg16", "vit")])
def test_every_network_takes_over_all_but_the_last_layer_for_other_classes(name: str) -> None:
    dimensions = ENTRIES[name].dimensions[0]
    old, new = start(name), network(name, classes=3, seed=1)
    before = {key: value.clone() for key, value in new.state_dict().items()}
    take_weights(new, old, seen(dimensions=dimensions), ABC, Context())
    head = head_of(new)[0]
    for key, value in new.state_dict().items():
        assert torch.equal(value, before[key] if key.startswith(head) else old.weights[key]), key


def test_with_the_same_classes_the_last_layer_is_taken_over_too() -> None:
    old, new = start("cnn"), network("cnn", seed=1)
    take_weights(new, old, seen(), AB, Context())
    assert torch.equal(new.dense[-1].weight, old.weights["dense.4.weight"])
    other = network("cnn", seed=1)
    take_weights(other, old, seen(), ("b", "a"), Context())
    assert not torch.equal(other.dense[-1].weight, old.weights["dense.4.weight"])


def test_a_grey_network_answers_the_same_for_grey_images_in_colour() -> None:
    old, new = network("resnet18").eval(), network("resnet18", channels=3, seed=1).eval()
    given = Start("old", "0", "resnet18", seen(), AB, old.state_dict(), False)
    take_weights(new, given, seen(channels=3), AB, Context())
    images = torch.rand(2, 1, 32, 32)
    with torch.no_grad():
        torch.testing.assert_close(new(images.expand(2, 3, 32, 32)), old(images))


def test_other_sizes_are_taken_where_the_network_has_no_layer_for_each_voxel() -> None:
    take_weights(network("densenet121", 48), start("densenet121", 32), seen(48), AB, Context())
    with pytest.raises(UserError, match=r"32 x 32 voxels .* set Size"):
        take_weights(network("cnn", 64), start("cnn", 32), seen(64), AB, Context())
    with pytest.raises(UserError, match="trained on 3D images, but these are 2D"):
        old = Start("old", "0", "cnn", seen(dimensions=3), AB, {}, False)
        take_weights(network("cnn"), old, seen(), AB, Context())


@pytest.mark.parametrize(
    ("name", "stages"),
    [("cnn", 5), ("resnet18", 6), ("densenet121", 6), ("efficientnet_b0", 10), ("googlenet", 6)],
)
def test_stages_follow_the_image_and_hold_every_parameter_once(name: str, stages: int) -> None:
    module = network(name)
    found = stages_of(module)
    assert len(found) == stages
    in_stages = sorted(name for stage in found for name in stage)
    assert in_stages == sorted(name for name, _ in module.named_parameters())
    assert {n.rpartition(".")[0] for n in found[-1]} == {head_of(module)[0]}


def test_vgg_has_the_five_blocks_of_its_paper_and_three_dense_layers() -> None:
    with torch.device("meta"):
        assert len(stages_of(network("vgg16"))) == 5 + 3


def test_clinical_values_belong_to_the_last_stage() -> None:
    image = definition_of("resnet18", Form(2, 1, (32, 32), 2))
    fused = build({"_target_": OWN + "fusion.ImageAndClinical", "image": image,
                   "categories": [0, 3], "classes": 2})  # fmt: skip
    stages = stages_of(fused)
    assert len(stages) == 6 and stages[0] == ["image.conv1.weight", "image.bn1.weight",
                                              "image.bn1.bias"]  # fmt: skip
    assert "clinical.0.weight" in stages[-1] and "head.weight" in stages[-1]


def test_frozen_stages_keep_their_weights_and_batch_norm_its_statistics() -> None:
    module = network("resnet18")
    freeze(module, quick(freeze="first", frozen_stages=2), Context())
    before = {key: value.clone() for key, value in module.state_dict().items()}
    optimiser = optimiser_of(module, quick())
    for _ in range(2):
        learning(module)
        module(torch.rand(4, 1, 32, 32)).sum().backward()
        optimiser.step()
    changed = {key for key, value in module.state_dict().items()
               if not torch.equal(value, before[key])}  # fmt: skip
    assert not any(key.startswith(("conv1.", "bn1.", "layer1.")) for key in changed)
    assert "layer2.0.bn1.running_mean" in changed and "fc.weight" in changed


def test_only_the_last_layer_learns_with_a_frozen_backbone() -> None:
    module = network("efficientnet_b0")
    freeze(module, quick(freeze="backbone"), Context())
    assert [n for n, p in module.named_parameters() if p.requires_grad] == ["_fc.weight",
                                                                            "_fc.bias"]  # fmt: skip


def test_earlier_stages_learn_more_slowly_by_the_factor() -> None:
    module = network("cnn")
    optimiser = optimiser_of(module, quick(stage_rate=0.5))
    set_rate(optimiser, 0.8)
    rates = {id(p): group["lr"] for group in optimiser.param_groups for p in group["params"]}
    stages = stages_of(module)
    named = dict(module.named_parameters())
    for n, stage in enumerate(reversed(stages)):
        for name in stage:
            assert rates[id(named[name])] == pytest.approx(0.8 * 0.5**n)
    assert len(rates) == len(named)


def fit_on(table: Table, folder: Path, first: ModelRef | None, context: Context,
           **other: Any) -> Any:  # fmt: skip
    p = quick(folder=str(folder), resume_folder=str(folder), **other)
    return run_train_network(table, p, context, first)


def test_the_operation_goes_on_from_a_saved_network(tmp_path: Path) -> None:
    table = cohort(tmp_path, 8)
    first = fit_on(table, tmp_path, None, Context())["model"]
    old = python_module(load_classifier(first))
    renamed = Table(tuple(
        Column("label", texts=tuple("light" if t == "bright" else t for t in c.texts))
        if c.name == "label" else c for c in table.columns
    ))  # fmt: skip
    context = Context()
    found = fit_on(renamed, tmp_path, first, context, network="resnet18", size=None,
                   freeze="backbone", epochs=2)  # fmt: skip
    new = python_module(load_classifier(found["model"]))
    assert torch.equal(new.features[0][0].weight, old.features[0][0].weight)
    assert torch.equal(new.features[0][1].running_mean, old.features[0][1].running_mean)
    assert not torch.equal(new.dense[-1].weight, old.dense[-1].weight)
    notes = " ".join(context.notes)
    assert "The network is Plain CNN" in notes and "with a new last layer" in notes


def bundle_from_elsewhere(folder: Path, target: str) -> ModelRef:
    """As the Model Zoo has them: a definition, and weights as tensors."""
    definition = {"_target_": target, "spatial_dims": 2, "in_channels": 1, "out_channels": 5}
    arguments = {key: value for key, value in definition.items() if key != "_target_"}
    torch.manual_seed(5)
    module = getattr(monai.networks.nets, target)(**arguments)
    path = folder / "zoo.zip"
    configs = {"configs/metadata.json": {"version": "1"},
               "configs/inference.json": {"network_def": definition}}  # fmt: skip
    weights = {"models/model.safetensors": safetensors.torch.save(module.state_dict())}
    write_bundle_file(path, configs, weights)
    return reference(path, "network")


def test_a_bundle_from_elsewhere_gives_its_weights(tmp_path: Path) -> None:
    given = bundle_from_elsewhere(tmp_path, "DenseNet121")
    weights = start_of(given).weights
    context = Context()
    found = fit_on(cohort(tmp_path, 8, (1, 32, 32)), tmp_path, given, context, network="cnn",
                   size=(32, 32, 1), freeze="backbone", epochs=1)  # fmt: skip
    new = load_classifier(found["model"]).module
    assert torch.equal(new.features.conv0.weight, weights["features.conv0.weight"])
    notes = " ".join(context.notes)
    assert "How images were prepared for 'zoo' is not known here" in notes
    assert "with a new last layer" in notes


def test_a_network_that_is_not_known_here_is_refused(tmp_path: Path) -> None:
    given = bundle_from_elsewhere(tmp_path, "BasicUNet")
    with pytest.raises(
        UserError, match="none of those known here; choose another, such as a DenseNet"
    ):
        start_of(given)


def test_freezing_without_a_network_to_start_from_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="choose the model to start from"):
        fit_on(cohort(tmp_path, 4), tmp_path, None, Context(), freeze="first")
