"""Values by name as bars, the largest first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..contract.payloads import Chart, Column, Curve, Table
from .predicting import Reals

_MOST = 20  # names that still can be read below the bars


def bar_chart(names: Sequence[str], values: Reals, title: str, y_title: str) -> Chart:
    """The names with the largest absolute values; no more than can be read."""
    order = np.argsort(-np.abs(values), kind="stable")[:_MOST]
    table = Table(
        (
            Column("feature", texts=tuple(names[n] for n in order)),
            Column(y_title, values[order]),
        ),
        title,
    )
    return Chart(table, (Curve("feature", y_title, y_title),), title, "", y_title, "bar")
