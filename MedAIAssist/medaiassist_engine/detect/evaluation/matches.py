"""Every hit, miss and false alarm as a row, with its place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...contract.payloads import Column, Table
from ..formats.box_table import place_columns
from .joined import Codes, Joined
from .pairing import FREE, HIT, Paired
from .working_point import WorkingPoint

HIT_TEXT, MISS_TEXT, ALARM_TEXT, FREE_TEXT = "hit", "miss", "false alarm", "not counted"

_Row = tuple[int, int, str, float, float]


def matches_table(
    joined: Joined, paired: Sequence[Paired], points: Sequence[WorkingPoint]
) -> Table:
    """Found boxes at their working point, and annotations that were missed, by case.

    Args:
        paired: of each class, at one threshold; points: of each class.
    """
    rows: list[_Row] = []
    boxes = []
    for label, (each, point) in enumerate(zip(paired, points, strict=True)):
        count = int((each.scores >= point.score).sum())
        for n in range(count):
            text = _text(int(each.states[0, 0, n]))
            rows.append((int(each.case[n]), label, text, each.scores[n], each.nearest[n]))
        missed = _missed(joined, label, each.partner[0, :count])
        rows += [(int(joined.truth.case[n]), label, MISS_TEXT, np.nan, np.nan) for n in missed]
        boxes += [joined.found.boxes[each.rows[:count]], joined.truth.boxes[missed]]
    order = sorted(range(len(rows)), key=lambda n: rows[n][0])
    rows = [rows[n] for n in order]
    places = np.concatenate(boxes)[order]
    return Table(
        (
            Column("case", texts=tuple(joined.cases[row[0]] for row in rows)),
            Column("label", texts=tuple(joined.classes[row[1]] for row in rows)),
            Column("result", texts=tuple(row[2] for row in rows),
                   description="Hit, miss or false alarm"),
            Column("score", np.array([row[3] for row in rows], dtype=np.float64)),
            Column("overlap", np.array([row[4] for row in rows], dtype=np.float64),
                   description="Largest intersection over union with an annotation of the class"),
            *place_columns(places, joined.frame),
        ),
        "Matches",
    )  # fmt: skip


def _text(state: int) -> str:
    return {HIT: HIT_TEXT, FREE: FREE_TEXT}.get(state, ALARM_TEXT)


def _missed(joined: Joined, label: int, partners: Codes) -> Codes:
    """The annotations of a class that count and that no box was paired with."""
    own = (joined.truth.label == label) & ~joined.truth.ignored
    own[partners[partners >= 0]] = False
    return np.flatnonzero(own)
