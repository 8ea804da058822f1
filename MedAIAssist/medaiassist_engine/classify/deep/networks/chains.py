"""What an image passes through, one after the other, until it is maps of features."""

from __future__ import annotations

from typing import Any

_MONAI = {
    "ResNet": ("conv1", "bn1", "act", "maxpool", "layer1", "layer2", "layer3", "layer4"),
    "EfficientNetBN": (
        "_conv_stem_padding", "_conv_stem", "_bn0", "_swish", *(f"_blocks.{n}" for n in range(7)),
    ),
}  # fmt: skip


def chain_of(network: Any) -> tuple[str, ...]:
    """Names of the modules of a network of `registry` that see the image in turn."""
    known = _MONAI.get(type(network).__name__)
    return known or tuple(f"features.{name}" for name, _ in network.features.named_children())
