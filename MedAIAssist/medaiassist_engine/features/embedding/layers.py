"""Values inside a network: before its last layer, or behind a layer of a given name."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ...contract.errors import UserError

_LISTED = 30


class Probe:
    """Runs a plain module and returns what it computes inside.

    Args:
        layer: the name of a submodule, whose output is taken; "" for the input of the last
            linear layer or convolution that runs.

    Raises:
        UserError: there is no such layer.
    """

    def __init__(self, module: Any, layer: str = "") -> None:
        self._module = module
        self._layer = layer
        self._named = dict(module.named_modules())
        if layer and layer not in self._named:
            raise no_layer(layer, (name for name in self._named if name))
        self.place = layer

    def to(self, device: str) -> None:
        """Move the network there."""
        self._module.to(device)

    def __call__(self, batch: Any) -> Any:
        """The tensor inside, for a batch (n, channels, ...).

        Raises:
            UserError: the layer does not run, gives no tensor, or there is no last layer.
        """
        caught: list[tuple[str, Any]] = []
        handles = list(self._hooks(caught))
        try:
            self._module(batch)
        finally:
            for handle in handles:
                handle.remove()
        if not caught:
            raise UserError(
                f"The layer '{self._layer}' does not run in this network; choose another one."
                if self._layer
                else "The network has no linear layer and no convolution; name the layer to take."
            )
        name, value = caught[-1]
        self.place = f"output of {name}" if self._layer else f"input of {name}"
        return tensor_in(value, name)

    def _hooks(self, caught: list[tuple[str, Any]]) -> Iterable[Any]:
        if self._layer:
            hook = _after(self._layer, caught)
            yield self._named[self._layer].register_forward_hook(hook)
            return
        for name in heads_of((n, tuple(w.shape)) for n, w in self._module.named_parameters()):
            yield self._named[name].register_forward_pre_hook(_before(name, caught))


def heads_of(shapes: Iterable[tuple[str, Sequence[int]]]) -> set[str]:
    """Which layers may be the last one, by name and shape of their weights.

    A last layer turns the features into as many values as there are classes; where one follows
    that has as many inputs as outputs, as in a U-Net's residual unit, it is not the last.
    """
    layers = [(name.rpartition(".")[0], shape) for name, shape in shapes if _is_weight(name, shape)]
    changing = {name for name, shape in layers if shape[0] != shape[1]}
    return changing or {name for name, _ in layers}


def _is_weight(name: str, shape: Sequence[int]) -> bool:
    return name.rpartition(".")[2] == "weight" and len(shape) >= 2


def tensor_in(value: Any, name: str) -> Any:
    """The tensor that a layer takes or gives; the first of several.

    Raises:
        UserError: there is none.
    """
    import torch

    while isinstance(value, (tuple, list)) and value:
        value = value[0]
    if not torch.is_tensor(value) or not value.is_floating_point():
        raise UserError(f"The layer '{name}' gives no tensor of numbers; choose another one.")
    return value


def no_layer(layer: str, names: Iterable[str]) -> UserError:
    """The error for a name that is wrong, with those there are, close ones first."""
    known = list(names)
    close = difflib.get_close_matches(layer, known, 5, 0.4)
    listed = [*close, *(name for name in known if name not in close)][:_LISTED]
    more = f", … ({len(known)} in all)" if len(known) > len(listed) else ""
    return UserError(
        f"Layer (layer) is '{layer}', but the network has no such layer; its layers are: "
        f"{', '.join(listed)}{more}."
    )


def pooled(values: Any) -> Any:
    """(n, length) of a layer's values: the mean over all axes but samples and channels.

    Tokens of transformers, (n, tokens, length), are averaged over the tokens.
    """
    if values.ndim == 3:
        return values.mean(dim=1)
    return values.flatten(2).mean(dim=2) if values.ndim > 3 else values.flatten(1)


def _before(name: str, caught: list[tuple[str, Any]]) -> Callable[[Any, Any], None]:
    def hook(module: Any, inputs: Any) -> None:
        caught[:] = [(name, inputs)]

    return hook


def _after(name: str, caught: list[tuple[str, Any]]) -> Callable[[Any, Any, Any], None]:
    def hook(module: Any, inputs: Any, output: Any) -> None:
        # A copy, because the next layer may change it in place.
        caught[:] = [(name, tensor_in(output, name).clone())]

    return hook
