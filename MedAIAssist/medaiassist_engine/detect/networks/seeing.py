"""How an image becomes what a detector sees, and boxes go there and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from ...classify.deep.preparation import channels_of, dimensions_of
from ...contract.errors import UserError
from ...contract.payloads import Boxes, Volume, matrix
from ...geometry import decompose
from ...preprocess.checks import check_volume, title
from ...preprocess.prepare.reorient import reorient
from ..boxes.geometry import in_slice, of_slice, to_grid, to_ras
from ..boxes.grid import Reals, reversed_axes

_SAMPLE = 1_000_000  # voxels that tell the range of intensities
_OF_IMAGE = ("range", "zscore")  # scales that an image tells


@dataclass(frozen=True)
class Seeing:
    """Of every image alike.

    Attributes:
        dimensions: 2 (one slice) or 3; channels: values per voxel.
        spacing: mm along the axes that the network sees: i, j of a picture, R, A, S of a volume.
        intensities, black, white: see `SeeingChoices`.
        patch: edge of the windows in voxels; None for whole images.
    """

    dimensions: int
    channels: int
    spacing: tuple[float, ...]
    intensities: str = "range"
    black: float = 0.0
    white: float = 1.0
    patch: int | None = None

    def size(self, volume: Volume) -> tuple[int, ...]:
        """Voxels of a volume along the network's axes, after resampling."""
        shape, own = oriented(volume, self.dimensions)
        return tuple(
            max(1, round(n * s / wanted))
            for n, s, wanted in zip(shape, own, self.spacing, strict=True)
        )


@dataclass(frozen=True)
class Seen:
    """An image as the network sees it.

    Attributes:
        image: (channels, i, j[, k]) float32.
        ijk_to_ras: 4x4 from its voxels to RAS mm.
    """

    image: Tensor
    ijk_to_ras: NDArray[np.float64]

    @property
    def dimensions(self) -> int:
        return self.image.ndim - 1

    def boxes(self, boxes: Boxes) -> Tensor:
        """Boxes of space as (n, 2 D) float32 along the network's axes."""
        grid = to_grid(boxes, matrix(self.ijk_to_ras))
        found = reversed_axes(of_slice(grid) if self.dimensions == 2 else grid)
        return torch.from_numpy(found.astype(np.float32))

    def in_space(self, boxes: Reals, labels: Sequence[str], scores: Reals) -> Boxes:
        """Boxes (n, 2 D) along the network's axes as boxes of space; of pictures, one slice."""
        grid = reversed_axes(boxes)
        flat = in_slice(grid, 0) if self.dimensions == 2 else grid
        return to_ras(flat, matrix(self.ijk_to_ras), labels, scores)


def see(volume: Volume, seeing: Seeing, whole: Volume | None = None) -> Seen:
    """The volume as a detector sees it: turned to R, A, S (not pictures), resampled, scaled.

    Args:
        whole: what the volume was cut from, whose intensities tell the scale as in training.

    Raises:
        UserError: it has other dimensions or channels, or cannot be used.
    """
    check_volume(volume)
    _check_form(volume, seeing)
    image, grid = _resampled(volume, seeing)
    like = image
    if whole is not None and seeing.intensities in _OF_IMAGE:  # else memory for nothing
        like = _resampled(whole, seeing)[0]
    image = _scaled(image, seeing, like)
    return Seen(image if seeing.dimensions == 3 else image[..., 0], grid)


def _resampled(volume: Volume, seeing: Seeing) -> tuple[Tensor, NDArray[np.float64]]:
    """(channels, i, j, k) along the network's axes, and 4x4 from its voxels to RAS mm."""
    array, grid = volume.array, np.array(volume.ijk_to_ras, dtype=np.float64)
    if seeing.dimensions == 3:
        array, turned = reorient(array, volume.ijk_to_ras, "RAS")
        grid = np.array(turned)
    channels = array if array.ndim == 4 else array[..., None]
    whole = np.ascontiguousarray(
        channels[..., : seeing.channels].transpose(3, 2, 1, 0), dtype=np.float32
    )
    size = seeing.size(volume)
    image = resampled(torch.from_numpy(whole), (*size, 1)[:3])
    factor = np.array(whole.shape[1:]) / np.array(image.shape[1:])
    step = np.diag([*factor, 1.0])
    step[:3, 3] = (factor - 1) / 2  # voxels are counted from their centres
    return image, grid @ step


def resampled(image: Tensor, size: Sequence[int]) -> Tensor:
    """An image (channels, i, j, k) of another size; what gets coarser is averaged, not skipped."""
    channels, i, j, k = image.shape
    if (i, j) != tuple(size[:2]):
        flat = image.permute(3, 0, 1, 2)
        image = _interpolated(flat, size[:2]).permute(1, 2, 3, 0)
    if k != size[2]:
        rows = image.reshape(1, channels * size[0], size[1], k)
        image = _interpolated(rows, (size[1], size[2])).reshape(channels, *size)
    return image.contiguous()


def _interpolated(image: Tensor, size: Sequence[int]) -> Tensor:
    return functional.interpolate(
        image, tuple(size), mode="bilinear", antialias=True, align_corners=False
    )


def _scaled(image: Tensor, seeing: Seeing, like: Tensor) -> Tensor:
    """Args:
    like: the image whose intensities tell the scale.
    """
    if seeing.intensities == "range":
        sample = like.flatten()[:: max(1, like.numel() // _SAMPLE)].numpy()
        low, high = np.percentile(sample, (0.5, 99.5))
    elif seeing.intensities == "window":
        low, high = seeing.black, seeing.white
    elif seeing.intensities == "zscore":
        return (image - like.mean()) / like.std().clamp(min=1e-6)
    else:
        return image
    return ((image - float(low)) / max(float(high - low), 1e-6)).clamp(0, 1)


def _check_form(volume: Volume, seeing: Seeing) -> None:
    dimensions = dimensions_of(volume.array.shape[2::-1])
    if dimensions != seeing.dimensions:
        raise UserError(
            f"{title(volume)} has {dimensions} dimensions, but the detector was trained on images "
            f"of {seeing.dimensions}; choose another image or detector."
        )
    if channels_of(volume) != seeing.channels:
        raise UserError(
            f"{title(volume)} has {channels_of(volume)} values per voxel, but the detector takes "
            f"{seeing.channels}; choose another image or detector."
        )


def oriented(volume: Volume, dimensions: int) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Voxels and mm of each along the network's axes, before resampling."""
    shape, grid = volume.array.shape[:3], volume.ijk_to_ras
    if dimensions == 3:
        turned, grid = reorient(np.broadcast_to(np.int8(0), shape), grid, "RAS")
        shape = turned.shape
    spacing = decompose(grid)[1]
    return shape[::-1][:dimensions], tuple(spacing.tolist())[:dimensions]


def seeing_from(given: Any, name: str) -> Seeing:
    """The `Seeing` in a bundle's metadata.

    Raises:
        UserError: it is none; `name` is the bundle's.
    """
    try:
        values = dict(given)
        values["spacing"] = tuple(float(s) for s in values["spacing"])
        found = Seeing(**values)
        good = found.dimensions in (2, 3) and len(found.spacing) == found.dimensions
        good = good and min(found.spacing) > 0 and (found.patch is None or found.patch > 0)
    except (TypeError, ValueError, KeyError):
        good = False
    if not good:
        raise UserError(
            f"The detector '{name}' does not say how images are prepared for it; use one that was "
            "trained here."
        )
    return found


def as_json(seeing: Seeing) -> Mapping[str, Any]:
    """What `seeing_from` reads."""
    return asdict(seeing)
