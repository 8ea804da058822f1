"""Trained networks as MONAI bundles: zip files of configs and weights, without code of ours."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import safetensors.torch
import torch

from ...contract.payloads import ModelRef
from ...models.bundle_writing import write_bundle_file
from ...models.folders import new_model
from .bundle_config import SCRIPT, WEIGHTS, inference, is_own, metadata
from .networks.registry import Definition
from .preparation import Preparation

EXTENSION = ".zip"
NETWORK_KIND = "network"
"""Of `ModelRef`."""


@dataclass(frozen=True)
class TrainedNetwork:
    """A network that tells images apart.

    Attributes:
        module: a torch module.
        definition: what it was built from; see `networks.registry`.
        facts: plain values about the training, for the bundle's metadata.
    """

    module: Any
    definition: Definition
    preparation: Preparation
    classes: tuple[str, ...]
    facts: Mapping[str, Any]


def save_network(trained: TrainedNetwork, name: str, folder: str = "") -> ModelRef:
    """Save it under a name of its own among the models, or in `folder`.

    Raises:
        UserError: the folder cannot be made, or the disk is full.
    """
    stem = re.sub(r"[^\w.-]+", "-", name).strip("-.") or "network"
    return new_model(
        NETWORK_KIND, stem, EXTENSION, lambda path: write_bundle(path, trained, name), folder
    )


def write_bundle(path: Path, trained: TrainedNetwork, name: str) -> None:
    """Write a bundle, whole or not at all.

    Networks of MONAI are saved as their definition and weights (safetensors), others as
    TorchScript. To run one elsewhere: unzip it, then
    ``python -m monai.bundle run --config_file configs/inference.json --bundle_root . \
    --dataset_dir IMAGES`` in its folder.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    configs = {
        "configs/metadata.json": metadata(
            name, trained.preparation, trained.classes, trained.definition, trained.facts
        ),
        "configs/inference.json": inference(trained.preparation, trained.definition),
    }
    write_bundle_file(path, configs, _weights(trained))


def _weights(trained: TrainedNetwork) -> dict[str, bytes]:
    module = trained.module.to("cpu").eval()
    if is_own(trained.definition):
        buffer = io.BytesIO()
        torch.jit.save(torch.jit.script(module), buffer)
        return {SCRIPT: buffer.getvalue()}
    weights = {key: value.contiguous().clone() for key, value in module.state_dict().items()}
    return {WEIGHTS: safetensors.torch.save(weights)}
