"""The networks that can be trained, by name. Standard library only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ....contract.errors import UserError

OWN = "medaiassist_engine.classify.deep.networks."
"""Where the networks are that MONAI lacks."""

SLICES, TIMES = "slices", "times"
"""What networks read in order: slices or frames along k; times along j, of features along i."""

Definition = dict[str, Any]
"""A `network_def` as in a MONAI bundle: `_target_` and plain arguments."""


@dataclass(frozen=True)
class Form:
    """What a network takes and gives.

    Attributes:
        dimensions: 2 or 3.
        channels: values per voxel.
        size: voxels along i, j (and k).
        classes: how many it tells apart.
        dropout: share of values that are dropped before the last layer, where it has one.
    """

    dimensions: int
    channels: int
    size: tuple[int, ...]
    classes: int
    dropout: float = 0.2


@dataclass(frozen=True)
class Entry:
    """One network.

    Attributes:
        dimensions: of the images it takes.
        smallest: voxels along i and j that it needs.
        smallest_depth: voxels along k that it needs in 3D.
        define: its definition for a form.
        exact: sees images in their own size unless another is set.
        order: what it reads in order: see `free_axes`.
    """

    title: str
    dimensions: tuple[int, ...]
    smallest: int
    define: Callable[[Form], Definition]
    reference: str
    smallest_depth: int | None = None
    exact: bool = False
    order: str = ""

    def needs(self, dimensions: int) -> tuple[int, ...]:
        """The smallest size along i, j (and k)."""
        depth = self.smallest if self.smallest_depth is None else self.smallest_depth
        return (self.smallest, self.smallest, depth)[:dimensions]


def _own(target: str, **fixed: Any) -> Callable[[Form], Definition]:
    def define(form: Form) -> Definition:
        return {
            "_target_": OWN + target,
            "dimensions": form.dimensions,
            "channels": form.channels,
            "size": list(form.size),
            "classes": form.classes,
            "dropout": form.dropout,
            **fixed,
        }

    return define


def _resnet(name: str) -> Callable[[Form], Definition]:
    def define(form: Form) -> Definition:
        # MONAI's first convolution keeps the resolution unless told to halve it, as He et al. do.
        return {
            "_target_": name,
            "spatial_dims": form.dimensions,
            "n_input_channels": form.channels,
            "num_classes": form.classes,
            "conv1_t_stride": 2,
        }

    return define


def _densenet(form: Form) -> Definition:
    return {
        "_target_": "DenseNet121",
        "spatial_dims": form.dimensions,
        "in_channels": form.channels,
        "out_channels": form.classes,
        "dropout_prob": form.dropout,
    }


def _efficientnet(form: Form) -> Definition:
    return {
        "_target_": "EfficientNetBN",
        "model_name": "efficientnet-b0",
        "pretrained": False,
        "spatial_dims": form.dimensions,
        "in_channels": form.channels,
        "num_classes": form.classes,
    }


def _vit(form: Form) -> Definition:
    """ViT-S (Touvron et al. 2021): 6 heads of 64; patches of 16, or 8 where images are small."""
    patch = 16 if min(form.size) >= 96 and not any(n % 16 for n in form.size) else 8
    if any(n % patch for n in form.size):
        raise UserError(
            f"The vision transformer needs a Size (size) in multiples of 8, but it is "
            f"{sizes(form.size)}; change it."
        )
    return {
        "_target_": "ViT",
        "in_channels": form.channels,
        "img_size": list(form.size),
        "patch_size": patch,
        "hidden_size": 384,
        "mlp_dim": 1536,
        "num_layers": 12,
        "num_heads": 6,
        "classification": True,
        "num_classes": form.classes,
        "post_activation": "none",
        "dropout_rate": form.dropout,
        "spatial_dims": form.dimensions,
    }


_BOTH = (2, 3)
_RESNET = "He et al., CVPR 2016"
_LSTM = "Hochreiter and Schmidhuber, Neural Computation 9:1735, 1997"

ENTRIES: dict[str, Entry] = {
    "cnn": Entry("Plain CNN", _BOTH, 8, _own("plain.PlainCnn"), "LeCun et al., Proc. IEEE 1998"),
    "alexnet": Entry("AlexNet", _BOTH, 67, _own("alexnet.AlexNet"), "Krizhevsky et al., 2012"),
    "vgg16": Entry(
        "VGG-16", _BOTH, 32, _own("vgg.Vgg16"), "Simonyan and Zisserman, ICLR 2015"
    ),
    "googlenet": Entry(
        "GoogLeNet", _BOTH, 32, _own("googlenet.GoogLeNet"), "Szegedy et al., CVPR 2015"
    ),
    "resnet18": Entry("ResNet-18", _BOTH, 32, _resnet("resnet18"), _RESNET),
    "resnet50": Entry("ResNet-50", _BOTH, 32, _resnet("resnet50"), _RESNET),
    "densenet121": Entry("DenseNet-121", _BOTH, 32, _densenet, "Huang et al., CVPR 2017"),
    "efficientnet_b0": Entry(
        "EfficientNet-B0", _BOTH, 32, _efficientnet, "Tan and Le, ICML 2019"
    ),
    "vit": Entry("Vision transformer", _BOTH, 16, _vit, "Dosovitskiy et al., ICLR 2021"),
    "cnn_lstm": Entry(
        "CNN and LSTM along slices", (3,), 8, _own("recurrent.RecurrentCnn", cell="lstm"),
        "Donahue et al., CVPR 2015", 1, order=SLICES,
    ),
    "cnn_gru": Entry(
        "CNN and GRU along slices", (3,), 8, _own("recurrent.RecurrentCnn", cell="gru"),
        "Cho et al., EMNLP 2014", 1, order=SLICES,
    ),
    "lstm": Entry(
        "LSTM of signals", (2,), 1, _own("signals.SignalLstm"), _LSTM, exact=True,
        order=TIMES,
    ),
}  # fmt: skip


def definition_of(name: str, form: Form) -> Definition:
    """The definition of a network for images of a form.

    Raises:
        UserError: it takes no images of these dimensions, or they are too small for it.
    """
    entry = ENTRIES[name]
    if form.dimensions not in entry.dimensions:
        fit = ", ".join(e.title for e in ENTRIES.values() if form.dimensions in e.dimensions)
        raise UserError(
            f"{entry.title} takes no {form.dimensions}D images; choose one that does: {fit}."
        )
    needed = entry.needs(form.dimensions)
    if any(have < need for have, need in zip(form.size, needed, strict=True)):
        raise UserError(
            f"{entry.title} needs images of at least {sizes(needed)} voxels, but Size (size) is "
            f"{sizes(form.size)}; choose a larger size or another network."
        )
    return entry.define(form)


def free_axes(order: str, dimensions: int) -> int:
    """How many axes, from i on, images may be mirrored and moved along; not what is in order."""
    return {SLICES: 2, TIMES: 0}.get(order, dimensions)


def sizes(size: tuple[int, ...]) -> str:
    """Such as "64 x 64"."""
    return " x ".join(map(str, size))
