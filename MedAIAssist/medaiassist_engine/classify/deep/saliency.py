"""Where a network looks: Grad-CAM, as a heat map with the image's geometry."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Volume, matrix
from ...preprocess.prepare.reorient import reorient
from .bundle_reading import ImageClassifier, python_module
from .networks.building import logits_of
from .preparation import Preparation, prepare

Reals = NDArray[np.float32]
_COARSEST = 7  # voxels of a layer's map, below which it hardly says where


def grad_cam(classifier: ImageClassifier, volume: Volume, label: str, context: Context) -> Volume:
    """How much each voxel speaks for a class: 0 to 1, float32, on the volume's own voxels.

    HiResCAM (Draelos and Carin 2020): Grad-CAM (Selvaraju et al., ICCV 2017) without the mean of
    gradients over the image, which points elsewhere where dense layers follow; behind global
    pooling the two are the same. It is of the last layer whose map has at least 7 voxels along
    each axis, laid over the image by interpolation, so it is as fine as that layer.

    Raises:
        UserError: there is no such class, the network has no maps, or the volume does not fit it,
            or it is padded or resampled before.
    """
    if label not in classifier.classes:
        raise UserError(
            f"The network tells apart {', '.join(classifier.classes)}, not '{label}'; choose one."
        )
    p = classifier.preparation
    if p.fit != "resize" or p.spacing is not None:
        raise UserError(
            "Heat maps need a network whose images are resized (Fit) at their own spacing."
        )
    context.progress(0.0, "Running the network")
    image = prepare(volume, p)[None]
    coarse = _map(python_module(classifier), image, classifier.classes.index(label))
    context.progress(0.7, "Laying the map over the image")
    heat = _laid_over(coarse, volume, p)
    context.progress(1.0)
    return Volume(heat, volume.ijk_to_ras, f"{volume.name} {label}".strip())


def _map(module: Any, image: torch.Tensor, code: int) -> Reals:
    """The weighted maps of a layer, along i, j(, k)."""
    caught: list[torch.Tensor] = []

    def keep(layer: Any, inputs: Any, output: Any) -> None:
        fine = torch.is_tensor(output) and output.ndim == image.ndim and output.requires_grad
        if fine and len(output) == 1 and min(output.shape[2:]) >= _COARSEST:
            caught.append(output)

    handles = [m.register_forward_hook(keep) for m in module.modules() if _is_leaf(m)]
    try:
        with torch.enable_grad():
            logits = logits_of(module(image.clone().requires_grad_()))
            if not caught:
                raise UserError("This network has no maps of 7 voxels or more to be shown.")
            (gradient,) = torch.autograd.grad(logits[0, code], caught[-1])
    finally:
        for handle in handles:
            handle.remove()
    heat = torch.relu((gradient * caught[-1].detach()).sum(dim=1))[0]
    top = float(heat.max())
    result: Reals = (heat / top if top > 0 else heat).numpy()
    return result


def _laid_over(coarse: Reals, volume: Volume, p: Preparation) -> Reals:
    """(k, j, i) of the volume, from a map along i, j(, k) as the network sees it."""
    size = volume.array.shape[:3]
    if p.dimensions == 2:
        return _enlarged(coarse.T[None], size)
    # The positions of voxels, moved as the image was: back to how it is stored.
    numbered = np.arange(int(np.prod(size))).reshape(size)
    moved, _ = reorient(numbered, matrix(volume.ijk_to_ras), "RAS")
    seen = _enlarged(coarse.transpose(2, 1, 0), moved.shape)
    stored = np.empty(int(np.prod(size)), dtype=np.float32)
    stored[moved.ravel()] = seen.ravel()
    return stored.reshape(size)


def _enlarged(coarse: Reals, size: tuple[int, ...]) -> Reals:
    """Linear interpolation between the centres of the coarse voxels."""
    axes = [(np.arange(n) + 0.5) * m / n - 0.5 for n, m in zip(size, coarse.shape, strict=True)]
    grid = np.meshgrid(*axes, indexing="ij", sparse=False)
    result: Reals = ndimage.map_coordinates(coarse, grid, order=1, mode="nearest")
    return result.astype(np.float32)


def _is_leaf(module: Any) -> bool:
    return next(module.children(), None) is None
