"""The Features tab."""

from __future__ import annotations

from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.measuring import table_slot

from ..session.scene_session import SceneSession
from ..session.signal import Signal
from .enabling import enable
from .feature_tables import FeatureTables
from .results import Results
from .state import PanelState, keep_choice, keep_values
from .task_panel import TaskPanel
from .task_widgets import LoadUI, task_widget


class FeaturesPanel(TaskPanel):
    """A task whose inputs may be single slices, and whose results are mostly tables.

    Args: as `TaskPanel`'s; `load` gives the widget of a .ui file.

    Attributes:
        cohort_asked: called without arguments when the method shall measure all cases of a cohort.
    """

    def __init__(self, load: LoadUI, work: SceneSession, results: Results) -> None:
        widget = task_widget(load, more="FeatureTables")
        super().__init__("features", widget, work, results, views=True)
        self.cohort_asked = Signal()
        self.ui.whereLabel.text = _("Wh&ere")
        self.ui.allCasesButton.connect("clicked()", self._ask_for_cohort)
        self.tables = FeatureTables(self.ui, work.scene, results)
        self._show_form({})
        self.update()

    def update(self) -> None:
        super().update()
        self.tables.update()
        suits = table_slot(self.entry) is not None
        reason = "" if suits else _("This method does not describe single cases.")
        tip = _("Measure every case of a cohort with this method and these settings.")
        enable(self.ui.allCasesButton, reason, tip)

    def show_state(self, state: PanelState | None) -> None:
        super().show_state(state)
        if state is not None:
            self.tables.update()

    def close(self) -> None:
        super().close()
        self.tables.close()

    def _below(self) -> list[Any]:
        return [*super()._below(), self.ui.allCasesButton]

    def _ask_for_cohort(self) -> None:
        if self._state is not None:
            keep_values(self._state, self.entry.id, self.form.values)
            keep_choice(self._state, "cohort", "method", self.entry.id)
        self.cohort_asked()
