"""Detectors from their definitions: names and plain numbers, as a bundle keeps them."""

from __future__ import annotations

import importlib
from typing import Any

from ...contract.errors import UserError

OWN = "medaiassist_engine.detect.networks."
"""Where the detectors are."""

Definition = dict[str, Any]
"""A `network_def` as in a MONAI bundle: `_target_` and plain arguments."""

TARGETS = {
    "faster_rcnn": "rcnn_family.FasterRcnn",
    "mask_rcnn": "rcnn_family.MaskRcnn",
    "fast_rcnn": "rcnn_family.FastRcnn",
    "retinanet": "retinanet.RetinaNet",
    "centers": "centers.Centers",
    "rcnn": "rcnn.Rcnn",
}
"""By their names among the choices."""


def build(definition: Definition) -> Any:
    """A detector with random weights, in training mode.

    Raises:
        UserError: the definition is none of the detectors here, or has arguments it does not take.
    """
    target = str(definition.get("_target_", ""))
    name = target.removeprefix(OWN)
    if not target.startswith(OWN) or name not in TARGETS.values():
        raise UserError(f"There is no detector '{target}'; train the model again.")
    module, _, cls = name.partition(".")
    arguments = {key: value for key, value in definition.items() if key != "_target_"}
    try:
        return getattr(importlib.import_module(OWN + module), cls)(**arguments)
    except (TypeError, ValueError, KeyError) as error:
        raise UserError(
            f"The detector '{cls}' does not take its definition ({error}); train the model again."
        ) from error
