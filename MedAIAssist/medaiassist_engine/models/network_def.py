"""Networks from the definitions in MONAI bundles: named classes with plain arguments, nothing else.

MONAI itself would import and call whatever `_target_` names, and evaluate every "$" expression.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Mapping
from typing import Any

from ..contract.errors import UserError

_MODULES = ("monai.networks.nets", "torchvision.models")
_NAME = re.compile(r"[A-Za-z]\w*")
_DESCRIPTION = "_desc_"
_FROM_ELSEWHERE = re.compile(r"(?:^|_)(?:url|path|file|weights|checkpoint)$")


def build(definition: Mapping[str, Any], config: Mapping[str, Any], name: str) -> Any:
    """The network of a `network_def`, with random weights.

    Args:
        definition: its `_target_` and arguments.
        config: the file it is from; arguments such as "@spatial_dims" name values of it.
        name: of the bundle, for messages.

    Raises:
        UserError: it names anything but a network of MONAI or torchvision, has arguments that are
            no plain values, or arguments the network does not take.
    """
    target = definition.get("_target_")
    factory = _factory(target, name)
    given = {k: v for k, v in definition.items() if k not in ("_target_", _DESCRIPTION)}
    _check_arguments(given, name)
    arguments = {key: _plain(value, config, name) for key, value in given.items()}
    if "pretrained" in inspect.signature(factory).parameters:
        arguments["pretrained"] = False  # nothing is downloaded; the bundle has the weights
    try:
        network = factory(**arguments)
    except ImportError as error:
        raise UserError(
            f"The network {target} of the bundle '{name}' needs a library that the engine's Python "
            f"does not have: {str(error).splitlines()[0].rstrip('. ')}. Install it there."
        ) from error
    except Exception as error:  # whatever a network makes of arguments that it was not made for
        raise UserError(
            f"The bundle '{name}' defines a {target} with arguments that it does not take: {error}"
        ) from error
    return network.eval()


def _factory(target: Any, name: str) -> Any:
    """The class or function that `target` names, if it is a network of an allowed library."""
    text = str(target)
    short = text.rpartition(".")[2]
    module = next((m for m in _MODULES if text.startswith(f"{m}.")), None)
    if module is None and "." not in text and _NAME.fullmatch(text):
        module = _MODULES[0]  # MONAI's own short form
    if module is None or not _NAME.fullmatch(short):
        raise _refused(name, f"the network '{text}'")
    found = getattr(importlib.import_module(module), short, None)
    if not _is_network(found, module):
        raise _refused(name, f"'{text}', which is no network of {module}")
    return found


def _is_network(found: Any, module: str) -> bool:
    import torch

    if inspect.isclass(found):
        own = issubclass(found, torch.nn.Module)
    else:
        own = inspect.isfunction(found) and found.__name__.islower()
        own = own and issubclass(_returned(found), torch.nn.Module)
    return own and found.__module__.startswith(f"{module}.")


def _returned(function: Any) -> type:
    """The class a function says that it returns."""
    try:
        annotated = inspect.signature(function, eval_str=True).return_annotation
    except NameError:
        return object
    return annotated if inspect.isclass(annotated) else object


def _plain(value: Any, config: Mapping[str, Any], name: str) -> Any:
    """A value without expressions; references to other plain values are followed once."""
    if isinstance(value, str):
        if value.startswith("@") and value[1:] in config:
            value = config[value[1:]]
        if isinstance(value, str) and value.startswith(("$", "@", "%")):
            raise _refused(name, f"the expression '{value}'")
    if isinstance(value, Mapping):
        for key in value:
            if str(key).startswith("_"):
                raise _refused(name, f"'{key}'")
        return {key: _plain(inner, config, name) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, config, name) for inner in value]
    return value


def _check_arguments(arguments: Mapping[str, Any], name: str) -> None:
    for key, value in arguments.items():
        if key.startswith("_"):
            raise _refused(name, f"'{key}'")
        if value is not None and _FROM_ELSEWHERE.search(key):
            raise _refused(name, f"the argument '{key}', which would load something else")


def _refused(name: str, found: str) -> UserError:
    return UserError(
        f"The bundle '{name}' is not built, because its network_def holds {found}: only networks "
        "of MONAI or torchvision with plain values are, so that no code of a bundle runs. Export "
        "it as TorchScript, and give that file."
    )
