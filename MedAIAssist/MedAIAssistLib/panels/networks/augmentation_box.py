"""A picture of what training makes of an image, on a click."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import Any

import numpy as np
import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.params import parameters_of
from medaiassist_engine.contract.payloads import Payload

from ...scene import bridge
from ...session.jobs import Made, Request
from ...session.scene_requests import NodeInput
from ..enabling import enable
from ..pixmaps import pixmap_of
from ..scrolling import reveal

SHOW = "classify.show_augmentation"


class AugmentationBox:
    """A button and the picture below it.

    Args:
        run: starts a job.

    Attributes:
        widget: to be put into a layout.
    """

    def __init__(self, run: Callable[[Request], None]) -> None:
        self._run = run
        self._table: Any = None
        self._values: Mapping[str, Any] = {}
        self.widget = qt.QWidget()
        layout = qt.QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self.button = qt.QPushButton(_("Show augmented images"))
        self.button.connect("clicked()", self.show)
        self.picture = qt.QLabel()
        self.picture.toolTip = _("Top left: the image itself. The others: as training varies it.")
        self.picture.accessibleName = _("Augmented images")
        # The panel's width is not the picture's to set.
        self.picture.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        self.picture.visible = False
        layout.addWidget(self.button)
        layout.addWidget(self.picture)

    def update(self, table: Any | None, values: Mapping[str, Any]) -> None:
        """What the button works on: a cohort's table node, and the values of the form."""
        self._table, self._values = table, values
        reason = "" if table is not None else _("Choose a table first.")
        tip = _("Show the first case's image as training would vary it with these settings.")
        enable(self.button, reason, tip)

    def show(self) -> None:
        """Have the picture made."""
        if self._table is None:
            return
        known = {parameter.name for parameter in parameters_of(operation(SHOW).parameters)}
        values = {name: value for name, value in self._values.items() if name in known}
        self._run(Request(SHOW, values, self._read(self._table), self._deliver, _title()))

    def _read(self, table: Any) -> Callable[[], Generator[Any, None, Mapping[str, Payload]]]:
        given = NodeInput(table)

        def read() -> Generator[Any, None, Mapping[str, Payload]]:
            return {"table": (yield from bridge.reading(given.get()))}

        return read

    def _deliver(self, outputs: Mapping[str, Payload], _made: Made) -> Generator[Any, None, None]:
        volume: Any = outputs["picture"]
        pixmap = pixmap_of(np.asarray(volume.array)[0])
        yield
        wide = self.button.width
        smooth = qt.Qt.SmoothTransformation if pixmap.width() > wide else qt.Qt.FastTransformation
        self.picture.setPixmap(pixmap.scaledToWidth(wide, smooth))
        self.picture.visible = True
        reveal(self.picture)


def _title() -> str:
    return str(_("Augmented images"))
