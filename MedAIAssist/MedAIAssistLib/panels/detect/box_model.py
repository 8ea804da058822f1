"""The boxes as Qt's views ask for them: pictures and texts are made for the lines in sight only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import qt
from slicer.i18n import tr as _

from ...scene.box_facts import ACCEPTED, FALSE_ALARM, HIT, MISS, REJECTED, BoxFacts

LABEL, SCORE, SIZE, STATUS = range(4)
"""Columns; the last tells of a comparison, too, as a narrow panel has no room for another."""

_MATCHED = 4  # title of the last column while it tells of a comparison
_SIGNS: dict[str, str] = {ACCEPTED: "✓", REJECTED: "✗"}


class BoxModel(qt.QAbstractTableModel):  # type: ignore[misc]
    """A line for each box.

    Args:
        picture: gives the icon of a box, or None.

    Attributes:
        boxes: by line.
        matched: the last column tells of a comparison.
    """

    def __init__(self, picture: Callable[[BoxFacts], Any]) -> None:
        qt.QAbstractTableModel.__init__(self)
        self._picture = picture
        self._titles = _titles()  # asked for often, and translating takes a while
        self._words = {match: match_text(match) for match in (HIT, MISS, FALSE_ALARM)}
        self.boxes: Sequence[BoxFacts] = ()
        self.matched = False

    def show(self, boxes: Sequence[BoxFacts], matched: bool) -> None:
        """Show other boxes."""
        self.beginResetModel()
        self.boxes, self.matched = boxes, matched
        self.endResetModel()

    def rowCount(self, _parent: Any = None) -> int:
        return len(self.boxes)

    def columnCount(self, _parent: Any = None) -> int:
        return 4

    def data(self, index: Any, role: int) -> Any:
        if index.row() >= len(self.boxes):
            return None
        box = self.boxes[index.row()]
        if role == qt.Qt.DisplayRole:
            return self._text(box, index.column())
        if role == qt.Qt.DecorationRole and index.column() == LABEL:
            return self._picture(box)
        if role == qt.Qt.ToolTipRole:
            return tip(box)
        if role == qt.Qt.TextAlignmentRole and index.column() in (SCORE, SIZE, STATUS):
            return int(qt.Qt.AlignHCenter | qt.Qt.AlignVCenter)
        if role == qt.Qt.AccessibleTextRole and index.column() == STATUS:
            told = self._words.get(box.match, "") if self.matched else ""
            return f"{status_text(box.status)} {told}".strip()
        return None

    def _text(self, box: BoxFacts, column: int) -> str:
        if column == SCORE:
            return f"{box.score:.2f}" if box.scored else ""
        if column == SIZE:
            return size_text(box)
        if column == STATUS:
            told = self._words.get(box.match, "") if self.matched else ""
            return f"{_SIGNS.get(box.status, '')} {told}".strip()
        return box.label

    def headerData(self, section: int, orientation: int, role: int) -> Any:
        if orientation != qt.Qt.Horizontal:
            return None
        if section == STATUS and self.matched:
            section = _MATCHED
        if role in (qt.Qt.DisplayRole, qt.Qt.ToolTipRole) and section < len(self._titles):
            return self._titles[section][role == qt.Qt.ToolTipRole]
        return None


def status_text(status: str) -> str:
    """A decision in words; "" while there is none."""
    words = {ACCEPTED: _("accepted"), REJECTED: _("rejected")}
    return str(words.get(status, ""))


def match_text(match: str) -> str:
    """What a comparison has shown, in words."""
    words = {HIT: _("hit"), MISS: _("miss"), FALSE_ALARM: _("false alarm")}
    return str(words.get(match, ""))


def size_text(box: BoxFacts) -> str:
    """Such as "12×8.1×6.0": two digits fit a narrow panel."""
    return "×".join(f"{length:.1f}" if length < 9.95 else f"{length:.0f}" for length in box.size)


def tip(box: BoxFacts) -> str:
    """All that is known of a box, in lines."""
    place = ", ".join(f"{value:.1f}" for value in box.centre)
    exact = " × ".join(f"{length:.2f}" for length in box.size)
    lines = [
        box.name,
        str(_("Size: {size} mm")).format(size=exact),
        str(_("Centre (R, A, S): {place} mm")).format(place=place),
        status_text(box.status),
        match_text(box.match),
    ]
    return "\n".join(filter(None, lines))


def _titles() -> list[tuple[str, str]]:
    """Of the columns, with what is told of each."""
    titles = (
        (_("Class"), _("Click to sort by class.")),
        (_("Score"), _("How sure the method is, from 0 to 1.")),
        (_("Size (mm)"), _("Lengths of the sides; sorted by the longest.")),
        ("✓✗", _("Accepted, rejected, or empty while nothing is decided.")),
        (_("Compared"), _("What comparing with the ground truth has shown.")),
    )
    return [(str(title), str(told)) for title, told in titles]
