"""Boxes as rows of a list: filtered, sorted, counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from .box_facts import ACCEPTED, REJECTED, BoxFacts

SORTED_BY = ("label", "score", "size", "status", "match")


@dataclass(frozen=True)
class BoxFilter:
    """What is listed and seen.

    Attributes:
        least: score below which boxes are hidden, 0..1; those without a score stay.
        words: each must stand in the name, class, decision or match.
        hidden: decisions whose boxes are hidden, such as `REJECTED`.
    """

    least: float = 0.0
    words: str = ""
    hidden: Collection[str] = ()

    def passes(self, box: BoxFacts) -> bool:
        if box.scored and box.score < self.least:
            return False
        if box.status in self.hidden:
            return False
        text = " ".join((box.name, box.label, box.status, box.match)).casefold()
        return all(word in text for word in self.words.casefold().split())


def in_order(boxes: Iterable[BoxFacts], by: str, descending: bool) -> list[BoxFacts]:
    """Boxes sorted by one of `SORTED_BY`; of equal ones the higher score comes first."""

    def strength(box: BoxFacts) -> float:
        return box.score if box.scored else -1.0

    ranked = sorted(boxes, key=strength, reverse=True)
    if by == "score":
        return ranked if descending else ranked[::-1]
    if by == "size":
        return sorted(ranked, key=longest, reverse=descending)
    return sorted(ranked, key=lambda box: str(getattr(box, by)).casefold(), reverse=descending)


def longest(box: BoxFacts) -> float:
    """The longest side in mm."""
    return max(box.size)


@dataclass(frozen=True)
class ClassCount:
    """Boxes of one class."""

    label: str
    boxes: int
    accepted: int
    rejected: int


def counts(boxes: Iterable[BoxFacts]) -> list[ClassCount]:
    """How many boxes each class has, by name of the class."""
    by_label: dict[str, list[BoxFacts]] = {}
    for box in boxes:
        by_label.setdefault(box.label, []).append(box)
    return [
        ClassCount(label, len(some), _with(some, ACCEPTED), _with(some, REJECTED))
        for label, some in sorted(by_label.items())
    ]


def _with(boxes: Sequence[BoxFacts], status: str) -> int:
    return sum(box.status == status for box in boxes)
