"""What an operation's inputs are called on the panel."""

from __future__ import annotations

from slicer.i18n import tr as _


def slot_title(name: str) -> str:
    """Such as "Fixed volume"; a slot that is not known here keeps its name."""
    known: dict[str, str] = {
        "volume": _("Volume"),
        "mask": _("Mask"),
        "region": _("Region"),
        "segments": _("Segments"),
        "fixed": _("Fixed volume"),
        "moving": _("Moving volume"),
        "table": _("Table"),
        "model": _("Model"),
        "first": _("First predictions"),
        "second": _("Second predictions"),
        "descriptors": _("Descriptors"),
        "features": _("Feature table"),
        "strokes": _("Strokes"),
        "start": _("Start from"),
        "network": _("Network to start from"),
        "sequence": _("Sequence"),
        "boxes": _("Boxes"),
        "examples": _("Examples"),
        "truth": _("Ground truth"),
        "found": _("Found boxes"),
        "rois": _("Boxes in the scene"),
        "other": _("Search in"),
    }
    return str(known.get(name, name.replace("_", " ").capitalize()))
