"""A line that says what goes on, how far it is and how long still, with a cancel button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
from slicer.i18n import tr as _

_BAR_WIDTH = 110  # pixels
_STEPS = 1000  # of the bar
_NOTHING = "\n"  # as high as what is told


def seconds_text(seconds: float | None) -> str:
    """A remaining time as people say it; "" while unknown."""
    if seconds is None:
        return ""
    if seconds < 90:
        return _("{count} s left").format(count=max(1, round(seconds)))
    return _("{count} min left").format(count=round(seconds / 60))


class ProgressLine:
    """Title, bar, time left, and ✕.

    Args:
        cancel: called when ✕ is pressed.
        tip: what ✕ does.

    Attributes:
        widget: to be put into a layout; its own layout takes further widgets.
    """

    def __init__(self, cancel: Callable[[], None], tip: str) -> None:
        self.widget = qt.QWidget()
        layout = qt.QHBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self._title = qt.QLabel()
        self._title.wordWrap = True
        self._title.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        # Room for a second line from the start: were the line to grow, all above it would move.
        self._title.text = _NOTHING
        self._title.minimumHeight = self._title.sizeHint.height()
        self._bar = qt.QProgressBar()
        self._bar.maximum = _STEPS
        self._bar.maximumWidth = _BAR_WIDTH
        self._bar.textVisible = False
        self._left = _left_label()
        self._button = qt.QToolButton()
        self._button.text = "✕"
        self._button.toolTip = self._button.accessibleName = tip
        self._button.connect("clicked()", cancel)
        layout.addWidget(self._title, 1)
        self._parts = (self._bar, self._left, self._button)
        for part in self._parts:
            layout.addWidget(part)

    def tell(self, title: str, tip: str) -> None:
        """Say what goes on, in short and in full."""
        self._title.text, self._title.toolTip = title, tip

    def advance(self, fraction: float, seconds_left: float | None) -> None:
        """Show how far it is, 0 to 1, and how long it will take still."""
        # With its updates on, the bar draws at once, and with it the whole window is composed anew.
        self._bar.setUpdatesEnabled(False)
        self._bar.value = round(_STEPS * fraction)
        self._bar.setUpdatesEnabled(True)
        self._left.text = seconds_text(seconds_left)

    def begin(self) -> None:
        """There is something to wait for."""
        for part in self._parts:
            _keep_place(part, True)
            part.show()

    def end(self) -> None:
        """There is nothing to wait for or to cancel any more; the text has all the room."""
        for part in self._parts:
            _keep_place(part, False)
            part.hide()

    def clear(self) -> None:
        """Show nothing, but keep every place: what begins later moves nothing."""
        self.tell(_NOTHING, "")
        for part in self._parts:
            _keep_place(part, True)
            part.hide()


def _keep_place(part: Any, kept: bool) -> None:
    policy = part.sizePolicy
    policy.setRetainSizeWhenHidden(kept)
    part.setSizePolicy(policy)


def _left_label() -> Any:
    """As wide as its longest text: in a label of fixed size a new text moves nothing around it."""
    label = qt.QLabel()
    texts = (_("{count} s left"), _("{count} min left"))
    size = label.fontMetrics()
    width = max(size.boundingRect(text.format(count=888)).width() for text in texts)
    label.setFixedSize(width, size.height())
    return label
