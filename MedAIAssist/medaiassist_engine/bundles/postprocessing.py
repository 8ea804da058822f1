"""The postprocessing of a segmentation as the config says, and its result in the right place.

Inverting the preprocessing and then taking the most probable class, as configs do, would hold
every class at full resolution. Both are done class by class here, with the same result.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ..context import Context
from ..contract.errors import UserError
from .answers import (
    PREDICTION,
    Array,
    as_array,
    as_probabilities,
    as_volume,
    can_win,
    is_discrete,
    is_independent,
    placed_answer,
)
from .placing import affine_of, is_identity, placed
from .running import Answer, step

_AT_ONCE = 1 << 24  # values of channels that are put in place together
_RENUMBERING = ("Lambdad", "MapLabelValued", "LabelToMaskd")


@dataclass
class Segmentation:
    """What became of the network's answer.

    Attributes:
        values: (channels, i, j, k), on the voxels that were given.
        by_channel: values of a single channel are numbers of the network's channels.
        probability: (i, j, k) of the wanted class; None if none was wanted.
    """

    values: Array
    by_channel: bool
    probability: Array | None


class Postprocessing:
    """The steps of one answer.

    Args:
        wanted: number of the class whose probability is kept; None for none.
    """

    def __init__(self, answer: Answer, wanted: int | None, context: Context) -> None:
        self._answer = answer
        self._wanted = wanted
        self._context = context
        self._data = {answer.workflow.key: answer.seen, PREDICTION: placed_answer(answer)}
        self._by_channel = False
        self._probability: Array | None = None

    def run(self) -> Segmentation:
        """All steps.

        Raises:
            UserError: one fails.
        """
        steps = list(self._answer.workflow.after)
        total = len(steps) or 1
        while steps:
            self._context.progress(0.8 * (1 - len(steps) / total))
            first = steps.pop(0)
            if _inverts(first) and steps and _takes_largest(steps[0]) and self._channels > 1:
                steps.pop(0)
                self._most_probable(partial(self._inverted, first))
                continue
            if _discretes(first):
                self._keep_probability()
            self._data = step(first, self._data, self._answer.workflow)
            self._by_channel |= _takes_largest(first)
            self._by_channel &= type(first).__name__ not in _RENUMBERING
        self._keep_probability()
        return Segmentation(self._on_given_voxels(), self._by_channel, self._probability)

    @property
    def _pred(self) -> Any:
        return self._data[PREDICTION]

    @property
    def _channels(self) -> int:
        return int(self._pred.shape[0])

    def _inverted(self, invert: Any, channels: list[int]) -> Iterator[Array]:
        """Channels on the voxels that were given, as many at once as need little memory."""
        count = max(1, _AT_ONCE // max(1, math.prod(self._answer.given.shape[1:])))
        for start in range(0, len(channels), count):
            data = {**self._data, PREDICTION: self._pred[channels[start : start + count]]}
            found = step(invert, data, self._answer.workflow)[PREDICTION]
            yield from as_volume(as_array(found)).astype(np.float32)

    def _placed(self, channels: Iterable[int], order: int = 1) -> Iterator[Array]:
        for n in channels:
            yield self._place(as_volume(as_array(self._pred[n : n + 1]))[0], order)

    def _place(self, values: Array, order: int) -> Array:
        shape = as_volume(self._answer.given).shape[1:]
        given = affine_of(self._answer.given, self._answer.given)
        from_given = np.linalg.inv(affine_of(self._pred, self._answer.given)) @ given
        if is_identity(from_given, tuple(values.shape), tuple(shape)):
            return values
        return placed(values, from_given, tuple(shape), order, self._context)

    def _most_probable(self, planes: Callable[[list[int]], Iterator[Array]]) -> None:
        """Replaces the answer with the number of its largest channel at each voxel.

        Args:
            planes: gives channels, on the voxels that were given.
        """
        possible = can_win(self._pred)
        chosen = [n for n, can in enumerate(possible) if can or n in (0, self._wanted)]
        best = labels = None
        for n, values in zip(chosen, planes(chosen), strict=True):
            self._context.progress(0.8 * n / self._channels, "Putting classes in place")
            if n == self._wanted:
                self._probability = values.copy()
            if best is None or labels is None:
                best, labels = values.copy(), np.zeros(values.shape, np.uint16)
            elif possible[n]:
                labels[values > best] = n
                np.maximum(best, values, out=best)
        assert labels is not None
        self._set(labels[None].astype(np.float32))
        self._by_channel = True

    def _set(self, values: Array) -> None:
        """(1, i, j, k) on the voxels that were given."""
        import torch
        from monai.data import MetaTensor

        given = self._answer.given
        tensor = torch.from_numpy(values.reshape(len(values), *given.shape[1:]))
        self._data = {**self._data, PREDICTION: MetaTensor(tensor, affine=given.affine)}

    def _keep_probability(self) -> None:
        """Of the wanted class, as long as the answer holds values of each class."""
        if self._wanted is None or self._probability is not None or self._wanted >= self._channels:
            return
        values = as_probabilities(as_array(self._pred))[self._wanted]
        self._probability = self._place(as_volume(values[None])[0].astype(np.float32), 1)

    def _on_given_voxels(self) -> Array:
        values = as_array(self._pred)
        if values.ndim not in (3, 4) or values.ndim != self._answer.given.ndim:
            raise UserError(
                f"The bundle '{self._answer.workflow.name}' gives values of shape "
                f"{tuple(values.shape)}, which is no segmentation; see 'Look at a bundle' for "
                "what it is."
            )
        if is_discrete(values):
            return np.stack(list(self._placed(range(self._channels), order=0)))
        if self._channels > 1 and not is_independent(values):
            self._most_probable(self._placed)
            return as_volume(as_array(self._pred))
        return np.stack(list(self._placed(range(self._channels))))


def _inverts(transform: Any) -> bool:
    return type(transform).__name__ == "Invertd" and PREDICTION in transform.keys


def _discretes(transform: Any) -> bool:
    return type(transform).__name__ == "AsDiscreted" and PREDICTION in transform.keys


def _takes_largest(transform: Any) -> bool:
    """Nothing but the number of the largest channel."""
    if not _discretes(transform):
        return False
    own = list(transform.keys).index(PREDICTION)
    others = (transform.to_onehot[own], transform.threshold[own], transform.rounding[own])
    return bool(transform.argmax[own]) and all(value is None for value in others)
