"""The network that a training starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch

from ...contract.errors import UserError
from ...contract.payloads import ModelRef
from ...models.bundle import open_bundle
from ...models.networks import load_network
from ...models.references import check_reference
from .bundle_config import KEY
from .bundle_reading import load_classifier, python_module
from .networks.registry import ENTRIES, Definition, Form
from .networks.stages import image_part
from .preparation import Preparation

_SIZE = 96  # of which every network can be, so that it can be compared with the given one


@dataclass(frozen=True)
class Start:
    """A network to start from.

    Attributes:
        network: its name in the registry.
        preparation: of its images; None if that is not known.
        classes: that it tells apart; () if they are not known.
        weights: of what sees the image.
        fused: whether its last layer took clinical values too.
    """

    name: str
    sha256: str
    network: str
    preparation: Preparation | None
    classes: tuple[str, ...]
    weights: Mapping[str, torch.Tensor]
    fused: bool


def start_of(model: ModelRef) -> Start:
    """The network that a reference names: one trained here, or of another MONAI bundle.

    Raises:
        UserError: it cannot be loaded, is none of the networks here, or is an ensemble.
    """
    path = check_reference(model)
    bundle = open_bundle(path)
    if bundle is not None and KEY not in bundle.metadata:
        return _from_elsewhere(model)
    classifier = load_classifier(model)
    definition = classifier.definition.get("image", classifier.definition)
    module = python_module(classifier)
    if hasattr(module, "members"):
        raise UserError(
            f"'{classifier.name}' holds several networks; start from one that was trained alone."
        )
    return Start(
        classifier.name,
        classifier.sha256,
        _name_of(definition, classifier.preparation.form(len(classifier.classes))),
        classifier.preparation,
        classifier.classes,
        image_part(module).state_dict(),
        definition is not classifier.definition,
    )


def _from_elsewhere(model: ModelRef) -> Start:
    """MONAI's network of a bundle; nothing else of the bundle is used, and no code of it runs."""
    network = load_network(model.path)
    target = str(network.arguments.get("_target_", "")).rpartition(".")[2]
    dimensions = network.arguments.get("spatial_dims", 3)
    if network.scripted or dimensions not in (2, 3):
        raise UserError(
            f"The bundle '{network.name}' does not say which of MONAI's networks it is; start from "
            "another one."
        )
    form = Form(dimensions, 1, (_SIZE,) * dimensions, 2)
    name = _name_of({**network.arguments, "_target_": target}, form)
    weights = network.module.state_dict()
    return Start(network.name, network.sha256, name, None, (), weights, False)


def _name_of(definition: Definition, form: Form) -> str:
    telling = ("_target_", "cell", "model_name")
    for name, entry in ENTRIES.items():
        if form.dimensions in entry.dimensions:
            other: dict[str, Any] = entry.define(form)
            if all(definition.get(key) == other.get(key) for key in telling):
                return name
    raise UserError(
        "The network to start from is none of those known here; choose another, such as a "
        "DenseNet-121 or a ResNet-18."
    )
