"""The Features tab."""

from __future__ import annotations

from slicer.i18n import tr as _

from ..session.scene_session import SceneSession
from .feature_tables import FeatureTables
from .results import Results
from .state import PanelState
from .task_panel import TaskPanel
from .task_widgets import LoadUI, task_widget


class FeaturesPanel(TaskPanel):
    """A task whose inputs may be single slices, and whose results are mostly tables.

    Args: as `TaskPanel`'s; `load` gives the widget of a .ui file.
    """

    def __init__(self, load: LoadUI, work: SceneSession, results: Results) -> None:
        widget = task_widget(load, more="FeatureTables")
        super().__init__("features", widget, work, results, views=True)
        self.ui.whereLabel.text = _("Wh&ere")
        self.tables = FeatureTables(self.ui, work.scene, results)
        self._show_form({})
        self.update()

    def update(self) -> None:
        super().update()
        self.tables.update()

    def show_state(self, state: PanelState | None) -> None:
        super().show_state(state)
        if state is not None:
            self.tables.update()

    def close(self) -> None:
        super().close()
        self.tables.close()
