"""Weights of networks from files that cannot run anything: safetensors, or tensors alone."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from typing import Any

from ..contract.errors import UserError

_NESTED = ("state_dict", "model", "model_state_dict", "network", "net", "net_state_dict")
_PREFIXES = ("module.", "_orig_mod.")
_LISTED = 3


def weights_of(data: bytes, name: str) -> dict[str, Any]:
    """The tensors of a weights file by name.

    A pickled file (.pt, .pth) is read by PyTorch's unpickler for weights, which makes tensors and
    plain containers and refuses everything else before any of it runs.

    Args:
        name: of the file; its ending says which format it has.

    Raises:
        UserError: it is damaged, holds anything but weights, or no weights at all.
    """
    found = _safetensors(data, name) if name.endswith(".safetensors") else _pickled(data, name)
    tensors = _tensors(found)
    if not tensors:
        raise UserError(f"'{name}' holds no weights; choose another file.")
    return tensors


def fill(network: Any, weights: Mapping[str, Any], name: str) -> None:
    """Put weights into a network; all must fit.

    Raises:
        UserError: some are missing, left over, or of another shape.
    """
    try:
        result = network.load_state_dict(dict(weights), strict=False)
    except RuntimeError as error:
        shapes = [line.strip() for line in str(error).splitlines() if "size mismatch" in line]
        what = shapes[0].rstrip(".") if shapes else str(error).splitlines()[0]
        raise UserError(f"The weights in '{name}' do not fit the network: {what}.") from error
    for what, names in (("lack", result.missing_keys), ("have too", result.unexpected_keys)):
        if names:
            some = ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")
            raise UserError(
                f"The weights in '{name}' do not fit the network: they {what} {some}. Choose the "
                "weights that were trained with this network."
            )


def _safetensors(data: bytes, name: str) -> Any:
    import safetensors
    import safetensors.torch

    try:
        return safetensors.torch.load(data)
    except (safetensors.SafetensorError, ValueError, KeyError) as error:
        raise UserError(f"'{name}' is no safetensors file, or it is damaged.") from error


def _pickled(data: bytes, name: str) -> Any:
    import torch

    try:
        return torch.load(io.BytesIO(data), map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise UserError(
            f"'{name}' is not loaded: it is damaged, or holds more than weights, and such files "
            "can run any program. Save the network's state_dict, or better a .safetensors file."
        ) from error
    except (RuntimeError, ValueError, EOFError, KeyError, AttributeError, TypeError) as error:
        raise UserError(f"'{name}' is no file of weights, or it is damaged.") from error


def _tensors(found: Any, depth: int = 0) -> dict[str, Any]:
    """The tensors by name, wherever training programs usually put them."""
    import torch

    if not isinstance(found, Mapping) or depth > 2:
        return {}
    tensors = {str(name): value for name, value in found.items() if torch.is_tensor(value)}
    if tensors:
        return _without_prefix(tensors)
    nested = (found[name] for name in _NESTED if name in found)
    return next((inner for value in nested if (inner := _tensors(value, depth + 1))), {})


def _without_prefix(tensors: dict[str, Any]) -> dict[str, Any]:
    for prefix in _PREFIXES:
        if all(name.startswith(prefix) for name in tensors):
            return {name.removeprefix(prefix): value for name, value in tensors.items()}
    return tensors
