"""What a network answered: read from the table of its probabilities."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from .answer_label import centre_of
from .case_rows import column_texts, row_names
from .provenance import how_made, input_node
from .show import middle_of
from .tables import column_names

APPLY = "classify.apply_network"
FRAMES = "classify.apply_network_to_frames"
_PROBABILITY = "p_"
_ENTROPY, _KNOWLEDGE, _ANSWER, _SEGMENT = "entropy", "mutual_information", "predicted", "segment"

Position = tuple[float, float, float]


@dataclass(frozen=True)
class Answer:
    """Of one row.

    Attributes:
        name: of the case, segment or frame.
        part: the segment that was looked at; "" where it was no part of a volume.
        label: the class with the highest probability.
        probability: of that, 0..1.
        doubt: entropy as a share of the largest possible one: 0 if sure, 1 if nothing is known.
        ignorance: share of the doubt that more training could remove, 0..1; None where that was
            not measured.
    """

    name: str
    part: str
    label: str
    probability: float
    doubt: float
    ignorance: float | None


def is_answers(node: Any) -> bool:
    """Whether a node is the table of what a network answered."""
    how = how_made(node) if node.IsA("vtkMRMLTableNode") else None
    return how is not None and how.operation in (APPLY, FRAMES) and _ANSWER in column_names(node)


def classes_of(node: Any) -> list[str]:
    """The classes that a network tells apart, by the table of its answers."""
    names = column_names(node)
    return [name[len(_PROBABILITY) :] for name in names if name.startswith(_PROBABILITY)]


def answers_of(node: Any) -> list[Answer]:
    """The answers in a table node; of more than 20,000 rows the first ones only."""
    columns = {name: column_texts(node, name) for name in column_names(node)}
    most = math.log(max(2, len(classes_of(node))))
    parts = columns.get(_SEGMENT, [""] * node.GetNumberOfRows())
    found = []
    for row, (name, part) in enumerate(zip(row_names(node), parts, strict=False)):
        label = columns[_ANSWER][row]
        probability = float(columns[f"{_PROBABILITY}{label}"][row])
        entropy = float(columns[_ENTROPY][row] or "nan")
        known = columns[_KNOWLEDGE][row] if _KNOWLEDGE in columns else ""
        ignorance = float(known) / entropy if known and entropy > 0 else None
        found.append(Answer(name, part, label, probability, entropy / most, ignorance))
    return found


def places_of(node: Any, answers: list[Answer]) -> list[Position | None]:
    """Where in the world the answers belong, RAS mm: the segment, region or volume looked at.

    None for rows that have no place, such as those of a table of cases.
    """
    volume, region = input_node(node, "volume"), input_node(node, "region")
    segmentation = input_node(node, "segments")
    if volume is None:
        return [None] * len(answers)
    if region is not None:
        return [middle_of(region)] * len(answers)
    if segmentation is None:
        return [centre_of(volume, None, "")] * len(answers)
    content = segmentation.GetSegmentation()
    ids = [content.GetSegmentIdBySegmentName(answer.part) for answer in answers]
    return [centre_of(None, segmentation, i) if i else None for i in ids]
