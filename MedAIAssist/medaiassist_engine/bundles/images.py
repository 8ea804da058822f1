"""Volumes as MONAI's transforms take them: channels first, columns, rows, slices, RAS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..contract.errors import GeometryError, UserError
from ..contract.payloads import Volume, spacing_of
from ..geometry import same_grid
from ..preprocess.checks import check_volume, title
from .workflow import Workflow


def image_of(volumes: Sequence[Volume], workflow: Workflow) -> Any:
    """A MetaTensor (channels, i, j, k), or (channels, i, j) of a single slice for networks of 2D.

    Its affine maps voxels to RAS mm, those of a single slice to mm within its plane. A grey
    volume stands for every colour of networks that take colours.

    Raises:
        UserError: the network takes another number of channels, or a volume cannot be used.
        GeometryError: the volumes have different voxels.
    """
    import torch
    from monai.data import MetaTensor

    _check(volumes)
    first = volumes[0]
    channels = [channel for volume in volumes for channel in _channels(volume)]
    wanted = workflow.form.channels
    if len(channels) == 1 and wanted == 3:
        channels *= 3
    if len(channels) != wanted:
        raise _unlike(volumes, len(channels), workflow)
    values = np.empty((wanted, *first.array.shape[2::-1]), np.float32)
    for into, channel in zip(values, channels, strict=True):
        into[...] = channel.T
    affine = torch.tensor(first.ijk_to_ras, dtype=torch.float64)
    if takes_slices(workflow):
        values = values[..., 0]
        affine = torch.diag(torch.tensor([*spacing_of(first.ijk_to_ras), 1], dtype=torch.float64))
    return MetaTensor(torch.from_numpy(values), affine=affine,
                      meta={"original_affine": affine.numpy().copy(), "space": "RAS",
                            "spatial_shape": np.array(values.shape[1:]),
                            "original_channel_dim": 0})  # fmt: skip


def takes_slices(workflow: Workflow) -> bool:
    """It sees single slices; not, if its inferer takes volumes apart itself."""
    return workflow.form.dimensions == 2 and not hasattr(workflow.inferer, "spatial_dim")


def _check(volumes: Sequence[Volume]) -> None:
    for volume in volumes:
        check_volume(volume)
        if not same_grid(volumes[0], volume):
            raise GeometryError(
                f"{title(volume)} has other voxels than {title(volumes[0])}; resample it to "
                "that volume first."
            )


def _channels(volume: Volume) -> list[Any]:
    """(k, j, i) each; without the opacity of colours."""
    if volume.array.ndim == 3:
        return [volume.array]
    count = volume.array.shape[3]
    return [volume.array[..., n] for n in range(3 if volume.colour and count == 4 else count)]


def _unlike(volumes: Sequence[Volume], found: int, workflow: Workflow) -> UserError:
    from .facts import input_names

    names = input_names(workflow.metadata)
    listed = f" ({', '.join(names)})" if len(names) == workflow.form.channels > 1 else ""
    return UserError(
        f"{title(volumes[0])} has {found} channels with what was given beside it, but "
        f"'{workflow.name}' takes {workflow.form.channels}{listed}; give the volumes of all "
        "channels in this order."
        if workflow.form.channels > found
        else f"{title(volumes[0])} has {found} values per voxel, but '{workflow.name}' takes "
        f"{workflow.form.channels}; choose another volume or bundle."
    )
