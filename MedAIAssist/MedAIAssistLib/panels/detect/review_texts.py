"""What is told of the boxes under review."""

from __future__ import annotations

from collections.abc import Sequence

from slicer.i18n import tr as _

from ...scene.box_facts import ACCEPTED, BoxFacts
from ...scene.box_lists import counts


def counts_text(boxes: Sequence[BoxFacts], listed: int) -> str:
    """Boxes of each class, what was decided about them, and how many of all are hidden."""
    parts = []
    for count in counts(boxes):
        decided = []
        if count.accepted:
            decided.append(str(_("{count} accepted")).format(count=count.accepted))
        if count.rejected:
            decided.append(str(_("{count} rejected")).format(count=count.rejected))
        text = f"{count.label}: {count.boxes}"
        parts.append(f"{text} ({', '.join(decided)})" if decided else text)
    if len(boxes) > listed:
        parts.append(str(_("hidden: {count}")).format(count=len(boxes) - listed))
    return " · ".join(parts)


def keep_reason(boxes: Sequence[BoxFacts]) -> str:
    """Why there is nothing to remove beside accepted boxes; "" if there is."""
    statuses = {box.status for box in boxes}
    if ACCEPTED not in statuses:
        return str(_("Accept boxes first."))
    return str(_("All boxes are accepted.")) if statuses == {ACCEPTED} else ""
