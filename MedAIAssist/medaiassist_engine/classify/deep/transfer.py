"""Starting from a network that was trained before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

import torch

from ...context import Context
from ...contract.errors import UserError
from .networks.registry import ENTRIES, sizes
from .networks.stages import head_of, image_part, stages_of
from .parameters import NetworkChoices
from .preparation import Preparation
from .starting import Start
from .transfer_parameters import TransferChoices

Choices = TypeVar("Choices", bound=NetworkChoices)


def started(p: Choices, start: Start | None, context: Context) -> Choices:
    """The parameters with the network of `start`, and its size where none is set.

    Raises:
        UserError: stages are to be frozen, but there is nothing to start from.
    """
    if start is None:
        if p.freeze != "none":
            raise UserError(
                "Freeze (freeze) keeps the weights of a trained network: choose the model to start "
                "from, or freeze nothing."
            )
        return p
    if p.network != start.network:
        context.note(f"The network is {ENTRIES[start.network].title}, as that of '{start.name}'.")
    found: dict[str, Any] = {"network": start.network}
    seen = start.preparation
    if seen is None:
        context.note(
            f"How images were prepared for '{start.name}' is not known here; choose Size, Fit and "
            "Intensities as its authors did."
        )
        return replace(p, **found)
    for name in ("fit", "intensities", "spacing"):
        if (then := getattr(seen, name)) != (now := getattr(p, name)):
            context.note(f"'{start.name}' was trained with {name} {then}, this is with {now}.")
    found["size"] = p.size or (*seen.size, 1)[:3]
    return replace(p, **found)


def take_weights(
    module: Any, start: Start, preparation: Preparation, classes: tuple[str, ...], context: Context
) -> None:
    """Give a new network the weights of `start`; its last layer only if the classes are the same.

    The first convolution is adapted to other numbers of channels: their mean, so that grey images
    answer as before.

    Raises:
        UserError: the networks differ, or depend on the size of the images.
    """
    seen = image_part(module)
    own = seen.state_dict()
    fused = seen is not module
    same = classes == start.classes and not fused and not start.fused
    head = f"{head_of(module)[0]}."
    for name, value in own.items():
        if not same and not fused and name.startswith(head):
            continue
        given = start.weights.get(name)
        if given is not None:
            given = for_channels(given, value)
        if given is None or given.shape != value.shape:
            raise _misfit(start, preparation)
        own[name] = given
    seen.load_state_dict(own)
    kept = "with" if same else "with a new"
    context.note(f"Training starts from '{start.name}', {kept} last layer.")


def freeze(module: Any, choices: TransferChoices, context: Context) -> None:
    """Let the first stages keep their weights; see `learning`."""
    if choices.freeze == "none":
        return
    stages = stages_of(module)
    most = len(stages) - 1
    count = most if choices.freeze == "backbone" else min(choices.frozen_stages, most)
    frozen = {name for stage in stages[:count] for name in stage}
    for name, parameter in module.named_parameters():
        parameter.requires_grad_(name not in frozen)
    context.note(f"{count} of {len(stages)} stages of the network keep their weights.")


def learning(module: Any) -> None:
    """Training mode, but for frozen layers, whose batch norm keeps its statistics."""
    module.train()
    for part in module.modules():
        own = list(part.parameters())
        if own and not any(p.requires_grad for p in own):
            part.eval()


def for_channels(given: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Weights (out, channels, ...) of a convolution for another number of channels; others as they
    are."""
    if given.shape == wanted.shape or given.ndim != wanted.ndim or wanted.ndim <= 3:
        return given
    if given.shape[0] != wanted.shape[0] or given.shape[2:] != wanted.shape[2:]:
        return given
    return (given.sum(dim=1, keepdim=True) / wanted.shape[1]).expand_as(wanted).clone()


def _misfit(start: Start, preparation: Preparation) -> UserError:
    old, new = start.preparation, preparation
    if old is None:
        return UserError(
            f"The layers of '{start.name}' are others than those of "
            f"{ENTRIES[start.network].title} for such images; start from another network."
        )
    if old.dimensions != new.dimensions:
        return UserError(
            f"'{start.name}' was trained on {old.dimensions}D images, but these are "
            f"{new.dimensions}D; start from a network for {new.dimensions}D."
        )
    return UserError(
        f"'{start.name}' sees images of {sizes(old.size)} voxels with {old.channels} values each, "
        f"and its layers fit no others, but these have {sizes(new.size)} with {new.channels}; "
        f"set Size (size) to {sizes(old.size)}, or start from another network."
    )
