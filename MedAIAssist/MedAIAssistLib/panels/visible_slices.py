"""The slice views on the screen."""

from __future__ import annotations

from typing import Any

import slicer


def visible_slices() -> list[Any]:
    """The slice nodes of the slice views on the screen."""
    return [view for view, _composite in visible_views()]


def visible_views() -> list[tuple[Any, Any]]:
    """The slice node of each slice view on the screen, and the composite node of its volumes."""
    layout = slicer.app.layoutManager()
    widgets = [layout.sliceWidget(name) for name in layout.sliceViewNames()]
    seen = [w for w in widgets if w is not None and w.visible]
    return [(w.mrmlSliceNode(), w.mrmlSliceCompositeNode()) for w in seen]


def shows(composite: Any, volume: Any) -> bool:
    """Whether a view shows a volume, below or above others."""
    shown = (composite.GetBackgroundVolumeID(), composite.GetForegroundVolumeID())
    return volume.GetID() in shown
