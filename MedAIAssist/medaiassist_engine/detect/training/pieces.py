"""What a training step sees: an image or a patch of it, varied at random, its boxes moved along.

Place, turn, zoom and flip are one map from the piece's voxels to the image's, so that the image is
interpolated once, and only where the piece lies.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from ..networks.parameters import DetectorChoices
from ..networks.target import Target
from .cases import Case

Reals = NDArray[np.float64]
_LEAST_INSIDE = 0.4  # share of a box that must lie in the piece to be learnt


@dataclass(frozen=True)
class Frame:
    """Where a piece lies: voxel u of it is voxel `centre + turn @ (u - shape / 2)` of the image.

    Attributes:
        centre: (D,) in voxels of the image, from its outer edge; turn: (D, D).
    """

    centre: Reals
    turn: Reals
    shape: tuple[int, ...]


def frame_of(
    case: Case, shape: tuple[int, ...], whole: bool, p: DetectorChoices, rng: np.random.Generator
) -> Frame:
    """A piece at random: at an object or anywhere, turned, scaled and flipped.

    Args:
        whole: the piece holds the whole image, and is only shifted a little.
    """
    size = np.array(case.seen.image.shape[1:], dtype=np.float64)
    zoom = math.exp(rng.uniform(-1, 1) * math.log1p(p.zoom / 100))
    turn = _turn(math.radians(rng.uniform(-p.rotate, p.rotate)), len(size)) / zoom
    turn = turn * _flips(p.flip, len(size), rng)
    if whole:
        centre = size / 2 + rng.uniform(-1, 1, len(size)) * p.shift / 100 * size
    else:
        centre = _centre(case, size, np.array(shape, dtype=np.float64), p, rng)
    return Frame(centre, turn, shape)


def plain_frame(case: Case, shape: tuple[int, ...], whole: bool) -> Frame:
    """The middle of the image, or the surroundings of its first box; nothing is varied."""
    size = np.array(case.seen.image.shape[1:], dtype=np.float64)
    centre = size / 2
    if whole:
        centre = np.array(shape) / 2  # padding lies behind the image
    elif len(case.boxes):
        half = len(size)
        box = case.boxes[0].double().numpy()
        centre = (box[:half] + box[half:]) / 2
    return Frame(centre, np.eye(len(size)), shape)


def cut(case: Case, frame: Frame) -> tuple[Tensor, Target]:
    """The piece (channels, *shape) and what is to be found in it."""
    image = case.seen.image[None]
    shape, dimensions = image.shape[2:], len(frame.shape)
    # In grid_sample's coordinates -1 and 1 are the outer edges, and the last axis comes first.
    half_piece = np.diag(np.array(frame.shape) / 2)
    half_image = np.array(shape) / 2
    linear = np.linalg.inv(np.diag(half_image)) @ frame.turn @ half_piece
    offset = frame.centre / half_image - 1
    theta = np.concatenate([linear[::-1, ::-1], offset[::-1, None]], axis=1)
    grid = functional.affine_grid(
        torch.from_numpy(theta.copy()).float()[None], [1, 1, *frame.shape], align_corners=False
    )
    piece = functional.grid_sample(image, grid, align_corners=False)[0]
    boxes, inside = moved(case.boxes, frame)
    masks = None
    if case.masks is not None:
        # The nearest voxel's number, since between two objects' numbers lies that of a third.
        cut_out = functional.grid_sample(case.masks[None, None], grid, "nearest",
                                         align_corners=False)[0, 0]  # fmt: skip
        masks = _renumbered(cut_out, inside)
    proposals = None
    if case.proposals is not None:
        there, visible = moved(case.proposals, frame)
        proposals = there[visible]
    ignored = moved(case.ignored, frame)[0] if len(case.ignored) else None
    assert piece.ndim == dimensions + 1
    return piece, Target(boxes[inside], case.labels[inside], proposals, masks, ignored)


def _renumbered(masks: Tensor, kept: Tensor) -> Tensor:
    """Numbers of boxes, counted from 1, as they are once only some are kept; 0 for the others."""
    new = torch.where(kept, torch.cumsum(kept, 0), 0)
    return torch.cat([new.new_zeros(1), new])[masks.long()]


def moved(boxes: Tensor, frame: Frame) -> tuple[Tensor, Tensor]:
    """Boxes (n, 2 D) in voxels of the piece, cut at its edges, and which lie inside enough.

    A turned box is the one around the turned ellipsoid that fills it: objects are round rather
    than rectangular, and the box around turned corners would be too large for them.
    """
    half = boxes.shape[1] // 2
    given = boxes.double().numpy()
    middle, reach = (given[:, :half] + given[:, half:]) / 2, (given[:, half:] - given[:, :half]) / 2
    back = np.linalg.inv(frame.turn)
    middle = (middle - frame.centre) @ back.T + np.array(frame.shape) / 2
    reach = np.sqrt(reach**2 @ (back**2).T)
    limit = np.array(frame.shape, dtype=np.float64)
    low, high = np.clip(middle - reach, 0, limit), np.clip(middle + reach, 0, limit)
    whole = np.maximum(np.prod(2 * reach, axis=1), 1e-12)
    inside = np.prod(high - low, axis=1) >= _LEAST_INSIDE * whole
    inside &= (high - low > 0.5).all(axis=1)
    found = np.concatenate([low, high], axis=1).astype(np.float32)
    return torch.from_numpy(found), torch.from_numpy(inside)


def varied(piece: Tensor, p: DetectorChoices, rng: np.random.Generator) -> Tensor:
    """With another contrast and brightness, and noise."""
    contrast, brightness = rng.uniform(-1, 1, 2) * p.contrast / 100
    piece = piece * (1 + contrast) + 0.5 * brightness
    deviation = rng.uniform(0, p.noise)
    if deviation > 0:
        noise = rng.standard_normal(piece.shape, dtype=np.float32)
        piece = piece + deviation * torch.from_numpy(noise)
    return piece


def _centre(
    case: Case, size: Reals, shape: Reals, p: DetectorChoices, rng: np.random.Generator
) -> Reals:
    """Of a patch: with an object anywhere inside it, or anywhere in the image."""
    at_object = rng.uniform() < p.positive_patches / 100 and len(case.boxes) > 0
    room = np.maximum(size - shape, 0)
    anywhere = np.minimum(size, shape) / 2 + rng.uniform(0, 1, len(size)) * room
    if not at_object:
        return anywhere
    half = len(size)
    box = case.boxes[int(rng.integers(len(case.boxes)))].double().numpy()
    middle, length = (box[:half] + box[half:]) / 2, box[half:] - box[:half]
    slack = np.maximum((shape - length) / 2, 0) * 0.8
    wanted = middle + rng.uniform(-1, 1, half) * slack
    # Not much beyond the image: there is nothing to learn.
    low = np.minimum(size, shape) / 2
    return np.clip(wanted, low, np.maximum(size - shape / 2, low))


def _turn(angle: float, dimensions: int) -> Reals:
    """Within slices: about the last of three axes."""
    found = np.eye(dimensions)
    found[:2, :2] = [[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]
    return found


def _flips(choice: str, dimensions: int, rng: np.random.Generator) -> Reals:
    signs = rng.choice([-1.0, 1.0], dimensions)
    if choice == "none":
        return np.ones(dimensions)
    if choice == "left_right":
        signs[1:] = 1.0
    return signs
