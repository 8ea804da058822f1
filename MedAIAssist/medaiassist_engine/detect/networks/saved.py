"""Detectors as MONAI bundles: zip files of configs and weights."""

from __future__ import annotations

import re
import threading
import zipfile
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import monai
import numpy as np
import safetensors.torch
import torch

from ...classify.deep.bundle_config import KEY, WEIGHTS
from ...contract.errors import UserError
from ...contract.payloads import ModelRef
from ...models.bundle import METADATA, Bundle, open_bundle
from ...models.bundle_writing import write_bundle_file
from ...models.folders import new_model
from ...models.references import check_reference, sha256_of
from ...models.weights import fill, weights_of
from .building import Definition, build
from .catalog import DETECTOR_KIND
from .seeing import Seeing, as_json, seeing_from

EXTENSION = ".zip"
_TASK = "Detection"
_KEPT = 2
_CACHE: OrderedDict[tuple[str, str], Detector] = OrderedDict()
_LOCK = threading.Lock()


@dataclass(frozen=True)
class Detector:
    """A network that finds objects, and what is needed to use it.

    Attributes:
        module: a torch module; see `networks.building`.
        facts: plain values about the training.
    """

    module: Any
    definition: Definition
    seeing: Seeing
    classes: tuple[str, ...]
    facts: Mapping[str, Any]
    name: str = ""
    sha256: str = ""


def save_detector(detector: Detector, name: str, folder: str = "") -> ModelRef:
    """Save it under a name of its own among the models, or in `folder`.

    Raises:
        UserError: the folder cannot be made, or the disk is full.
    """
    stem = re.sub(r"[^\w.-]+", "-", name).strip("-.") or "detector"
    return new_model(
        DETECTOR_KIND, stem, EXTENSION, lambda path: write_detector(path, detector, name), folder
    )


def write_detector(path: Path, detector: Detector, name: str) -> None:
    """Write the bundle, whole or not at all.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    module = detector.module.to("cpu").eval()
    weights = {key: value.contiguous().clone() for key, value in module.state_dict().items()}
    configs = {METADATA: _metadata(detector, name), "configs/inference.json": _inference(detector)}
    write_bundle_file(path, configs, {WEIGHTS: safetensors.torch.save(weights)})


def load_detector(model: ModelRef) -> Detector:
    """The detector that a reference names; nothing but the detectors here is built from it.

    The last two are kept, as long as their files do not change.

    Raises:
        UserError: the file is gone, changed, damaged, or no detector that was trained here.
    """
    path = check_reference(model)
    key = (str(path.absolute()), sha256_of(path))
    with _LOCK:
        if key not in _CACHE:
            _CACHE[key] = _load(path, key[1])
            while len(_CACHE) > _KEPT:
                _CACHE.popitem(last=False)
        _CACHE.move_to_end(key)
        return _CACHE[key]


def _load(path: Path, sha256: str) -> Detector:
    bundle = open_bundle(path) if path.is_dir() or zipfile.is_zipfile(path) else None
    found = bundle.metadata.get(KEY) if bundle is not None else None
    if bundle is None or not isinstance(found, dict) or "seeing" not in found:
        raise UserError(
            f"'{path.name}' is no detector that was trained here; choose one of 'Train a "
            "detector', or apply a bundle from elsewhere with 'Apply a bundle'."
        )
    classes = tuple(str(name) for name in found.get("classes", ()))
    definition = found.get("definition")
    if not classes or not isinstance(definition, dict):
        raise UserError(f"The detector '{path.name}' is not complete; train it again.")
    module = _filled(bundle, definition)
    seeing = seeing_from(found["seeing"], bundle.name)
    facts = {k: v for k, v in found.items() if k not in ("seeing", "classes", "definition")}
    return Detector(module, definition, seeing, classes, facts, bundle.name, sha256)


def _filled(bundle: Bundle, definition: Definition) -> Any:
    member = bundle.weights
    if member is None:
        raise UserError(f"The detector '{bundle.name}' has no weights; get it again.")
    module = build(definition).eval()
    fill(module, weights_of(bundle.read(member), member), member)
    return module


def _metadata(detector: Detector, name: str) -> dict[str, Any]:
    """metadata.json, by the specification of MONAI bundles."""
    return {
        "version": "1.0.0",
        "changelog": {"1.0.0": "trained"},
        "monai_version": monai.__version__,
        "pytorch_version": torch.__version__.partition("+")[0],
        "numpy_version": np.__version__,
        "required_packages_version": {"safetensors": "0.4"},
        "name": name,
        "task": _TASK,
        "description": f"Finds: {', '.join(detector.classes)}.",
        "authors": "",
        "copyright": "",
        "intended_use": "For research use only. Not a medical device.",
        KEY: {
            "classes": list(detector.classes),
            "seeing": as_json(detector.seeing),
            "definition": detector.definition,
            **detector.facts,
        },
    }


def _inference(detector: Detector) -> dict[str, Any]:
    """inference.json: the network, which needs this project's engine beside MONAI."""
    return {
        "imports": ["$from safetensors.torch import load_file"],
        "bundle_root": ".",
        "network_def": detector.definition,
        "network": "@network_def",
        "initialize": [f"$@network.load_state_dict(load_file(@bundle_root + '/{WEIGHTS}'))"],
    }
