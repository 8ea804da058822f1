"""Integrated gradients: the share of each voxel in a class's score."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from ...context import Context
from .backwards import backwards, score
from .hiding import replacement
from .parameters import Hidden
from .subject import Subject

Reals = NDArray[np.float32]


def integrated_gradients(
    subject: Subject, context: Context, steps: int = 32, hidden: Hidden = "mean"
) -> tuple[Reals, float]:
    """Shares of the voxels along i, j(, k), summed over channels, and how far they are from whole.

    Sundararajan et al. (ICML 2017), by Gauss-Legendre quadrature: they add up to the class's score
    before softmax in the image, minus that in an image that says little (completeness). What their
    sum lacks, as a share of that difference, comes second.

    Raises:
        UserError: memory does not suffice.
        Cancelled: the user cancelled.
    """
    nodes, weights = np.polynomial.legendre.leggauss(steps)  # of -1 to 1
    column = (-1, *(1,) * (subject.image.ndim - 1))
    along = torch.tensor((nodes + 1) / 2).reshape(column).to(subject.image)
    share = torch.tensor(weights / 2).reshape(column).to(subject.image)
    blank = replacement(subject.image, hidden)

    def work(image: torch.Tensor) -> tuple[Reals, float]:
        start = blank.to(image.device)
        total, done = torch.zeros_like(image), 0

        def check() -> None:
            context.progress(done / steps, "Integrating gradients")

        with backwards(subject.module, check):
            for done in range(0, steps, subject.batch):
                some = slice(done, done + subject.batch)
                at = start + along[some].to(image) * (image - start)
                at.requires_grad_()
                value = score(subject.module, at, subject.code).sum()
                slopes = torch.autograd.grad(value, at)[0]
                total += (share[some].to(image) * slopes).sum(dim=0, keepdim=True)
            with torch.no_grad():
                ends = score(subject.module, torch.cat([image, start]), subject.code)
        shares = (image - start) * total
        gap = float(ends[0] - ends[1])
        lacking = abs(float(shares.sum()) - gap) / max(abs(gap), float(np.finfo(np.float32).eps))
        return shares[0].sum(dim=0).cpu().numpy(), lacking

    return subject.on_device(work, context)
