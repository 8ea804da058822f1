"""The slice views on the screen."""

from __future__ import annotations

from typing import Any

import slicer


def visible_slices() -> list[Any]:
    """The slice nodes of the slice views on the screen."""
    layout = slicer.app.layoutManager()
    widgets = [layout.sliceWidget(name) for name in layout.sliceViewNames()]
    return [w.mrmlSliceNode() for w in widgets if w is not None and w.visible]
