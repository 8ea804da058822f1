"""The curve of a training so far: a picture in the panel, and on wish a Slicer plot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.payloads import Chart

from ...scene.passing_charts import PassingChart
from .curve_picture import HEIGHT, curve_picture, last_values

_NARROWEST = 200  # pixels
_LATER_MS, _SOON_MS = 100, 20


class LiveCurve:
    """Hidden unless a training runs, or has left a curve.

    Args:
        scene: the vtkMRMLScene.

    Attributes:
        widget: to be put into a layout.
        picture: the label with the curve.
        wanted: whether a plot view shows it, too.
        plot: the chart there.
    """

    def __init__(self, scene: Any) -> None:
        self._chart: Chart | None = None
        self._goes_on = False
        self.plot = PassingChart(scene)
        self._drawn: Any = None
        # Texts are drawn, the curve is made, and drawn: in turn, so that Slicer reacts between.
        self._later, self._soon = _once(self._draw), _once(self._put)
        self.widget = qt.QWidget()
        layout = qt.QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self.picture = qt.QLabel()
        self.picture.setFixedHeight(HEIGHT)
        self.picture.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Fixed)
        self.picture.alignment = qt.Qt.AlignCenter
        self.picture.scaledContents = True  # where the panel's width changes before the next epoch
        self.wanted = qt.QCheckBox(_("Show in a plot view"))
        self.wanted.toolTip = _("Arranges Slicer's views so that one has room for the curve.")
        self.wanted.connect("toggled(bool)", self._show_plot)
        layout.addWidget(self.picture)
        layout.addWidget(self.wanted)
        self.widget.visible = False

    @property
    def epochs(self) -> int:
        """How many there are in the curve."""
        if self._chart is None:
            return 0
        epochs = self._chart.table.columns[0].values
        assert epochs is not None
        return len(epochs)

    def begin(self) -> None:
        """A training begins. The picture gets its room at once, so that the buttons below do not
        move under the mouse."""
        self._chart, self._goes_on = None, True
        self.picture.text = _("The curve begins after the first epoch.")
        self.picture.toolTip = self.picture.accessibleName = ""
        self.widget.visible = self.wanted.visible = True

    def show(self, chart: Chart) -> None:
        """Show a curve in place of the last one, as soon as Slicer has drawn what else is new."""
        self._chart = replace(chart, title=str(_("Training so far")))
        if not self._later.active:  # else fast epochs would put it off again and again
            self._later.start(_LATER_MS)

    def end(self) -> None:
        """It will not go on; the picture stays, if there is one."""
        self._goes_on = False  # a curve that is still to be drawn gets no plot any more
        self.wanted.visible = False
        self.widget.visible = self._chart is not None
        self.plot.clear()

    def clear(self) -> None:
        """Forget the curve."""
        self._chart, self._goes_on = None, False
        self.widget.visible = False
        self.plot.clear()

    def _draw(self) -> None:
        if self._chart is None:
            return
        width = max(self.picture.width, _NARROWEST)
        self._drawn = curve_picture(self.picture, self._chart, width)
        self._soon.start(_SOON_MS)

    def _put(self) -> None:
        if self._chart is None:
            return
        self.picture.pixmap = self._drawn
        self.picture.toolTip = self.picture.accessibleName = last_values(self._chart)
        self._show_plot()

    def _show_plot(self, _checked: bool = False) -> None:
        if self._chart is not None and self._goes_on and self.wanted.checked:
            self.plot.show(self._chart)
        else:
            self.plot.clear()


def _once(work: Callable[[], None]) -> Any:
    """A timer that does something once each time it is started."""
    timer = qt.QTimer()
    timer.setSingleShot(True)
    timer.connect("timeout()", work)
    return timer
