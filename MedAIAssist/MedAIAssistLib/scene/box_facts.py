"""What a ROI node says of the box it is: class, score, and what was decided about it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from .markups import described, details
from .provenance import how_made

ROI = "vtkMRMLMarkupsROINode"

LABEL = "MedAIAssist.Label"
SCORE = "MedAIAssist.Score"
STATUS = "MedAIAssist.Status"
MATCH = "MedAIAssist.Match"

ACCEPTED, REJECTED, OPEN = "accepted", "rejected", "open"
"""What was decided; open is not decided yet."""

HIT, MISS, FALSE_ALARM = "hit", "miss", "false alarm"
"""What comparing with other boxes has shown."""

Triple = tuple[float, float, float]

_SUFFIX = re.compile(r"_\d+$")  # Slicer's, of names that would be there twice


@dataclass(frozen=True)
class BoxFacts:
    """A box as it is listed.

    Attributes:
        score: 0..1; NaN where it has none.
        size: lengths along its own axes in mm, in the world.
        centre: world RAS mm.
        match: of a comparison; "" without one.
    """

    node_id: str
    name: str
    label: str
    score: float
    size: Triple
    centre: Triple
    status: str
    match: str

    @property
    def scored(self) -> bool:
        return not math.isnan(self.score)


def facts_of(node: Any) -> BoxFacts:
    """What is listed of a ROI node."""
    centre, size = [0.0] * 3, [0.0] * 3
    node.GetCenterWorld(centre)
    node.GetSizeWorld(size)
    return BoxFacts(
        str(node.GetID()),
        str(node.GetName() or ""),
        label_of(node),
        score_of(node),
        (size[0], size[1], size[2]),
        (centre[0], centre[1], centre[2]),
        status_of(node),
        node.GetAttribute(MATCH) or "",
    )


def label_of(node: Any) -> str:
    """Its class: an attribute, else in its description, else its name as the user gave it."""
    found = node.GetAttribute(LABEL) or _details(node).get("label")
    return str(found) if found else _SUFFIX.sub("", node.GetName() or "")


def score_of(node: Any) -> float:
    """Its score; NaN where it has none."""
    found = node.GetAttribute(SCORE)
    if found is None:
        found = _details(node).get("score")
    try:
        return float(found) if found is not None else float("nan")
    except (TypeError, ValueError):  # the user edited the description
        return float("nan")


def status_of(node: Any) -> str:
    """What was decided; a box that a person drew is as good as accepted."""
    found = node.GetAttribute(STATUS)
    if found is None:
        found = _details(node).get("status")
    if found in (ACCEPTED, REJECTED, OPEN):
        return str(found)
    drawn = math.isnan(score_of(node)) and how_made(node) is None
    return ACCEPTED if drawn else OPEN


def name_for(label: str, score: float) -> str:
    """Such as "Nodule 0.87"; without a score the class alone."""
    return label if math.isnan(score) else f"{label} {score:.2f}".strip()


def set_facts(node: Any, label: str, score: float, status: str | None = None) -> None:
    """Keep class, score and decision on the node, and in the description that files keep: Slicer's
    files of markups have one for each point, but none of the whole.

    Args:
        status: None where nothing is known, so that drawn boxes count as accepted.
    """
    known = None if math.isnan(score) else score
    for attribute, value in (
        (LABEL, label or None),
        (SCORE, None if known is None else repr(known)),
        (STATUS, status),
    ):
        if value is None:
            node.RemoveAttribute(attribute)
        else:
            node.SetAttribute(attribute, value)
    describe(node, described({"label": label or None, "score": known, "status": status}))


def describe(node: Any, text: str) -> None:
    """Set the description of a box, and that of its point."""
    node.SetDescription(text)
    if node.GetNumberOfControlPoints():
        node.SetNthControlPointDescription(0, text)


def _details(node: Any) -> dict[str, Any]:
    found = details(node.GetDescription())
    if not found and node.GetNumberOfControlPoints():
        found = details(node.GetNthControlPointDescription(0))
    return found
