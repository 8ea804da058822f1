"""Whether the memory suffices, told before it is filled."""

from __future__ import annotations

import math

import psutil

from ..contract.errors import UserError
from .facts import channel_count
from .workflow import Workflow

_VALUE = 4  # bytes
_COPIES = 3  # of the network's answer at the same time: summed windows, softmax, their inputs


def check_memory(workflow: Workflow, shape: tuple[int, ...]) -> None:
    """Refuse an image whose answer would not fit.

    Args:
        shape: channels and voxels that the network sees.

    Raises:
        UserError: it would not; the text says how much is needed.
    """
    channels = channel_count(workflow.metadata)
    needed = math.prod(shape[1:]) * (channels * _COPIES + 2 * shape[0]) * _VALUE
    free = int(psutil.virtual_memory().available)
    if needed > free:
        raise UserError(
            f"'{workflow.name}' sees {' x '.join(map(str, shape[1:]))} voxels and gives "
            f"{channels} values for each, which needs about {needed / 1e9:.1f} GB of memory, but "
            f"{free / 1e9:.1f} GB are free. Draw a region to look at, or close other programs."
        )
