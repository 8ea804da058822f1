"""Values inside a TorchScript network, which takes no hooks: its graph ends earlier instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...contract.errors import UserError
from .layers import heads_of, no_layer, tensor_in

_HEADS = ("aten::linear", "aten::addmm", "aten::_convolution", "aten::conv", "aten::matmul")
_INPUT = {"aten::addmm": 1}  # which operand the layer's input is; the first elsewhere


class ScriptProbe:
    """Runs a TorchScript module up to a layer; used like `layers.Probe`.

    Args:
        layer: the name of a submodule with weights, whose output is taken; "" for the input of
            the last linear layer or convolution.

    Raises:
        UserError: there is no such layer.
    """

    def __init__(self, module: Any, layer: str = "") -> None:
        self._module = module
        graph = module.inlined_graph.copy()
        found = _by_name(graph, layer) if layer else _last_head(graph, _heads(module))
        self.place = f"{'output' if layer else 'input'} of {found[0]}"
        self._length = 0 if layer else _linear_length(module, found[0])
        self._function = _ending(graph, found[1], before=not layer)

    def to(self, device: str) -> None:
        """Move the network there."""
        self._module.to(device)

    def __call__(self, batch: Any) -> Any:
        """The tensor inside, for a batch (n, channels, ...).

        Raises:
            UserError: it has another length than the last layer takes.
        """
        found = tensor_in(self._function(self._module._c, batch), self.place)
        if self._length and found.shape[-1] != self._length:
            raise UserError(
                f"The network does not take {' x '.join(map(str, batch.shape[2:]))} voxels: they "
                f"become {found.shape[-1]} values before its last layer, which takes "
                f"{self._length}. Set the size it was trained with."
            )
        return found


def _linear_length(module: Any, layer: str) -> int:
    """How many values a linear layer takes; 0 for a convolution, which takes any size."""
    shape = dict(module.named_parameters())[f"{layer}.weight"].shape
    return int(shape[1]) if len(shape) == 2 else 0


def _heads(module: Any) -> set[str]:
    return heads_of((name, tuple(w.shape)) for name, w in module.named_parameters())


def _last_head(graph: Any, names: set[str]) -> tuple[str, Any]:
    """Name of the last layer, and its node."""
    heads = [node for node in graph.nodes() if _layer_of(node) in names]
    if not heads:
        raise UserError(
            "The last layer of this TorchScript network is not found: it lies inside of a branch "
            "or loop. Name the layer to take, or give the network as a bundle."
        )
    return _layer_of(heads[-1]), heads[-1]


def _by_name(graph: Any, layer: str) -> tuple[str, Any]:
    """Name of a layer with weights, and its node."""
    found = {name: node for node in graph.nodes() if (name := _layer_of(node, any_kind=True))}
    if layer not in found:
        raise no_layer(layer, found)
    return layer, found[layer]


def _layer_of(node: Any, any_kind: bool = False) -> str:
    """The submodule whose weight a node uses; "" if none, or if it is no linear or convolution."""
    if not any_kind and not node.kind().startswith(_HEADS):
        return ""
    if node.kind().startswith("prim::"):
        return ""
    names = (_attribute(value) for value in node.inputs())
    return next((name.rpartition(".")[0] for name in names if name.endswith("weight")), "")


def _attribute(value: Any) -> str:
    """The path of the module's attribute that a value is, such as "fc.weight"; "" if it is none."""
    return ".".join(reversed(list(_path(value))))


def _path(value: Any) -> Iterator[str]:
    node = value.node()
    if node.kind() == "aten::t":  # a linear layer's weight, transposed
        node = next(iter(node.inputs())).node()
    while node.kind() == "prim::GetAttr":
        yield node.s("name")
        node = next(iter(node.inputs())).node()


def _ending(graph: Any, node: Any, before: bool) -> Any:
    """A function of the module and its input that returns what a node takes or gives.

    What runs later is removed, as it might change that value in place.
    """
    import torch

    values = list(node.inputs())[_INPUT.get(node.kind(), 0) :] if before else list(node.outputs())
    for _ in range(len(list(graph.outputs()))):
        graph.eraseOutput(0)
    graph.registerOutput(values[0])
    nodes = list(graph.nodes())
    last = next(n for n, other in enumerate(nodes) if other == node)
    for later in reversed(nodes[last + (0 if before else 1) :]):
        later.destroy()
    torch._C._jit_pass_dce(graph)
    return torch._C._create_function_from_graph("inside", graph)
