"""The check box that shows what a method does to the slice in the red view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
import slicer
import vtk
from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation

from ..session.jobs import Job
from ..session.preview import SlicePreview
from ..session.scene_session import SceneSession
from .observers import Observers
from .texts import catalog_text

DELAY_MS = 250


class PreviewBox:
    """Drives a QCheckBox. Scrolling the view renews its preview.

    Args:
        box: the QCheckBox.
        chosen: gives the volume node (or None), the operation's id and the parameters' values.
        started: called with each preview's job.
    """

    def __init__(
        self,
        box: Any,
        work: SceneSession,
        chosen: Callable[[], tuple[Any, str, dict[str, Any]]],
        started: Callable[[Job], None],
    ) -> None:
        self._box, self._chosen, self._started = box, chosen, started
        self._tip = str(box.toolTip)
        self._preview = SlicePreview(work.scene, work.session)
        self._observers = Observers(self.renew)
        self._timer = qt.QTimer()
        self._timer.setSingleShot(True)
        self._timer.connect("timeout()", self._update)
        box.connect("toggled(bool)", lambda _on: self.renew())

    def stop(self) -> None:
        """Take the preview off the slice views."""
        self._box.checked = False
        self.renew()

    def renew(self) -> None:
        """Something changed: show it soon, if a preview is wanted."""
        if self._box.checked and self._box.enabled:
            self._timer.start(DELAY_MS)
        else:
            self._timer.stop()
            self._preview.clear()
            self._observers.let_go()

    def allow(self, operation_id: str) -> None:
        """Only some operations can be judged by one slice."""
        entry = operation(operation_id)
        self._box.enabled = entry.preview
        self._box.toolTip = self._tip
        if not entry.preview:
            self._box.checked = False
            self._box.toolTip = _("{title} cannot be previewed on one slice. Press Apply.").format(
                title=catalog_text(entry.title)
            )

    def _update(self) -> None:
        volume, operation_id, values = self._chosen()
        red = slicer.app.layoutManager().sliceWidget("Red")
        if volume is None or red is None:
            return
        if "output" in values:
            values["output"] = "volume"  # a segmentation cannot lie over a single slice
        slice_node = red.mrmlSliceNode()
        self._observers.let_go()
        self._observers.follow(slice_node, vtk.vtkCommand.ModifiedEvent)
        self._started(self._preview.update(volume, slice_node, operation_id, values))
