"""The order in which the Tab key visits the Diagnose tab: from top to bottom."""

from __future__ import annotations

from typing import Any

from .. import tab_order


def order(ui: Any, model: Any, values: Any, options: Any) -> None:
    """Put the widgets that are made in Python between those of Diagnose.ui."""
    first, *rest = tab_order.stops(model)
    tab_order.chain(
        first,
        [
            *rest, ui.volumeSelector, ui.whereBox, ui.sourceBox, ui.tableSelector, ui.rowBox,
            ui.valuesButton, values, ui.optionsButton, ui.explainedBox, options, ui.predictButton,
            ui.answerButton, ui.reportButton, ui.chartButton, ui.nearestButton, ui.labelBox,
        ],
    )  # fmt: skip
