"""A heat map of one image by one of the methods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ...context import Context
from ...contract.errors import UserError
from .attention import attention, has_attention
from .class_activation import WEIGH, class_activation
from .integrated_gradients import integrated_gradients
from .occlusion import occlusion
from .parameters import HeatMapParameters
from .subject import Subject

Reals = NDArray[np.floating]
_LACKING = 0.05


@dataclass(frozen=True)
class Mapped:
    """A map along i, j(, k), 0 or more, and what its largest value means, in words."""

    heat: Reals
    largest: str

    @property
    def scaled(self) -> Reals:
        """With the largest value 1; all 0 where nothing speaks."""
        top = float(self.heat.max())
        return self.heat / top if top > 0 else self.heat


def mapped(subject: Subject, p: HeatMapParameters, context: Context) -> Mapped:
    """What speaks for the class of a subject, or against it.

    Raises:
        UserError: the method does not suit the network, or memory does not suffice.
        Cancelled: the user cancelled.
    """
    sign = 1 if p.sign == "for" else -1
    if p.method in WEIGH:
        heat = class_activation(subject, WEIGH[p.method], sign, context)
        finer = " x ".join(map(str, heat.shape))
        return Mapped(heat, f"The map is as fine as {finer} voxels over the image.")
    if p.method == "occlusion":
        part = context.part(0, 1, "Hiding boxes")
        drop = sign * occlusion(subject, part, p.box / 100, p.overlap, p.hidden)
        changes = "falls" if sign > 0 else "rises"
        text = f"At its largest value, the probability {changes} by {drop.max():.3g} when hidden."
        return Mapped(np.maximum(drop, 0), text)
    if p.method == "integrated_gradients":
        return _integrated(subject, p, sign, context)
    return _attention(subject, context)


def _integrated(subject: Subject, p: HeatMapParameters, sign: int, context: Context) -> Mapped:
    shares, lacking = integrated_gradients(subject, context, p.steps, p.hidden)
    if lacking > _LACKING:
        context.note(
            f"The shares of the voxels miss their sum by {lacking:.0%}; choose more Steps (steps)."
        )
    smooth = ndimage.gaussian_filter(shares, p.smoothing) if p.smoothing else shares
    text = f"All voxels together add {float(shares.sum()):.3g} to the score before softmax."
    return Mapped(np.maximum(sign * smooth, 0), text)


def _attention(subject: Subject, context: Context) -> Mapped:
    if not has_attention(subject.module):
        raise UserError(
            "This network has no attention; choose another Method (method), or a network with "
            "LSTM or GRU along slices."
        )
    weights = attention(subject, context)
    text = (
        f"The network looked most at slice {int(weights.argmax()) + 1} of {len(weights)} that it "
        f"sees (weight {weights.max():.0%}), whatever speaks for the class."
    )
    return Mapped(np.broadcast_to(weights, subject.size).copy(), text)
