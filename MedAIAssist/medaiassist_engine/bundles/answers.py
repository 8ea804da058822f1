"""What the numbers of a network's answer are: probabilities, raw values, classes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..contract.errors import UserError
from .placing import affine_of, spread
from .running import Answer

PREDICTION = "pred"

Array = NDArray[Any]


def is_discrete(values: Array) -> bool:
    """Whether all are whole numbers."""
    return all(bool((plane == np.rint(plane)).all()) for plane in values)


def is_independent(values: Array) -> bool:
    """Each channel is a probability of its own, so that classes may overlap."""
    if values.min() < 0 or values.max() > 1:
        return False
    return not np.allclose(values.sum(axis=0), 1, atol=1e-2)


def as_probabilities(values: Array) -> Array:
    """Values between 0 and 1 as they are, others as the network's raw answers."""
    if values.min() >= 0 and values.max() <= 1:
        return values
    if len(values) == 1:
        return 1 / (1 + np.exp(-values))
    powers = np.exp(values - values.max(axis=0))
    return powers / powers.sum(axis=0)


def can_win(pred: Any) -> list[bool]:
    """Which channels may be the largest one anywhere between voxels: of values that sum to 1, the
    largest of n is at least 1 / n."""
    count = int(pred.shape[0])
    total = pred.sum(dim=0)
    if pred.min() < 0 or (total - 1).abs().max() > 1e-3:
        return [True] * count
    return [float(channel.max()) >= 0.99 / count for channel in pred]


def placed_answer(answer: Answer) -> Any:
    """The answer as a MetaTensor; one of fewer voxels fills the same space."""
    import torch
    from monai.data import MetaTensor

    value, seen = answer.value, answer.seen
    if isinstance(value, dict):
        value = value.get(PREDICTION, value.get("out", next(iter(value.values()), None)))
    if not torch.is_tensor(value) or value.ndim != seen.ndim:
        raise UserError(
            f"The bundle '{answer.workflow.name}' gives no value for each voxel, so it is no "
            "segmentation; see 'Look at a bundle' for what it is."
        )
    value = value.detach().cpu().float()
    if value.shape[1:] == seen.shape[1:]:
        return MetaTensor(value, meta=dict(seen.meta))
    grid = spread(affine_of(seen, answer.given), tuple(seen.shape[1:]), tuple(value.shape[1:]))
    return MetaTensor(value, affine=torch.from_numpy(grid))


def as_array(tensor: Any) -> Array:
    """In the memory of the CPU."""
    return np.asarray(tensor.detach().cpu())


def as_volume(values: Any) -> Any:
    """(channels, i, j, k) of values that may lack k."""
    return values[..., None] if values.ndim == 3 else values
