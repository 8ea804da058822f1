"""Boxes of neighbouring slices joined to boxes of a volume."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...contract.payloads import Boxes, Matrix
from ..boxes.geometry import of_slice, to_grid, to_ras
from ..boxes.grid import Reals
from ..boxes.overlap import overlap

_SAME = 0.3  # overlap in the plane from which boxes of neighbouring slices are one object


def join_slices(slices: Sequence[Boxes], ijk_to_ras: Matrix) -> Boxes:
    """One box for each object that goes on from slice to slice: around all its boxes, with the
    highest score of them.

    Args:
        slices: the boxes of each slice along k, in RAS mm along the volume's grid.
    """
    done: list[tuple[Reals, str, float]] = []
    going: list[tuple[Reals, Reals, str, float]] = []  # whole box, last one, label, score
    for boxes in slices:
        grid = to_grid(boxes, ijk_to_ras)
        scores = np.ones(len(grid)) if boxes.scores is None else np.asarray(boxes.scores)
        now = [(box, box, boxes.labels[n], float(scores[n])) for n, box in enumerate(grid)]
        going, ended = _continued(going, now)
        done += ended
    done += [(whole, label, score) for whole, _, label, score in going]
    done.sort(key=lambda each: -each[2])
    whole = np.array([each[0] for each in done]).reshape(-1, 6)
    scores = np.array([each[2] for each in done])
    return to_ras(whole, ijk_to_ras, [each[1] for each in done], scores)


def _continued(
    before: list[tuple[Reals, Reals, str, float]], now: list[tuple[Reals, Reals, str, float]]
) -> tuple[list[tuple[Reals, Reals, str, float]], list[tuple[Reals, str, float]]]:
    """Objects with this slice's boxes added, and those that ended before it."""
    if not before or not now:
        return now, [(whole, label, score) for whole, _, label, score in before]
    last = of_slice(np.array([each[1] for each in before]))
    shared = overlap(last, of_slice(np.array([each[1] for each in now])))
    going, taken = [], set()
    for n, (box, _, label, score) in enumerate(now):
        alike = [
            m for m in np.argsort(-shared[:, n])
            if shared[m, n] >= _SAME and before[m][2] == label and int(m) not in taken
        ]  # fmt: skip
        if not alike:
            going.append((box, box, label, score))
            continue
        m = int(alike[0])
        taken.add(m)
        whole, _, _, best = before[m]
        around = np.concatenate([np.minimum(whole[:3], box[:3]), np.maximum(whole[3:], box[3:])])
        going.append((around, box, label, max(best, score)))
    ended = [
        (whole, label, score) for m, (whole, _, label, score) in enumerate(before) if m not in taken
    ]
    return going, ended
