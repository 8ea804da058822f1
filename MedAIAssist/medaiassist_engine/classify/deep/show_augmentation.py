"""The operation that shows how training varies an image."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ...cohort.columns import IMAGE, cells, check_cases
from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Table, Volume
from ..columns import required
from .augmentation import Augmentation
from .checking import sizes_and_channels
from .data import prepared
from .preparation import Preparation
from .sizes import order_of, preparation_for
from .viewing_parameters import ShowAugmentationParameters

Picture = NDArray[np.uint8]
_MOST_LOOKED_AT = 50  # images, to choose the size from
_GAP = 2  # pixels between pictures
_GREY = 128


def run_show_augmentation(
    table: Table, parameters: ShowAugmentationParameters, context: Context
) -> Volume:
    """One picture of an image of a cohort, as it is and as varied for training, row by row.

    Of volumes it is the middle axial slice, with the patient's right on the left.

    Returns:
        A colour volume of one slice; it has no place in space.

    Raises:
        UserError: there is no such case, or its image cannot be used; the text names it.
        Cancelled: the user cancelled.
    """
    p = parameters
    names = np.array(check_cases(table))
    required(table, IMAGE, "file of each image")
    paths = np.array(cells(table, IMAGE))
    row = _row(names.tolist(), p.case)
    chosen = slice(row, row + 1)
    looked = chosen if p.size else _spread(len(names))
    part = context.part(0, 0.7, "Looking at images")
    sizes, channels = sizes_and_channels(names[looked], paths[looked], part, order_of(p))
    preparation = preparation_for(p, sizes, channels)
    image = prepared(names[chosen], paths[chosen], preparation, context.part(0.7, 0.8))[0]
    context.progress(0.8, "Varying the image")
    images = varied(image, p, preparation)
    if p.mixup:
        context.note("Mixup is not shown: it blends pairs of images.")
    return Volume(mosaic([_picture(each, image) for each in images]), colour=True, name="Augmented")


def varied(
    image: torch.Tensor, p: ShowAugmentationParameters, preparation: Preparation
) -> list[torch.Tensor]:
    """An image (channels, i, j[, k]), then what training would make of it in as many epochs."""
    augmentation = Augmentation(p, preparation.size, p.seed, preparation.order)
    return [image, *(augmentation(image[None], [0], epoch)[0] for epoch in range(p.count - 1))]


def mosaic(pictures: list[Picture]) -> Picture:
    """(1, rows, columns, 3): pictures of one shape (j, i, 3) side by side, wider than high."""
    height, width, _ = pictures[0].shape
    across = round(math.sqrt(len(pictures) * 4 / 3 * height / width))
    across = min(max(across, 1), len(pictures))
    down = math.ceil(len(pictures) / across)
    shape = (down * (height + _GAP) - _GAP, across * (width + _GAP) - _GAP, 3)
    whole = np.full(shape, _GREY, dtype=np.uint8)
    for n, picture in enumerate(pictures):
        y, x = n // across * (height + _GAP), n % across * (width + _GAP)
        whole[y : y + height, x : x + width] = picture
    return whole[None]


def _row(names: list[str], case: str) -> int:
    if not case:
        return 0
    if case not in names:
        raise UserError(f"There is no case '{case}' in the table; choose one that is.")
    return names.index(case)


def _spread(count: int) -> Any:
    return np.unique(np.linspace(0, count - 1, min(count, _MOST_LOOKED_AT)).round().astype(int))


def _picture(image: torch.Tensor, like: torch.Tensor) -> Picture:
    """(j, i, 3) bytes; black and white are those of the image `like`, so that they compare."""
    low, high = float(like.min()), float(like.max())
    scaled = (image.numpy() - low) * (255 / (high - low or 1.0))
    bytes_ = np.clip(scaled, 0, 255).astype(np.uint8)
    if bytes_.ndim == 4:  # RAS: shown as slice views do, right on the left and anterior above
        bytes_ = bytes_[:, ::-1, ::-1, bytes_.shape[3] // 2]
    seen = bytes_[:3] if len(bytes_) >= 3 else np.repeat(bytes_[:1], 3, axis=0)
    return np.ascontiguousarray(seen.transpose(2, 1, 0))
