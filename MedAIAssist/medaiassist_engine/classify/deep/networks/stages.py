"""The stages of each network, from the image to the answer."""

from __future__ import annotations

from typing import Any

from torch import nn

Prefixes = tuple[str, ...]
"""What the names of a stage's parameters begin with."""

_MONAI: dict[str, tuple[Prefixes, ...]] = {
    "ResNet": (("conv1.", "bn1."), *((f"layer{n}.",) for n in range(1, 5))),
    "DenseNet121": (
        ("features.conv0.", "features.norm0."),
        *((f"features.denseblock{n}.", f"features.transition{n}.") for n in range(1, 4)),
        ("features.denseblock4.", "features.norm5."),
    ),
    "EfficientNetBN": (
        ("_conv_stem.", "_bn0."),
        *((f"_blocks.{n}.",) for n in range(7)),
        ("_conv_head.", "_bn1."),
    ),
    "ViT": (
        ("cls_token", "patch_embedding."),
        *((f"blocks.{n}.",) for n in range(11)),
        ("blocks.11.", "norm."),
    ),
}


def stages_of(module: nn.Module) -> list[list[str]]:
    """Names of the parameters of each stage; the last stage is all that gives the answer.

    A stage ends where the network halves its maps: at a pooling layer, or with a block of layers
    in the networks of MONAI. Where a part of it says itself what its stages are (`stage_layers`),
    as backbones of detectors do, all else gives the answer.
    """
    told = next((m for m in module.modules() if hasattr(m, "stage_layers")), None)
    place = image_part(module) if told is None else told
    groups = stage_layers_of(place) if told is None else told.stage_layers
    prefix = next(f"{name}." if name else "" for name, m in module.named_modules() if m is place)
    names = [name for name, _ in module.named_parameters()]
    found = [
        [name for name in names if name.startswith(tuple(prefix + p for p in prefixes))]
        for prefixes in groups
    ]
    known = {name for stage in found for name in stage}
    return [stage for stage in found if stage] + [[name for name in names if name not in known]]


def stage_layers_of(network: nn.Module, before: str = "") -> list[Prefixes]:
    """Of a network of the registry, all but the last stage; `before` leads to the network."""
    groups = _MONAI.get(type(network).__name__) or _own(network)
    return [tuple(before + prefix for prefix in prefixes) for prefixes in groups]


def image_part(module: nn.Module) -> nn.Module:
    """What sees the image: all of it, or a part of a network that sees clinical values too."""
    part = getattr(module, "image", module)
    return getattr(part, "wrapped", part)


def head_of(module: nn.Module) -> tuple[str, nn.Linear]:
    """The last dense layer, which gives the classes, and its name."""
    return [(name, m) for name, m in module.named_modules() if isinstance(m, nn.Linear)][-1]


def without_head(module: nn.Module) -> int:
    """Let the network give what its last dense layer took; how many values that are."""
    name, head = head_of(module)
    parent, _, last = name.rpartition(".")
    setattr(module.get_submodule(parent), last, nn.Identity())
    return int(head.in_features)


def _own(module: Any) -> list[Prefixes]:
    found: list[Prefixes] = []
    current: list[str] = []
    for n, layer in enumerate(getattr(module, "features", ())):
        current.append(f"features.{n}.")
        if "Pool" in type(layer).__name__:
            found.append(tuple(current))
            current = []
    if current:
        found.append(tuple(current))
    if hasattr(module, "recurrent"):
        found.append(("step.", "recurrent.", "pooling."))
    dense = [n for n, layer in enumerate(module.dense) if isinstance(layer, nn.Linear)]
    has_head = not isinstance(module.dense[-1], nn.Identity)
    return [*found, *((f"dense.{n}.",) for n in (dense[:-1] if has_head else dense))]
