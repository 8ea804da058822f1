"""Class activation maps: what the maps inside of a network say of a class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ...classify.deep.networks.building import logits_of
from ...classify.deep.running import members_of
from ...context import Context
from ...contract.errors import UserError
from .backwards import backwards, score
from .subject import Subject

Reals = NDArray[np.float32]
Weigh = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]

COARSEST = 7
"""Voxels along each axis of a layer's map, below which it hardly says where."""


def grad_cam(maps: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """Each map weighted by its mean gradient (Selvaraju et al., ICCV 2017, eq. 1 and 2)."""
    return (_mean(gradient) * maps).sum(dim=1)


def grad_cam_plus_plus(maps: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """Grad-CAM that does justice to several places (Chattopadhay et al., WACV 2018, eq. 19)."""
    axes = tuple(range(2, maps.ndim))
    below = 2 * gradient**2 + maps.sum(dim=axes, keepdim=True) * gradient**3
    alpha = torch.where(below != 0, gradient**2 / below, torch.zeros_like(below))
    weights = (alpha * torch.relu(gradient)).sum(dim=axes, keepdim=True)
    return (weights * maps).sum(dim=1)


def hires_cam(maps: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """Maps times their gradients (Draelos and Carin, arXiv 2011.08891, 2020).

    Behind global pooling it is Grad-CAM; where dense layers follow, Grad-CAM's mean of gradients
    points elsewhere.
    """
    return (gradient * maps).sum(dim=1)


WEIGH: dict[str, Weigh] = {
    "grad_cam": grad_cam, "grad_cam_plus_plus": grad_cam_plus_plus, "hires_cam": hires_cam,
}  # fmt: skip


def class_activation(subject: Subject, weigh: Weigh, sign: int, context: Context) -> Reals:
    """What speaks for the class (sign 1) or against it (-1): 0 or more, along i, j(, k).

    Of the last layer whose maps have at least 7 voxels along each axis, or along the axes of a
    slice where a recurrent network sees slices one by one. Of an ensemble, the mean of its
    networks' maps, each with the largest value 1.

    Raises:
        UserError: the network has no such maps, or memory does not suffice.
        Cancelled: the user cancelled.
    """

    def work(image: torch.Tensor) -> Reals:
        found = [
            _positive(weigh(*_inside(member, image, subject.code, sign, context)))
            for member in members_of(subject.module)
        ]
        if len(found) == 1:
            return found[0]
        finest = max(found, key=lambda one: one.size).shape
        tops = [one / max(float(one.max()), float(np.finfo(np.float32).tiny)) for one in found]
        return np.mean([one for one in tops if one.shape == finest], axis=0, dtype=np.float32)

    return subject.on_device(work, context)


def _inside(
    module: Any, image: torch.Tensor, code: int, sign: int, context: Context
) -> tuple[torch.Tensor, torch.Tensor]:
    """(1, c, i, j[, k]) maps of a layer, and the gradient of the score by them."""
    caught: list[torch.Tensor] = []

    def keep(layer: Any, inputs: Any, output: Any) -> None:
        first = logits_of(output)
        if torch.is_tensor(first) and first.requires_grad and _fine(layer, first, image):
            caught.append(first)

    handles = [m.register_forward_hook(keep) for m in module.modules()]
    try:
        with backwards(module, lambda: context.progress(0.5, "Following the network back")):
            value = sign * score(module, image.clone().requires_grad_(), code)[0]
            if not caught:
                raise UserError(
                    f"This network has no maps of {COARSEST} voxels or more along each axis; "
                    "choose Occlusion or Integrated gradients (method)."
                )
            (gradient,) = torch.autograd.grad(value, caught[-1])
    finally:
        for handle in handles:
            handle.remove()
    return _as_image(caught[-1].detach(), image), _as_image(gradient, image)


def _fine(layer: Any, maps: torch.Tensor, image: torch.Tensor) -> bool:
    like_image = (maps.ndim == image.ndim and len(maps) == 1) or _sliced(maps, image)
    padded = "Pad" in type(layer).__name__  # its voxels do not lie where those of the image do
    return like_image and not padded and min(maps.shape[2:]) >= COARSEST


def _sliced(maps: torch.Tensor, image: torch.Tensor) -> bool:
    """Whether these are the maps of each slice of a volume, as recurrent networks see them."""
    return image.ndim == 5 and maps.ndim == 4 and len(maps) == image.shape[-1]


def _as_image(maps: torch.Tensor, image: torch.Tensor) -> torch.Tensor:
    return maps.permute(1, 2, 3, 0)[None] if _sliced(maps, image) else maps


def _positive(heat: torch.Tensor) -> Reals:
    result: Reals = torch.relu(heat)[0].cpu().numpy()
    return result


def _mean(gradient: torch.Tensor) -> torch.Tensor:
    return gradient.mean(dim=tuple(range(2, gradient.ndim)), keepdim=True)
