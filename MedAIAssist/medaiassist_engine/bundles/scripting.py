"""The operation that segments a volume with TorchScript alone, prepared as parameters say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from scipy import ndimage

from ..context import Context
from ..contract.errors import ParameterError, UserError
from ..contract.payloads import Boxes, LabelMap, Volume
from ..features.embedding.form import Form, form_of
from ..features.embedding.parameters import EmbeddingParameters
from ..models.networks import load_network
from .making import Maker
from .parameters import ScriptParameters
from .plain import Plain
from .scripted import Scripted
from .segmenting import segmented
from .workflow import Workflow, steps_of

_KEY = "image"


def run_script(
    volume: Volume,
    parameters: ScriptParameters,
    context: Context,
    region: Boxes | None = None,
) -> LabelMap:
    """What a TorchScript network finds in a volume, as segments on its voxels.

    Raises:
        UserError: the network cannot be loaded, gives no segmentation, or does not take the
            volume.
        Cancelled: the user cancelled.
    """
    p = parameters
    if not p.network.strip():
        raise ParameterError("Network (network) is empty; give a TorchScript file (.ts or .pt).")

    def load(device: str) -> Workflow:
        return _workflow(p, device)

    outputs = segmented(load, [volume], region, p.device, "", context)
    labels = outputs["segmentation"]
    assert isinstance(labels, LabelMap)
    return _tidied(labels, p, context)


def _workflow(p: ScriptParameters, device: str) -> Workflow:
    network = load_network(p.network)
    if not network.scripted:
        raise UserError(
            f"'{network.name}' is a bundle, which says itself how images are prepared for it; use "
            "'Segment with a bundle'."
        )
    form = form_of(network, EmbeddingParameters())
    plain = Plain({"preprocessing": _steps(p, form), "inferer": _inferer(p, form)}, device)
    make = Maker(network.name)
    before, inferer = make(plain.value("preprocessing")), make(plain.value("inferer"))
    return Workflow(
        network.name, network.sha256, _KEY, steps_of(before, network.name), inferer,
        Scripted(network.module).eval(), (), device, _metadata(p), form,
    )  # fmt: skip


def _steps(p: ScriptParameters, form: Form) -> list[dict[str, Any]]:
    """The preprocessing as a config would have it."""
    d, found = form.dimensions, []
    if d == 3 and p.orientation != "stored":
        found.append(_step("Orientationd", axcodes=p.orientation))
    if p.spacing is not None:
        found.append(_step("Spacingd", pixdim=list(p.spacing[:d]), mode="bilinear"))
    if p.size is not None:
        mode = "trilinear" if d == 3 else "bilinear"
        found.append(_step("Resized", spatial_size=list(p.size[:d]), mode=mode))
    if p.intensities in ("range", "both"):
        found.append(_step("ScaleIntensityRangePercentilesd", lower=p.low, upper=p.high, b_min=0.0,
                           b_max=1.0, clip=True))  # fmt: skip
    if p.intensities in ("zscore", "both"):
        found.append(_step("NormalizeIntensityd"))
        # That z-score times the deviation, plus the mean.
        found.append(_step("NormalizeIntensityd", subtrahend=-p.mean / p.deviation,
                           divisor=1 / p.deviation))  # fmt: skip
    return found


def _step(target: str, **arguments: Any) -> dict[str, Any]:
    return {"_target_": target, "keys": _KEY, **arguments}


def _inferer(p: ScriptParameters, form: Form) -> dict[str, Any]:
    if p.window is None:
        return {"_target_": "SimpleInferer"}
    return {"_target_": "SlidingWindowInferer", "roi_size": list(p.window[: form.dimensions]),
            "overlap": 0.5, "mode": "gaussian"}  # fmt: skip


def _metadata(p: ScriptParameters) -> dict[str, Any]:
    """The names of classes, where a bundle's metadata have them."""
    names = [name.strip() for name in p.classes.split(",") if name.strip()]
    channels = {str(n): name for n, name in enumerate(names)}
    return {"network_data_format": {"outputs": {"pred": {"channel_def": channels}}}}


def _tidied(labels: LabelMap, p: ScriptParameters, context: Context) -> LabelMap:
    """The largest part of each class, without holes, if that is wished for."""
    if not p.largest and not p.fill:
        return labels
    array = labels.array.copy()
    for n, segment in enumerate(labels.segments):
        context.progress(n / len(labels.segments), f"Tidying up {segment.name}")
        layer = array[segment.layer] if array.ndim == 4 else array
        mask = layer == segment.value
        kept = _largest(mask) if p.largest else mask
        layer[mask & ~kept] = 0
        if p.fill:
            layer[ndimage.binary_fill_holes(kept) & (layer == 0)] = segment.value
    return replace(labels, array=array)


def _largest(mask: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    parts, count = ndimage.label(mask, np.ones((3, 3, 3)))
    if count < 2:
        return mask
    found: np.ndarray[Any, Any] = parts == 1 + np.bincount(parts.reshape(-1))[1:].argmax()
    return found
