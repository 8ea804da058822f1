"""The answer of a prediction: a bar for each class with its interval, and how unusual it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import cells, find, texts
from medaiassist_engine.contract.payloads import Table

from .bar_picture import bar_picture

_MOST = 12
_WIDEST = 140  # pixels of a class name, before it is wrapped


@dataclass(frozen=True)
class Answer:
    """One class: its probability and the limits of its interval, 0..1."""

    name: str
    probability: float
    low: float
    high: float
    chosen: bool


def answers_of(probabilities: Table) -> list[Answer]:
    """The rows of the table that `diagnose.predict` gives, the answer first; none of others."""
    words = [find(probabilities, name) for name in ("class", "answer")]
    known = [find(probabilities, name) for name in ("probability", "low", "high")]
    if None in words or any(column is None or column.values is None for column in known):
        return []
    names, chosen = (texts(column) for column in words if column is not None)
    numbers = zip(*(column.values for column in known if column is not None), strict=True)
    listed = [
        Answer(name, float(p), float(low), float(high), bool(mark))
        for name, mark, (p, low, high) in zip(names, chosen, numbers, strict=True)
    ]
    return sorted(listed, key=lambda a: (not a.chosen, -a.probability))


def answer_text(answers: Sequence[Answer]) -> str:
    """Such as "malignant 93 %", for the slice views."""
    return f"{answers[0].name} {answers[0].probability:.0%}".replace("%", " %")


class AnswerBox:
    """Shows the answer, or nothing.

    Attributes:
        widget: to be put into a layout.
    """

    def __init__(self) -> None:
        self.widget = qt.QWidget()
        self._layout = qt.QVBoxLayout(self.widget)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._body: Any = None
        self._remarks = _wrapping()
        self._layout.addWidget(self._remarks)

    def show(self, answers: Sequence[Answer], unusual: Table | None) -> None:
        """Show what was answered; nothing for no answers."""
        if self._body is not None:
            self._layout.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = qt.QWidget()
        rows = qt.QGridLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        for row, answer in enumerate(answers[:_MOST]):
            _add(rows, row, answer)
        rows.setColumnStretch(1, 1)
        self._layout.insertWidget(0, self._body)
        self._remarks.text = "\n".join(_remarks(unusual) if unusual is not None else ())
        self._remarks.visible = bool(self._remarks.text)


def _add(rows: Any, row: int, answer: Answer) -> None:
    name = _wrapping()
    name.text = answer.name
    if answer.chosen:
        font = name.font
        font.setBold(True)
        name.font = font
    bar = qt.QLabel()
    bar.pixmap = bar_picture(bar, answer.probability, answer.low, answer.high)
    percent = f"{100 * answer.probability:.1f} %"
    told = qt.QLabel(
        _("{percent} ({low} to {high} %)").format(
            percent=percent, low=f"{100 * answer.low:.0f}", high=f"{100 * answer.high:.0f}"
        )
    )
    told.toolTip = bar.toolTip = _(
        "How many of the training cases that were left out had this class, of those alike "
        "(calibrated, Venn-Abers). In brackets and as a line: its interval; wide where few cases "
        "were alike. The report tells what the classifier itself says."
    )
    bar.accessibleName = f"{answer.name}: {told.text}"
    for column, widget in enumerate((name, bar, told)):
        rows.addWidget(widget, row, column)
    width = qt.QFontMetrics(name.font).boundingRect(f"{answer.name} ").width()
    rows.setColumnMinimumWidth(0, max(rows.columnMinimumWidth(0), min(width, _WIDEST)))


def _remarks(unusual: Table) -> list[str]:
    """How unusual the case is, values outside of the training range, what is missing."""
    rarities = find(unusual, "rarity")
    pairs = list(zip(cells(unusual, "what"), cells(unusual, "remark"), strict=True))
    if rarities is None or not pairs:
        return []
    (_whole, first), *rest = pairs
    lines = [first]
    missing = [w for w, remark in rest if remark == "missing"]
    lines += [f"{w}: {remark}" for w, remark in rest if remark != "missing"][:5]
    if missing:
        names = ", ".join(missing[:8]) + (", …" if len(missing) > 8 else "")
        lines.append(str(_("Missing ({count}): {names}").format(count=len(missing), names=names)))
    return lines


def _wrapping() -> Any:
    label = qt.QLabel()
    label.wordWrap = True
    label.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
    label.textInteractionFlags = qt.Qt.TextSelectableByMouse
    return label
