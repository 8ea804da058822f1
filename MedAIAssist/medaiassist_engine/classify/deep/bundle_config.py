"""The configs of a MONAI bundle, which `python -m monai.bundle run` executes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import monai
import numpy as np
import torch

from .networks.registry import OWN, TIMES, Definition
from .preparation import IMAGE, Preparation, as_json

KEY = "medaiassist"
"""Where the metadata say what only this project asks for."""

WEIGHTS, SCRIPT = "models/model.safetensors", "models/model.ts"
_WITHIN_MONAI = "monai.networks.nets."


def metadata(
    name: str,
    preparation: Preparation,
    classes: tuple[str, ...],
    definition: Definition,
    facts: Mapping[str, Any],
) -> dict[str, Any]:
    """metadata.json, by the specification of MONAI bundles."""
    shape = list(preparation.size)
    return {
        "schema": "https://github.com/Project-MONAI/MONAI-extra-test-data/releases/download/"
        "0.8.1/meta_schema_20240725.json",
        "version": "1.0.0",
        "changelog": {"1.0.0": "trained"},
        "monai_version": monai.__version__,
        "pytorch_version": torch.__version__.partition("+")[0],
        "numpy_version": np.__version__,
        "required_packages_version": {"safetensors": "0.4"},
        "name": name,
        "task": "Classification of images",
        "description": f"Tells apart: {', '.join(classes)}.",
        "authors": "",
        "copyright": "",
        "intended_use": "For research use only. Not a medical device.",
        "network_data_format": {
            "inputs": {
                IMAGE: {
                    "type": "image",
                    "format": "magnitude",
                    "num_channels": preparation.channels,
                    "spatial_shape": shape,
                    "dtype": "float32",
                    "value_range": [],
                    "is_patch_data": False,
                    "channel_def": {str(n): f"channel {n}" for n in range(preparation.channels)},
                }
            },
            "outputs": {
                "pred": {
                    "type": "probabilities",
                    "format": "classification",
                    "num_channels": len(classes),
                    "spatial_shape": [],
                    "dtype": "float32",
                    "value_range": [0, 1],
                    "is_patch_data": False,
                    "channel_def": {str(n): name for n, name in enumerate(classes)},
                }
            },
        },
        KEY: {
            "classes": list(classes),
            "preparation": as_json(preparation),
            "definition": definition,
            **facts,
        },
    }


def inference(preparation: Preparation, definition: Definition) -> dict[str, Any]:
    """inference.json: every image of `dataset_dir`, or of `datalist`, into a table.

    It needs MONAI and what reads the images, and nothing of this project.
    """
    return {
        "imports": ["$import glob", "$import os", "$import torch",
                    "$from safetensors.torch import load_file"],
        "bundle_root": ".",
        "dataset_dir": "$@bundle_root + '/images'",
        "datalist": "$sorted(glob.glob(@dataset_dir + '/*'))",
        "output_dir": "$@bundle_root + '/eval'",
        "device": "$torch.device('cuda:0' if torch.cuda.is_available() else 'cpu')",
        **_network(definition),
        "preprocessing": {
            "_target_": "Compose",
            "transforms": [
                {"_target_": "LoadImaged", "keys": IMAGE, "ensure_channel_first": True},
                *_in_axes(preparation),
                *preparation.steps(),
            ],
        },
        "inferer": {
            "_target_": "Lambdad",
            "keys": IMAGE,
            "func": "$lambda image: " + _prediction(definition),
        },
        "postprocessing": {
            "_target_": "SaveClassificationd",
            "keys": "image",
            "meta_keys": "meta",
            "output_dir": "@output_dir",
            "filename": "predictions.csv",
        },
        "pipeline": {
            "_target_": "Compose",
            "transforms": ["@preprocessing", "$lambda item: {**item, 'meta': item['image'].meta}",
                           "@inferer", "@postprocessing"],
        },
        "run": [
            "$os.makedirs(@output_dir, exist_ok=True)",
            "$@network.eval()",
            "$torch.set_grad_enabled(False)",
            "$list(map(lambda path, pipeline=@pipeline: pipeline({'image': path}), @datalist))",
        ],
    }  # fmt: skip


def _network(definition: Definition) -> dict[str, Any]:
    if is_own(definition):
        script = f"$torch.jit.load(@bundle_root + '/{SCRIPT}', map_location=@device)"
        return {"network": script}
    weights = f"load_file(@bundle_root + '/{WEIGHTS}')"
    return {
        "network_def": whole(definition),
        "network": "$@network_def.to(@device)",
        "initialize": [f"$@network.load_state_dict({weights})"],
    }


def _prediction(definition: Definition) -> str:
    first = "[0]" if definition["_target_"] == "ViT" else ""  # it gives its hidden states too
    called = "@network(image.as_tensor()[None].to(@device))"
    return f"torch.softmax({called}{first}, dim=1)[0].cpu()"


def _in_axes(preparation: Preparation) -> list[dict[str, Any]]:
    """Pictures come with two axes or, from medical formats, with a third of one slice; signals
    with times first."""
    if preparation.dimensions == 3:
        return []
    picked = "$lambda image: image[..., 0] if image.ndim == 4 else image"
    if preparation.order == TIMES:
        picked = "$lambda image: image.transpose(-1, -2)"
    return [{"_target_": "Lambdad", "keys": IMAGE, "func": picked}]


def is_own(definition: Definition) -> bool:
    """Whether MONAI lacks the network, so that it is saved as TorchScript."""
    return str(definition["_target_"]).startswith(OWN)


def whole(definition: Definition) -> Definition:
    """With the full name of MONAI's network."""
    return {**definition, "_target_": _WITHIN_MONAI + str(definition["_target_"])}
