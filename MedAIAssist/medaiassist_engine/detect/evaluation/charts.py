"""Precision-recall and FROC curves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...contract.payloads import Chart, Column, Curve, Table
from ..boxes.grid import Reals
from . import froc
from .pairing import FALSE, HIT, Paired

_RECALLS = np.linspace(0, 1, 101)
_RATES = np.linspace(0, 8, 129)
_ALL = "all classes"


def precision_recall_chart(
    paired: Sequence[Paired], classes: Sequence[str], overlap: float
) -> Chart:
    """The best precision at or beyond each recall, a curve for each annotated class.

    Args:
        paired: of each class, at one threshold, which is `overlap`.
    """
    columns = [Column("recall", _RECALLS)]
    for name, each in zip(classes, paired, strict=True):
        if each.wanted[0].sum() > 0:
            columns.append(Column(name, _precision(each)))
    return _chart(columns, f"Precision and recall at an overlap of {overlap:g}", "precision")


def froc_chart(events: Sequence[froc.Events], classes: Sequence[str]) -> Chart:
    """Sensitivity over false alarms for each case, a curve for each annotated class."""
    columns = [Column("false alarms", _RATES)]
    shown = [(c, e) for c, e in zip(classes, events, strict=True) if e.wanted.sum() > 0]
    if len(shown) > 1:
        shown.append((_ALL, froc.together(events)))
    for name, each in shown:
        ones = np.ones(len(each.wanted))
        columns.append(Column(name, np.interp(_RATES, *froc.curve(each, ones))))
    return _chart(columns, "FROC", "sensitivity", "false alarms for each case")


def _chart(columns: Sequence[Column], title: str, y: str, x: str = "") -> Chart:
    along = columns[0].name
    curves = tuple(Curve(along, c.name, c.name) for c in columns[1:])
    return Chart(Table(tuple(columns), title), curves, title, x or along, y)


def _precision(paired: Paired) -> Reals:
    """(101,) at each of `_RECALLS`."""
    state = paired.states[0, 0]
    hits, alarms = np.cumsum(state == HIT), np.cumsum(state == FALSE)
    recall = hits / paired.wanted[0].sum()
    precision = hits / np.maximum(hits + alarms, 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    return np.r_[best, 0.0][np.searchsorted(recall, _RECALLS)]
