"""What a network takes: dimensions, channels, size and range of intensities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...contract.errors import UserError
from ...models.networks import Network
from .parameters import EmbeddingParameters

Size = tuple[int, ...]


@dataclass(frozen=True)
class Form:
    """The image a network takes.

    Attributes:
        dimensions: 2 or 3.
        channels: values per voxel.
        size: voxels along i, j (and k); None where any will do.
        range: lowest and highest intensity; None where it is not known.
    """

    dimensions: int
    channels: int
    size: Size | None = None
    range: tuple[float, float] | None = None


def form_of(network: Network, p: EmbeddingParameters) -> Form:
    """From the network's first convolution, its arguments, or its metadata; `p` goes first.

    Raises:
        UserError: it takes neither slices nor volumes.
    """
    weight = _first_convolution(network.module)
    shape = _numbers(network.image.get("spatial_shape"))
    dimensions = _first(
        len(weight) - 2 if weight else None,
        network.arguments.get("spatial_dims"),
        network.arguments.get("dimensions"),
        len(shape) or None,
        3,
    )
    if dimensions not in (2, 3):
        raise UserError(
            f"The network '{network.name}' takes images of {dimensions} dimensions; embeddings "
            "need one of 2 or 3."
        )
    channels = _first(
        network.arguments.get("in_channels"),
        network.arguments.get("n_input_channels"),
        network.image.get("num_channels"),
        weight[1] if weight else None,
        1,
    )
    size: Size | None = None
    if p.size is not None:
        size = p.size[:dimensions]
    elif len(shape) == dimensions and all(shape):
        size = tuple(shape if p.axes == "ijk" else shape[::-1])
    values = _numbers(network.image.get("value_range"), float)
    ends = (values[0], values[1]) if len(values) == 2 and values[0] < values[1] else None
    return Form(dimensions, channels, size, ends)


def _first_convolution(module: Any) -> Size:
    """Shape of the weights of the first one; empty if there is none."""
    shapes = (tuple(w.shape) for n, w in module.named_parameters() if n.endswith("weight"))
    return next((shape for shape in shapes if len(shape) in (4, 5)), ())


def _first(*values: Any) -> int:
    return int(next(v for v in values if isinstance(v, int) and not isinstance(v, bool)))


def _numbers(value: Any, kind: type = int) -> list[Any]:
    """A list of plain numbers; empty if it is none, as for a size such as "16*n"."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    known = (int,) if kind is int else (int, float)
    good = all(isinstance(v, known) and not isinstance(v, bool) for v in value)
    return [kind(v) for v in value] if good else []
