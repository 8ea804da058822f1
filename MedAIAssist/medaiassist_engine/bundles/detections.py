"""The boxes in a detector's answer, in the right place.

They are placed by the image's own matrix and not by the config's step for it, which is meant for
axes that run along those of the patient.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Boxes
from .answers import as_array
from .facts import class_names
from .placing import affine_of
from .running import Answer, step

_PLACING = "AffineBoxToWorldCoordinated"
_FORGETTING = ("DeleteItemsd", "SelectItemsd")

Data = dict[str, Any]
Reals = NDArray[np.float64]


def detections_of(answer: Answer, context: Context) -> Boxes:
    """Boxes with labels and scores, from a dictionary with all three.

    MONAI counts edges of boxes as it counts voxels, from the centre of the first.

    Raises:
        UserError: the answer has no boxes, or not as many of each.
    """
    name, value = answer.workflow.name, answer.value
    if not isinstance(value, dict) or not any("box" in str(key) for key in value):
        raise UserError(
            f"The bundle '{name}' gives no boxes; see 'Look at a bundle' for what it is."
        )
    data, mode = _after_steps(answer, context)
    corners = _corners(_found(data, "box"), mode, answer.seen.ndim - 1, name)
    labels, scores = _labels(data, answer, len(corners)), _scores(data, len(corners))
    if len(scores) != len(corners) or len(labels) != len(corners):
        raise UserError(
            f"The bundle '{name}' gives {len(corners)} boxes, but {len(labels)} labels and "
            f"{len(scores)} scores; get another version of it."
        )
    return _placed(corners, labels, scores, answer)


def _after_steps(answer: Answer, context: Context) -> tuple[Data, Any]:
    """What the steps of the config make of the answer, and how boxes are written then."""
    data: Data = {"pred": answer.value, **answer.value, answer.workflow.key: answer.seen}
    mode = None
    for transform in answer.workflow.after:
        context.progress(0.5)
        kind = type(transform).__name__
        if kind == _PLACING or kind in _FORGETTING:
            continue
        if kind == "ClipBoxToImaged":
            _take_scores_along(transform, data)
        data = step(transform, data, answer.workflow)
        if kind in ("ConvertBoxModed", "ConvertBoxToStandardModed"):
            mode = getattr(transform.converter, "dst_mode", None)
    return data, mode


def _take_scores_along(transform: Any, data: Data) -> None:
    """What removes boxes has to remove their scores, which configs forget to say."""
    scores = [key for key in data if "score" in str(key) and key not in transform.label_keys]
    transform.label_keys = (*transform.label_keys, *scores)


def _corners(boxes: NDArray[Any] | None, mode: Any, dimensions: int, name: str) -> Reals:
    """(n, 2 D): all lower corners, then all upper ones, in voxels.

    Args:
        mode: MONAI's name of how they are written, such as "cccwhd"; None for corners.
    """
    import torch
    from monai.data.box_utils import convert_box_to_standard_mode

    values = np.zeros((0, 2 * dimensions)) if boxes is None or boxes.size == 0 else boxes
    if values.ndim != 2 or values.shape[1] != 2 * dimensions:
        raise UserError(
            f"The bundle '{name}' gives boxes of shape {values.shape}, but an image of "
            f"{dimensions} dimensions has boxes of {2 * dimensions} numbers; get another version "
            "of it."
        )
    tensor = torch.as_tensor(values, dtype=torch.float64)
    if mode is not None:
        tensor = convert_box_to_standard_mode(tensor, mode=mode)
    return tensor.numpy()


def _labels(data: Data, answer: Answer, count: int) -> tuple[str, ...]:
    names = class_names(answer.workflow.metadata)
    codes = _found(data, "label", without="score")
    if codes is None:
        return (names.get(0, "Found"),) * count
    return tuple(names.get(int(code), f"Class {int(code)}") for code in codes.reshape(-1))


def _scores(data: Data, count: int) -> Reals:
    found = _found(data, "score")
    return np.ones(count) if found is None else found.reshape(-1).astype(np.float64)


def _found(data: Data, word: str, without: str = "") -> NDArray[Any] | None:
    """The array whose key contains a word; None if there is none."""
    import torch

    for key, value in data.items():
        good = word in str(key) and not (without and without in str(key))
        if good and isinstance(value, (torch.Tensor, np.ndarray)):
            return as_array(torch.as_tensor(value))
    return None


def _placed(corners: Reals, labels: tuple[str, ...], scores: Reals, answer: Answer) -> Boxes:
    """From voxels that the network saw to RAS mm; boxes in a slice are as thick as it."""
    low, high = np.split(corners, 2, axis=1)
    middle, size = np.zeros((len(low), 3)), np.ones((len(low), 3))
    middle[:, : low.shape[1]], size[:, : low.shape[1]] = (low + high) / 2, high - low
    given = affine_of(answer.given, answer.given)
    to_ras = (
        np.asarray(answer.ijk_to_ras) @ np.linalg.inv(given) @ affine_of(answer.seen, answer.given)
    )
    spacing = np.linalg.norm(to_ras[:3, :3], axis=0)
    axes = to_ras[:3, :3] / spacing
    if np.linalg.det(axes) < 0:
        axes[:, 2] *= -1  # the same boxes
    return Boxes(
        middle @ to_ras[:3, :3].T + to_ras[:3, 3], size * spacing,
        np.repeat(axes[None], len(low), axis=0), labels, scores,
    )  # fmt: skip
