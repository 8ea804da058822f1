"""The networks of bundles: built from plain definitions or loaded as TorchScript; kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

from ..contract.errors import UserError
from ..models.bundle import Bundle
from ..models.network_def import build
from ..models.weights import fill, weights_of
from .opening import read_checked
from .plain import Part
from .plan import Plan
from .scripted import scripted

_KEPT = 2  # networks; more would fill the memory
_CACHE: OrderedDict[tuple[str, str, str], Any] = OrderedDict()
_LOCK = threading.Lock()


def network_of(plan: Plan, sha256: str) -> Any:
    """The network of a plan without trust, in evaluation mode.

    Args:
        sha256: of the bundle.

    Raises:
        UserError: a file is missing, damaged or refused, or the weights do not fit.
    """
    key = (str(plan.bundle.path), sha256, plan.weights if plan.network else "script")
    with _LOCK:
        if key not in _CACHE:
            _CACHE[key] = _load(plan)
        _CACHE.move_to_end(key)
        while len(_CACHE) > _KEPT:
            _CACHE.popitem(last=False)
        return _CACHE[key]


def fill_from(module: Any, bundle: Bundle, weights: str) -> Any:
    """Put the tensors of a bundle's file into a network; no pickle but of tensors is read.

    Raises:
        UserError: the file is missing, damaged or refused, or does not fit.
    """
    fill(module, weights_of(read_checked(bundle, weights), weights), weights)
    return module.eval()


def _load(plan: Plan) -> Any:
    bundle, definition = plan.bundle, plan.network
    if definition is not None:
        return fill_from(_built(definition, bundle.name), bundle, plan.weights)
    if bundle.script is None:
        raise UserError(
            f"The bundle '{bundle.name}' has neither a network_def in its config nor TorchScript "
            "(models/model.ts); get the whole bundle."
        )
    return scripted(read_checked(bundle, bundle.script), bundle.script)


def _built(definition: Part, name: str) -> Any:
    return build({"_target_": definition.target, **definition.arguments}, {}, name)
