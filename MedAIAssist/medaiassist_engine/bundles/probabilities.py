"""What a classifying network's answer says of the classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..classify.result_tables import PROBABILITY
from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Column
from .answers import PREDICTION, as_array, as_probabilities
from .facts import class_names
from .running import Answer, step
from .workflow import Workflow

_HALF = 0.5


@dataclass(frozen=True)
class Classified:
    """One image.

    Attributes:
        probabilities: (classes,).
        several: classes do not exclude each other, so that the config has a threshold.
    """

    probabilities: NDArray[np.float64]
    several: bool


def classified(answer: Answer, context: Context) -> Classified:
    """The probabilities of an answer after the steps of the config, up to where it decides.

    Raises:
        UserError: a step fails, or the network does not classify.
    """
    import torch

    value = answer.value
    if isinstance(value, dict):
        value = value.get(PREDICTION, next(iter(value.values()), None))
    if not torch.is_tensor(value) or value.ndim == 0 or value.numel() != value.shape[0]:
        raise UserError(
            f"The bundle '{answer.workflow.name}' gives no probabilities of classes; see 'Look at "
            "a bundle' for what it is."
        )
    data: Any = {answer.workflow.key: answer.seen, PREDICTION: value.cpu().float()}
    several = False
    for transform in answer.workflow.after:
        context.progress(0.5)
        if type(transform).__name__ == "AsDiscreted" and PREDICTION in transform.keys:
            several = not transform.argmax[list(transform.keys).index(PREDICTION)]
            break
        data = step(transform, data, answer.workflow)
    found = as_array(data[PREDICTION]).reshape(-1).astype(np.float64)
    return Classified(as_probabilities(found), several)


def result_columns(rows: Sequence[Classified], workflow: Workflow) -> list[Column]:
    """The answer in words, and a column of probabilities for each class."""
    values = np.stack([row.probabilities for row in rows])
    named = class_names(workflow.metadata)
    classes = [named.get(n, f"Class {n}") for n in range(values.shape[1])]
    predicted = tuple(_answer(row, classes) for row in rows)
    return [
        Column("predicted", texts=predicted),
        *(
            Column(f"{PROBABILITY}{name}", column, description=f"Probability of {name}")
            for name, column in zip(classes, values.T, strict=True)
        ),
    ]


def _answer(row: Classified, classes: list[str]) -> str:
    p = row.probabilities
    if len(p) == 1:
        return classes[0] if p[0] >= _HALF else f"not {classes[0]}"
    if row.several:
        return "; ".join(c for c, value in zip(classes, p, strict=True) if value >= _HALF) or "none"
    return classes[int(p.argmax())]
