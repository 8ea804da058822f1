"""The parts of a volume that are explained, each as the network sees it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from ...classify.deep.apply_network import cropped
from ...classify.deep.preparation import Preparation, prepare_placed
from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ...features.regions import parts_of
from ...preprocess.checks import check_volume
from ...preprocess.region import Slices
from .mapping import Mapped
from .overlay import laid_over


@dataclass(frozen=True)
class Piece:
    """One part.

    Attributes:
        name: the segment's, or "whole volume".
        box: where it lies in the volume, along k, j, i.
        volume: its voxels.
        image: (channels, i, j[, k]) that the network sees.
        seen: 4x4 from voxels of the image to RAS mm.
    """

    name: str
    box: Slices
    volume: Volume
    image: torch.Tensor
    seen: NDArray[np.float64]


def pieces_of(
    volume: Volume, segments: LabelMap | None, region: Boxes | None, preparation: Preparation,
    context: Context,
) -> list[Piece]:  # fmt: skip
    """The box of each segment that has voxels; or the volume, cropped to the region.

    Raises:
        UserError: nothing is left, or the volume does not fit the network.
    """
    check_volume(volume)
    found = []
    for part in parts_of(volume, segments, region, context):
        if part.box is not None:
            context.progress(0.0, f"Preparing {part.name}")
            one = cropped(volume, part)
            found.append(Piece(part.name, part.box, one, *prepare_placed(one, preparation)))
    return found


def joined(
    volume: Volume, pieces: list[Piece], maps: list[Mapped], context: Context
) -> NDArray[np.float32]:
    """The maps on the volume's voxels (k, j, i); where boxes overlap, the larger value."""
    result = context.empty(volume.array.shape[:3], np.float32)
    result[...] = 0
    for n, (piece, one) in enumerate(zip(pieces, maps, strict=True)):
        part = context.part(n / len(pieces), (n + 1) / len(pieces))
        size = tuple(piece.image.shape[1:])
        heat = laid_over(one.scaled, size, piece.seen, piece.volume, part)
        result[piece.box] = np.maximum(result[piece.box], heat)
    return result  # type: ignore[return-value]
