"""Networks that were trained here, read back from their bundles."""

from __future__ import annotations

import contextlib
import functools
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ...contract.errors import UserError
from ...contract.payloads import ModelRef
from ...models.bundle import open_bundle
from ...models.networks import load_network
from ...models.references import check_reference, sha256_of
from ..predictors import Predictor
from .bundle_config import KEY
from .clinical import predictors_from
from .networks.building import build
from .networks.registry import OWN
from .preparation import Preparation, preparation_from


@dataclass(frozen=True)
class ImageClassifier:
    """A network, and what is needed to use it.

    Attributes:
        module: in evaluation mode, shared by all who loaded it; a torch module, or TorchScript if
            its network is none of those here.
        definition: of the network; may name one of `networks`.
        clinical: columns that it takes beside the image.
    """

    module: Any
    name: str
    sha256: str
    preparation: Preparation
    classes: tuple[str, ...]
    definition: dict[str, Any]
    clinical: tuple[Predictor, ...] = ()


def load_classifier(model: ModelRef) -> ImageClassifier:
    """The classifier that a reference names; nothing but networks of MONAI or TorchScript runs.

    Raises:
        UserError: the file is gone, changed, damaged, refused, or no classifier of images that
            was trained here.
    """
    path = check_reference(model).absolute()
    return _read(path, sha256_of(path))


@functools.lru_cache(maxsize=2)  # as many as `load_network` keeps
def _read(path: Path, sha256: str) -> ImageClassifier:
    """The classifier in a file; kept, as long as its content has this hash."""
    network = load_network(path)
    found = _facts(path, network.name)
    classes = tuple(str(name) for name in found.get("classes", ()))
    definition = found.get("definition")
    if len(classes) < 2 or not isinstance(definition, dict) or "_target_" not in definition:
        raise _stranger(network.name)
    preparation = preparation_from(found.get("preparation"), network.name)
    classifier = ImageClassifier(
        network.module, network.name, sha256, preparation, classes, definition,
        predictors_from(found.get("clinical"), network.name),
    )  # fmt: skip
    # TorchScript compiles itself anew in its first runs, and cannot be stopped between its layers;
    # that of another version, with a network unknown here, runs all the same.
    with contextlib.suppress(UserError):
        return replace(classifier, module=python_module(classifier, shared=True))
    return classifier


def python_module(classifier: ImageClassifier, shared: bool = False) -> Any:
    """The network as a torch module with hooks, which TorchScript lacks.

    Args:
        shared: its weights are those of `classifier.module`, not a copy.

    Raises:
        UserError: it is none of the networks here, or its weights do not fit.
    """
    if not str(classifier.definition["_target_"]).startswith(OWN):
        return classifier.module
    module = build(classifier.definition)
    try:
        module.load_state_dict(classifier.module.state_dict(), assign=shared)
    except RuntimeError as error:
        raise UserError(
            f"The weights of '{classifier.name}' do not fit its network; train it again."
        ) from error
    return module.eval()


def _facts(path: Path, name: str) -> dict[str, Any]:
    bundle = open_bundle(path)
    found = bundle.metadata.get(KEY) if bundle is not None else None
    if not isinstance(found, dict):
        raise _stranger(name)
    return found


def _stranger(name: str) -> UserError:
    return UserError(
        f"The network '{name}' was not trained here, so it is not known how images are prepared "
        "for it and what its answers mean; choose one of 'Train a network'."
    )
