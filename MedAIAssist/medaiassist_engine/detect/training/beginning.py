"""What the training of a detector begins with: another detector, or a network for its backbone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from torch import Tensor

from ...classify.deep.networks.registry import ENTRIES
from ...classify.deep.starting import Start, start_of
from ...classify.deep.transfer import for_channels
from ...cohort.columns import listed
from ...context import Context
from ...contract.errors import UserError
from ...contract.params import parameters_of
from ...contract.payloads import ModelRef
from ..networks.backbones import SMALL
from ..networks.parameters import TrainDetectorParameters
from ..networks.saved import Detector, load_detector
from ..networks.seeing import Seeing

Beginning = Detector | Start | None


def beginning_of(start: ModelRef | None, network: ModelRef | None) -> Beginning:
    """The model that one of these names.

    Raises:
        UserError: both are given, or the model cannot be used.
    """
    if start is not None and network is not None:
        raise UserError(
            "A training begins with a detector (start) or with a network for its backbone "
            "(network), not with both; choose one of them."
        )
    if start is not None:
        return load_detector(start)
    return None if network is None else start_of(network)


def with_backbone(
    p: TrainDetectorParameters, begin: Beginning, context: Context
) -> TrainDetectorParameters:
    """The choices, with the backbone that a network to begin with asks for.

    Raises:
        UserError: no detector can have such a network as its backbone.
    """
    if not isinstance(begin, Start):
        return p
    known = next(x for x in parameters_of(TrainDetectorParameters) if x.name == "backbone").choices
    title = ENTRIES[begin.network].title
    if begin.network not in known:
        fit = listed([ENTRIES[name].title for name in known if name != SMALL])
        raise UserError(
            f"'{begin.name}' is of the kind {title}, which is no backbone of detectors; begin with "
            f"one of {fit}."
        )
    if p.backbone != begin.network:
        context.note(f"The backbone is {title}, as '{begin.name}' is.")
    found: dict[str, Any] = {"backbone": begin.network}
    return replace(p, **found)


def take_over(module: Any, begin: Beginning, seeing: Seeing, context: Context) -> None:
    """Put the weights of `begin` where they fit; others stay random.

    Raises:
        UserError: none of a network's convolutions fit.
    """
    if isinstance(begin, Detector):
        share = _put(module, _fitting(module, begin.module.state_dict(), seeing.channels))
        if hasattr(module, "fitted"):  # R-CNN's judges, which are fitted anew at the end
            module.fitted.zero_()
        context.note(f"{share:.0%} of the weights were taken from '{begin.name}'.")
    elif begin is not None:
        body = getattr(module, "pyramid", module).body.network
        fitting = _fitting(body, begin.weights, seeing.channels)
        if not any(value.ndim > 2 for value in fitting.values()):
            raise UserError(
                f"No weights of '{begin.name}' fit a {ENTRIES[begin.network].title} for images of "
                f"{seeing.dimensions} dimensions; begin with a network for such images."
            )
        share = _put(body, fitting)
        context.note(f"{share:.0%} of the backbone's weights were taken from '{begin.name}'.")
        _tell_preparation(begin, seeing, context)


def _fitting(module: Any, given: Mapping[str, Tensor], channels: int) -> dict[str, Tensor]:
    """Those that have a place in the module; of what sees images of so many channels, adapted."""
    found = {}
    for name, value in module.state_dict().items():
        theirs = given.get(name)
        if theirs is not None and value.ndim > 1 and value.shape[1] == channels:
            theirs = for_channels(theirs, value)
        if theirs is not None and theirs.shape == value.shape:
            found[name] = theirs
    return found


def _put(module: Any, fitting: Mapping[str, Tensor]) -> float:
    """Load them; which share of the module's values they are."""
    own = module.state_dict()
    module.load_state_dict({**own, **fitting})
    return sum(own[name].numel() for name in fitting) / sum(v.numel() for v in own.values())


def _tell_preparation(begin: Start, seeing: Seeing, context: Context) -> None:
    then = begin.preparation
    if then is None:
        context.note(
            f"How images were prepared for '{begin.name}' is not known here; choose Intensities as "
            "its authors did."
        )
    elif then.intensities != seeing.intensities:
        context.note(
            f"'{begin.name}' was trained with intensities {then.intensities}, this is with "
            f"{seeing.intensities}."
        )
