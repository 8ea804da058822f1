"""Annotated and found boxes of the same cases, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import UserError
from ..boxes.grid import Reals
from ..formats.box_table import NO_CLASS, BoxRows, unit_of

Codes = NDArray[np.intp]
Note = Callable[[str], object]


@dataclass(frozen=True)
class Side:
    """Boxes of all cases, in the order of their table.

    Attributes:
        boxes: (n, 2 D); case, label: (n,) places among the cases and classes.
        scores: (n,), all 1 for annotations; ignored: (n,) need not be found.
    """

    boxes: Reals
    case: Codes
    label: Codes
    scores: Reals
    ignored: NDArray[np.bool_]


@dataclass(frozen=True)
class Joined:
    """What is compared.

    Attributes:
        cases: in order; patients: (cases,) a number for the patient of each.
        classes: in order, also those that were only found.
        frame: the axes' letters of both, such as "ras".
    """

    cases: tuple[str, ...]
    patients: Codes
    classes: tuple[str, ...]
    truth: Side
    found: Side
    frame: str

    @property
    def dimensions(self) -> int:
        return self.truth.boxes.shape[1] // 2


def join(truth: BoxRows, found: BoxRows, note: Note, negative: bool = False) -> Joined:
    """Put boxes of the same case and class together.

    Args:
        negative: cases without annotations are taken as free of boxes; else they are left out,
            because nobody may have looked.

    Raises:
        UserError: the boxes lie along other axes, or no case is in both.
    """
    if truth.frame != found.frame:
        raise UserError(
            f"The annotations are in {_named(truth.frame)}, the found boxes in "
            f"{_named(found.frame)}; give both along the same axes."
        )
    cases, patients = _cases(truth, found, note, negative)
    found = _named_alike(truth, found, note)
    classes = tuple(sorted({*truth.labels, *found.labels})) or (NO_CLASS,)
    unseen = sorted(set(found.labels) - set(truth.labels))
    if unseen:
        note(f"No annotation is of the class {', '.join(unseen)}; its boxes are false alarms.")
    _, numbers = np.unique(np.array(patients, dtype=str), return_inverse=True)
    return Joined(
        cases,
        numbers.astype(np.intp),
        classes,
        _side(truth, cases, classes, np.ones(len(truth.boxes))),
        _side(found, cases, classes, _scores(found, note)),
        truth.frame,
    )


def groups(side: Side, label: int) -> Iterator[tuple[int, Codes]]:
    """Of one class: each case that has boxes, and their places, in order."""
    rows = np.flatnonzero(side.label == label)
    rows = rows[np.argsort(side.case[rows], kind="stable")]
    cases, starts = np.unique(side.case[rows], return_index=True)
    yield from zip(cases.tolist(), np.split(rows, starts[1:]), strict=False)


def _named_alike(truth: BoxRows, found: BoxRows, note: Note) -> BoxRows:
    """Where only one side names classes, and only one, the other side's boxes are of that."""
    known, given = set(truth.labels), set(found.labels)
    if known == given or NO_CLASS not in known | given or len(known) != 1 or len(given) != 1:
        return found
    (own,), (theirs,) = known, given
    note(f"The boxes '{theirs}' are compared with the annotations '{own}': one side has no class.")
    return replace(found, labels=(own,) * len(found.labels))


def _cases(
    truth: BoxRows, found: BoxRows, note: Note, negative: bool
) -> tuple[tuple[str, ...], list[str]]:
    known = set(truth.cases)
    strange = [n for n, name in enumerate(found.cases) if name not in known]
    if len(strange) == len(found.cases) and not negative:
        raise UserError(
            f"No case of the found boxes, such as '{found.cases[0]}', is among the annotated ones, "
            f"such as '{truth.cases[0]}'; use the same names in both."
        )
    silent = len(known - set(found.cases))
    if silent:
        note(f"{silent} annotated cases have no row of found boxes; all their boxes are missed.")
    if strange and not negative:
        note(
            f"{len(strange)} cases, such as '{found.cases[strange[0]]}', have no annotations and "
            "are left out. If they are free of boxes, say so, or give each a row with an empty "
            "centre."
        )
    more = strange if negative else []
    cases = (*truth.cases, *(found.cases[n] for n in more))
    return cases, [*truth.patients, *(found.patients[n] for n in more)]


def _side(rows: BoxRows, cases: tuple[str, ...], classes: tuple[str, ...], scores: Reals) -> Side:
    place = {name: n for n, name in enumerate(cases)}
    number = {name: n for n, name in enumerate(classes)}
    of_case = np.array([place.get(name, -1) for name in rows.cases], dtype=np.intp)[rows.case]
    labels = np.array([number[name] for name in rows.labels], dtype=np.intp)
    kept = of_case >= 0
    return Side(
        rows.boxes[kept], of_case[kept], labels[kept], scores[kept], rows.ignored[kept]
    )  # fmt: skip


def _scores(found: BoxRows, note: Note) -> Reals:
    if found.scores is None:
        note("The found boxes have no scores, so curves have one point only.")
        return np.ones(len(found.boxes))
    lacking = np.isnan(found.scores)
    if lacking.any():
        note(f"{int(lacking.sum())} found boxes have no score; they are taken as the weakest.")
    return np.where(lacking, -np.inf, found.scores)


def _named(frame: str) -> str:
    return f"{unit_of(frame)} along {', '.join(frame)}"
