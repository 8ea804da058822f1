"""How an image becomes what a network sees: MONAI's transforms, the same here and in bundles."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import monai.transforms
import numpy as np
import torch
from monai.data import MetaTensor
from numpy.typing import NDArray

from ...contract.errors import UserError
from ...contract.payloads import Volume
from ...preprocess.checks import check_volume, title
from .networks.registry import SLICES, TIMES, Form, free_axes, sizes

IMAGE = "image"
_LOW, _HIGH = 0.5, 99.5
_COLOURS = 4


@dataclass(frozen=True)
class Preparation:
    """Of every image alike.

    Attributes:
        dimensions: 2 (one slice) or 3.
        channels: values per voxel.
        size: voxels along i, j (and k).
        fit, intensities, black, white: see `ImageChoices`.
        spacing: mm along R, A, S, or along i, j, k where slices are read in order, that volumes
            are resampled to; None for their own.
        order: what is read in order, "slices" along k or "times" along j; "" for nothing.
    """

    dimensions: int
    channels: int
    size: tuple[int, ...]
    fit: str = "resize"
    intensities: str = "range"
    black: float = 0.0
    white: float = 1.0
    spacing: tuple[float, ...] | None = None
    order: str = ""

    @property
    def free(self) -> int:
        """How many axes, from i on, may be mirrored and moved."""
        return free_axes(self.order, self.dimensions)

    def form(self, classes: int, dropout: float = 0.0) -> Form:
        """What a network for these images takes and gives."""
        return Form(self.dimensions, self.channels, self.size, classes, dropout)

    def steps(self) -> list[dict[str, Any]]:
        """Transforms of channel-first images, as a bundle's config names them."""
        return [_step("CastToTyped", dtype="$torch.float32"), *self._placed(), *self._scaled(),
                self._fitted()]  # fmt: skip

    def _placed(self) -> list[dict[str, Any]]:
        if self.dimensions == 2:
            return []
        # Slices that are read in order stay along k, wherever that points: so do frames of a cine.
        steps = [] if self.order == SLICES else [_step("Orientationd", axcodes="RAS")]
        if self.spacing is not None:
            steps.append(_step("Spacingd", pixdim=list(self.spacing), mode="bilinear"))
        return steps

    def _scaled(self) -> list[dict[str, Any]]:
        ends = {"b_min": 0.0, "b_max": 1.0, "clip": True}
        if self.intensities == "range":
            return [_step("ScaleIntensityRangePercentilesd", lower=_LOW, upper=_HIGH, **ends)]
        if self.intensities == "window":
            return [_step("ScaleIntensityRanged", a_min=self.black, a_max=self.white, **ends)]
        if self.intensities == "zscore":
            return [_step("NormalizeIntensityd", channel_wise=True)]
        return []

    def _fitted(self) -> dict[str, Any]:
        size = list(self.size)
        if self.fit == "pad":
            return _step("ResizeWithPadOrCropd", spatial_size=size)
        mode = "bilinear" if self.dimensions == 2 else "trilinear"
        return _step("Resized", spatial_size=size, mode=mode, anti_aliasing=True)


def preparation_from(given: Any, name: str) -> Preparation:
    """The preparation in a bundle's metadata.

    Raises:
        UserError: it is none; `name` is the bundle's.
    """
    try:
        values = dict(given)
        values["size"] = tuple(int(n) for n in values["size"])
        if values.get("spacing") is not None:
            values["spacing"] = tuple(float(s) for s in values["spacing"])
        found = Preparation(**values)
        good = found.dimensions in (2, 3) and len(found.size) == found.dimensions
        good = good and found.order in ("", SLICES, TIMES)
        good = good and math.isfinite(found.black) and math.isfinite(found.white)
    except (TypeError, ValueError, KeyError):
        good = False
    if not good:
        raise UserError(
            f"The network '{name}' does not say how images are prepared for it, or not in a way "
            "known here; use a network that was trained here."
        )
    return found


def as_json(preparation: Preparation) -> Mapping[str, Any]:
    """What `preparation_from` reads."""
    return asdict(preparation)


def prepare(volume: Volume, preparation: Preparation) -> torch.Tensor:
    """(channels, i, j[, k]) float32 that the network sees.

    Raises:
        UserError: the volume has other dimensions or channels, or cannot be used.
    """
    return prepare_placed(volume, preparation)[0]


def prepare_placed(
    volume: Volume, preparation: Preparation
) -> tuple[torch.Tensor, NDArray[np.float64]]:
    """As `prepare`, and the 4x4 from voxels of what the network sees to RAS mm.

    Raises:
        UserError: see `prepare`.
    """
    check_volume(volume)
    found = transforms_of(preparation)({IMAGE: _channel_first(volume, preparation)})[IMAGE]
    image = torch.as_tensor(found.as_tensor(), dtype=torch.float32).contiguous()
    return image, found.affine.numpy().astype(np.float64)


@functools.lru_cache(maxsize=4)
def transforms_of(preparation: Preparation) -> Any:
    """The steps as one MONAI transform of {"image": MetaTensor}."""
    found = []
    for step in preparation.steps():
        arguments = {key: value for key, value in step.items() if key != "_target_"}
        if arguments.get("dtype") == "$torch.float32":
            arguments["dtype"] = torch.float32
        found.append(getattr(monai.transforms, step["_target_"])(**arguments))
    return monai.transforms.Compose(found)


def dimensions_of(size: tuple[int, ...]) -> int:
    """2 for one slice, else 3; from voxels along i, j, k."""
    return 2 if size[2] == 1 else 3


def holds_frames(size: tuple[int, ...], channels: int) -> bool:
    """Whether one slice has a cine's frames as values of each voxel: more than colours have."""
    return size[2] == 1 and channels > _COLOURS


def _stacked(volume: Volume) -> Volume:
    """With frames as slices."""
    array = volume.array
    if array.ndim < 4 or not holds_frames(array.shape[2::-1], array.shape[3]):
        return volume
    return replace(volume, array=array[0].transpose(2, 0, 1))


def channels_of(volume: Volume) -> int:
    """Values per voxel, without the opacity of colours."""
    count = volume.array.shape[3] if volume.array.ndim == 4 else 1
    return 3 if volume.colour and count == 4 else count


def _channel_first(volume: Volume, preparation: Preparation) -> MetaTensor:
    if preparation.order == SLICES:
        volume = _stacked(volume)
    size = volume.array.shape[2::-1]
    if dimensions_of(size) != preparation.dimensions:
        raise UserError(
            f"{title(volume)} has {sizes(size)} voxels, but the network takes images of "
            f"{preparation.dimensions} dimensions; choose another image or network."
        )
    channels = channels_of(volume)
    if channels != preparation.channels:
        raise UserError(
            f"{title(volume)} has {channels} values per voxel, but the network takes "
            f"{preparation.channels}; choose another image or network."
        )
    array = volume.array if volume.array.ndim == 4 else volume.array[..., None]
    ordered = array[..., :channels].transpose(3, 2, 1, 0)  # c, i, j, k
    if preparation.dimensions == 2:
        ordered = ordered[..., 0]
    values = np.ascontiguousarray(ordered, dtype=np.float32)
    return MetaTensor(
        torch.from_numpy(values), affine=torch.tensor(volume.ijk_to_ras, dtype=torch.float64)
    )


def _step(target: str, **arguments: Any) -> dict[str, Any]:
    return {"_target_": target, "keys": IMAGE, **arguments}
