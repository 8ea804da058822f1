"""Training images varied at random, by MONAI's transforms."""

from __future__ import annotations

import math
from typing import Any

import monai.transforms as mt
import numpy as np
import torch

from .augmentation_parameters import AugmentationChoices
from .networks.registry import SLICES, TIMES, free_axes
from .seeds import seed_of
from .stepping import Seen

_HALF = 0.5
_OFTEN = 0.8
_SIGMA = 4.0  # voxels, of the smoothing of elastic changes
_DEVIATIONS = 4  # that the largest of many normal values is from their mean
_BATCH = 1 << 30  # a number that is no case's, for what is drawn for a batch


class Augmentation:
    """Varies images, (channels, i, j[, k]); the same for the same seed, epoch and case.

    Args:
        size: of the images along i, j (and k).
        order: see `Preparation`. Slices that are read in order are all varied alike, each within
            itself; of signals only the noise is.
    """

    def __init__(
        self, choices: AugmentationChoices, size: tuple[int, ...], seed: int, order: str = ""
    ) -> None:
        self._mixup = choices.mixup
        self._seed = seed
        self._stacks = order == SLICES
        found = (
            _noise(choices)
            if order == TIMES
            else _transforms(choices, size[: free_axes(order, len(size))])
        )
        self._varied = mt.Compose(found)

    def __call__(self, images: torch.Tensor, cases: Any, epoch: int) -> torch.Tensor:
        """The images, (n, channels, ...), of these cases, varied."""
        if not self._varied.transforms:
            return images
        return torch.stack([self._one(image, int(case), epoch)
                            for image, case in zip(images, cases, strict=True)])  # fmt: skip

    def _one(self, image: torch.Tensor, case: int, epoch: int) -> torch.Tensor:
        self._varied.set_random_state(seed=seed_of(self._seed, epoch, case))
        shown = image.movedim(-1, 1).flatten(0, 1) if self._stacks else image
        varied = self._varied(shown)
        varied = varied.as_tensor() if hasattr(varied, "as_tensor") else torch.as_tensor(varied)
        if self._stacks:  # slices were channels, which are all moved alike
            varied = varied.unflatten(0, (len(image), -1)).movedim(1, -1)
        return varied

    def mixed(
        self, seen: Seen, targets: torch.Tensor, epoch: int, batch: int
    ) -> tuple[Seen, torch.Tensor]:
        """Images and their classes, (n, classes), blended with others of the batch.

        Clinical values cannot be blended: they are those of the image with the larger share.
        """
        if not self._mixup or len(targets) < 2:
            return seen, targets
        rng = np.random.default_rng([self._seed, epoch, _BATCH, batch])
        share = float(rng.beta(self._mixup, self._mixup))
        order = torch.from_numpy(rng.permutation(len(targets)))

        def blended(values: torch.Tensor) -> torch.Tensor:
            return share * values + (1 - share) * values[order]

        images, *clinical = seen
        if share < _HALF:
            clinical = [values[order] for values in clinical]
        return (blended(images), *clinical), blended(targets)


def _elastic(voxels: float, dimensions: int) -> Any:
    """In 3D MONAI smooths what it draws, which makes it smaller by far: it is enlarged before."""
    chosen = {"prob": _HALF, "padding_mode": "border"}
    if dimensions == 2:
        return mt.Rand2DElastic(spacing=(16, 16), magnitude_range=(0, voxels), **chosen)
    largest = _DEVIATIONS * math.sqrt(1 / 3) * (2 * math.sqrt(math.pi) * _SIGMA) ** -1.5
    return mt.Rand3DElastic(
        sigma_range=(_SIGMA, _SIGMA), magnitude_range=(0, voxels / largest), **chosen
    )


def _noise(p: AugmentationChoices) -> list[Any]:
    return [mt.RandGaussianNoise(prob=_HALF, std=p.noise)] if p.noise else []


def _transforms(p: AugmentationChoices, size: tuple[int, ...]) -> list[Any]:
    dimensions = len(size)
    found: list[Any] = []
    axes = {"none": 0, "left_right": 1, "all": dimensions}[p.flip]
    found += [mt.RandFlip(prob=_HALF, spatial_axis=axis) for axis in range(axes)]
    if p.rotate or p.zoom or p.shift:
        found.append(
            mt.RandAffine(
                prob=_OFTEN,
                rotate_range=[math.radians(p.rotate)] * (1 if dimensions == 2 else 3),
                scale_range=[p.zoom / 100] * dimensions,
                translate_range=[p.shift / 100 * n for n in size],
                padding_mode="border",
            )
        )
    if p.elastic:
        found.append(_elastic(p.elastic, dimensions))
    if p.bias_field:
        found.append(mt.RandBiasField(prob=_HALF, coeff_range=(0.0, p.bias_field)))
    if p.contrast:
        gamma = (1 - p.contrast / 100, 1 / (1 - p.contrast / 100))
        found.append(mt.RandAdjustContrast(prob=_HALF, gamma=gamma))
    found += _noise(p)
    if p.cutout:
        hole = [max(1, round(p.cutout / 100 * n)) for n in size]
        found.append(mt.RandCoarseDropout(holes=1, spatial_size=hole, fill_value=0.0, prob=_HALF))
    return found
