"""What comes of measuring: the features where they are used next, and what there is to tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import LABEL

from ...scene.case_rows import column_texts
from ...scene.layouts import large
from ...scene.tables import column_names
from ..results import Results
from ..state import PanelState, keep_node
from .finding_list import Finding

_NEXT = "classify"


def take_up(features: Any, state: PanelState | None, results: Results) -> None:
    """Choose the features on the tabs that work on them, and show them.

    Args:
        features: table node.
        state: where the choices of the tabs are kept; None while no scene is followed.
    """
    if state is not None:
        keep_node(state, _NEXT, "table", features)
    results.landed([features])
    if not large(features):
        results.show(features)


def next_step(features: Any) -> str:
    """What can be done with the features."""
    labelled = LABEL in column_names(features)
    classes = set(column_texts(features, LABEL)) - {""} if labelled else set()
    if len(classes) > 1:
        text = _("'{name}' is chosen on the Classify tab, ready for training.")
    else:
        text = _("'{name}' is on the Features tab. To train with it, give the cases labels first.")
    return str(text.format(name=features.GetName()))


def failure_text(failures: Sequence[Finding]) -> str:
    """The first case that could not be measured, and how many more there are."""
    first = failures[0][0]
    if len(failures) == 1:
        return str(_("Not measured: {first}.").format(first=first))
    text = _("Not measured: {first}. So were {count} more, listed below.")
    return str(text.format(first=first, count=len(failures) - 1))
