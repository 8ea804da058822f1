"""A bundle ready to be run: its steps, inferer and network as objects, kept between calls."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..contract.errors import UserError
from ..features.embedding.form import Form, form_of
from ..features.embedding.parameters import EmbeddingParameters
from ..models.networks import Network
from ..models.references import sha256_of
from .code import Code
from .facts import input_image
from .making import Maker
from .network import network_of
from .opening import opened
from .plan import Plan, plan_of
from .trusting import Parsed, check_trust, parsed

_KEPT = 2
_CACHE: OrderedDict[tuple[str, ...], Workflow] = OrderedDict()
_LOCK = threading.Lock()


@dataclass(frozen=True)
class Workflow:
    """What an image passes.

    Attributes:
        name: of the bundle.
        sha256: its fingerprint.
        key: that the image has in the data the steps pass on; the network's answer has "pred".
        before, after: transforms of MONAI, one after the other.
        inferer: takes inputs and network.
        module: the network, in evaluation mode.
        device: such as "cuda:0"; the steps may depend on it.
        metadata: of the bundle.
        form: dimensions and channels that the network takes.
        code: of a trusted bundle; None if none of its code runs.
    """

    name: str
    sha256: str
    key: str
    before: tuple[Any, ...]
    inferer: Any
    module: Any
    after: tuple[Any, ...]
    device: str
    metadata: Mapping[str, Any]
    form: Form
    code: Code | None = None

    def running(self) -> contextlib.AbstractContextManager[None]:
        """Within the block the bundle's own code can be imported, if it is trusted."""
        return self.code.running() if self.code else contextlib.nullcontext()


def load_workflow(
    path: str | Path, trust: str = "", config: str = "inference", device: str = "cpu"
) -> Workflow:
    """The workflow of a bundle; the last two are kept, as long as their files do not change.

    Args:
        trust: the fingerprint that the user agreed to; only then code of the bundle runs.
        config: which of its configs.

    Raises:
        UserError: it cannot be opened or run, or would run code that is not trusted.
    """
    where = Path(path).expanduser()
    bundle = opened(where)
    sha256 = sha256_of(where)
    key = (str(where.absolute()), sha256, trust.strip().lower(), config, device)
    with _LOCK:
        if key not in _CACHE:
            import torch

            plan = plan_of(bundle, config, torch.device(device))
            check_trust(plan, sha256, trust)
            _CACHE[key] = _load(plan, sha256, device)
        _CACHE.move_to_end(key)
        while len(_CACHE) > _KEPT:
            _CACHE.popitem(last=False)
        return _CACHE[key]


def _load(plan: Plan, sha256: str, device: str) -> Workflow:
    import torch

    code = Code(plan.bundle) if plan.needs else None
    if code is not None:
        with code.running():
            parts = parsed(plan, sha256, code, torch.device(device))
    else:
        make = Maker(plan.bundle.name)
        before, inferer, after = make(plan.before), make(plan.inferer), make(plan.after)
        parts = Parsed(before, inferer, after, network_of(plan, sha256))
    name, metadata = plan.bundle.name, plan.bundle.metadata
    network = Network(parts.network, name, sha256, False, _plain_arguments(plan),
                      input_image(metadata))  # fmt: skip
    return Workflow(
        name, sha256, plan.key, steps_of(parts.before, name), parts.inferer or _simple(),
        parts.network, steps_of(parts.after, name), device, metadata,
        form_of(network, EmbeddingParameters()), code,
    )  # fmt: skip


def steps_of(transform: Any, name: str) -> tuple[Any, ...]:
    """The transforms that a composed one runs, one after the other.

    Raises:
        UserError: it is no transform of dictionaries.
    """
    from monai.transforms import Compose

    if transform is None:
        return ()
    if type(transform) is Compose and not transform.lazy:
        return tuple(s for step in transform.transforms for s in steps_of(step, name))
    if isinstance(transform, (list, tuple)):
        return tuple(s for step in transform for s in steps_of(step, name))
    if not callable(transform):
        raise UserError(
            f"The bundle '{name}' has a step that cannot be run ({transform!r}); get another "
            "version of it."
        )
    return (transform,)


def _plain_arguments(plan: Plan) -> Mapping[str, Any]:
    return plan.network.arguments if plan.network else {}


def _simple() -> Any:
    from monai.inferers import SimpleInferer

    return SimpleInferer()
