"""Whether the images of a cohort can be learnt from together."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import psutil
from numpy.typing import NDArray

from ...cohort.image_facts import ImageFacts, facts_of
from ...context import Context
from ...contract.errors import UserError
from .networks.building import Cost
from .networks.registry import SLICES, sizes
from .preparation import Preparation, dimensions_of, holds_frames
from .signals import is_signal, read_signal

Texts = NDArray[np.str_]
_SHARE = 0.8  # of the free memory
_FLOAT = 4
_COPIES = 2  # of each image: of all, and of its part


def sizes_and_channels(
    names: Texts, paths: Texts, context: Context, order: str = ""
) -> tuple[NDArray[np.intp], int]:
    """(n, 3) voxels along i, j, k, and the values per voxel, which all images share.

    Args:
        order: see `Preparation`; where slices are read in order, frames are slices.

    Raises:
        UserError: an image cannot be read, or images differ in dimensions or channels.
    """
    found: list[tuple[int, ...]] = []
    first: tuple[int, int] | None = None
    for n, (name, path) in enumerate(zip(names, paths, strict=True)):
        context.progress(n / len(names))
        facts = _facts(str(name), str(path))
        if facts.fault:
            raise UserError(f"The image of case '{name}' {facts.fault} Correct or remove the case.")
        if order == SLICES:
            facts = _stacked(facts)
        kind = dimensions_of(facts.size), facts.channels
        first = first or kind
        if kind[0] != first[0]:
            raise UserError(
                f"Case '{names[0]}' is an image of {first[0]} dimensions, but case '{name}' has "
                f"{kind[0]} ({sizes(facts.size)} voxels); train on one sort of images."
            )
        if kind[1] != first[1]:
            raise UserError(
                f"Case '{names[0]}' has {first[1]} values per voxel, but case '{name}' has "
                f"{kind[1]}; convert them to one sort, such as grey images."
            )
        found.append(facts.size)
    assert first is not None
    channels = 3 if first == (2, 4) else first[1]  # pictures with opacity
    return np.array(found, dtype=np.intp), channels


def _facts(name: str, path: str) -> ImageFacts:
    if not is_signal(path):
        return facts_of(path, pixels=False)
    with image_of(name):
        return ImageFacts(size=read_signal(path).array.shape[::-1])


def _stacked(facts: ImageFacts) -> ImageFacts:
    """With the frames of a cine as slices."""
    if not holds_frames(facts.size, facts.channels):
        return facts
    return replace(facts, size=(*facts.size[:2], facts.channels), channels=1)


def check_memory(count: int, preparation: Preparation) -> None:
    """Refuse more images than the free memory holds.

    Raises:
        UserError: it does not hold them.
    """
    needed = count * preparation.channels * math.prod(preparation.size) * _FLOAT * _COPIES
    free = int(psutil.virtual_memory().available)
    if needed > _SHARE * free:
        raise UserError(
            f"{count} images of {sizes(preparation.size)} voxels take {needed / 1e9:.1f} GB of "
            f"memory, but {free / 1e9:.1f} GB are free; choose a smaller Size (size)."
        )


@contextlib.contextmanager
def image_of(name: str) -> Iterator[None]:
    """Errors within the block name the case."""
    try:
        yield
    except UserError as error:
        raise UserError(f"The image of case '{name}' cannot be used: {error}") from error
    except (RuntimeError, ValueError) as error:  # of the libraries that read it
        raise UserError(
            f"The image of case '{name}' is damaged; replace it or remove the case."
        ) from error


def check_network(cost: Cost, device: str) -> None:
    """Refuse a network that cannot be trained on one image with the memory there is.

    Raises:
        UserError: it needs more, on the CPU; a GPU's memory is tried, as the CPU takes over.
    """
    free = int(psutil.virtual_memory().available)
    needed = cost.training(1)
    if device == "cpu" and needed > free:
        raise UserError(
            f"The network needs about {needed / 1e9:.1f} GB of memory to be trained, but "
            f"{free / 1e9:.1f} GB are free; choose a smaller Size (size) or another network."
        )
