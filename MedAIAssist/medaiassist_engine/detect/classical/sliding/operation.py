"""The frame around detectors that learn from examples: classes, pictures, results."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from ....context import Context
from ....contract.payloads import Boxes, Volume
from ...boxes.grid import Reals, clipped, volumes
from ..examples import Task, task_of
from ..results import as_result
from ..window_parameters import WindowParameters
from .learner import Learner
from .training import Detector, Plan
from .window import Window

_INSIDE = 0.5  # share of a box that has to lie inside the picture


def run_detector(
    volume: Volume,
    examples: Boxes,
    other: Volume | None,
    parameters: WindowParameters,
    window_of: Callable[[Reals], Window],
    learner_of: Callable[[Window], Learner],
    context: Context,
) -> Boxes:
    """Learn each class of the examples and find it.

    Raises:
        UserError, GeometryError: the inputs cannot be used.
    """
    plan = Plan(
        parameters.rounds,
        parameters.marked == "all",
        parameters.mirror,
        1 + parameters.size_change / 100,
    )
    task = task_of(volume, examples, other, parameters.mode, context)
    found: list[Reals] = []
    margins: list[Reals] = []
    labels: list[str] = []
    for n, label in enumerate(task.classes):
        step = context.part(n / len(task.classes), (n + 1) / len(task.classes), label)
        detector = Detector(task, label, plan, window_of, learner_of)
        detector.learn(step.part(0.0, 0.5))
        boxes, margin = _found(task, detector, parameters, step.part(0.5, 1.0))
        found.append(boxes)
        margins.append(margin)
        labels += [label] * len(boxes)
    if not plan.complete:
        context.note(
            "What looks like the examples without being marked was taken for neither object nor "
            "background."
        )
    context.progress(1.0)
    return as_result(
        np.concatenate(found),
        task.target.volume,
        labels,
        1 / (1 + np.exp(-2 * np.concatenate(margins))),
        parameters.strongest,
        context,
        "lower the threshold, allow other sizes, or draw more examples",
    )


def _found(
    task: Task, detector: Detector, parameters: WindowParameters, context: Context
) -> tuple[Reals, Reals]:
    least = math.log(max(parameters.threshold, 1e-6) / max(1 - parameters.threshold, 1e-6)) / 2
    numbers = None
    if task.target.planar and task.same and parameters.slices == "examples":
        numbers = np.unique(task.numbers()).tolist()
    pictures = list(task.target.pictures(numbers))
    boxes, margins = [np.zeros((0, 6))], [np.zeros(0)]
    for n, picture in enumerate(pictures):
        step = context.part(n / len(pictures), (n + 1) / len(pictures), "Looking for objects")
        box, margin = detector.find(picture, least, parameters.overlap, step)
        inside = clipped(box, picture.image.shape)
        kept = volumes(inside) >= _INSIDE * volumes(box)
        boxes.append(picture.in_volume(inside[kept]))
        margins.append(margin[kept])
    return np.concatenate(boxes), np.concatenate(margins)
