"""What a cohort is: a table with a row for each case, and columns that both sides know."""

from __future__ import annotations

from .payloads import Column
from .tables import cells, find, rows, texts

__all__ = [
    "CASE", "DESCRIPTIONS", "IMAGE", "KEYS", "LABEL", "MASK", "NODE", "PATIENT", "SITE", "SPLIT",
    "TEST", "TRAIN", "VALIDATION", "cells", "find", "may_be_feature", "rows", "texts",
]  # fmt: skip

CASE, IMAGE, MASK, LABEL = "case", "image", "mask", "label"
PATIENT, SPLIT, SITE = "patient", "split", "site"

KEYS = (CASE, IMAGE, MASK, LABEL, PATIENT, SPLIT, SITE)
"""Columns with a meaning; always texts, empty where missing. All others are clinical values."""

DESCRIPTIONS = {
    CASE: "Id of the case",
    IMAGE: "File, DICOM folder, or node:<id> of a volume in the scene",
    MASK: "File, or node:<id> of a segmentation in the scene",
    LABEL: "Class of the case",
    PATIENT: "Cases of one patient are never torn apart",
    SPLIT: "train, validation or test",
    SITE: "Hospital or scanner the case comes from",
}

NODE = "node:"
"""Begins an image or mask that is a node of the scene, followed by the node's id."""

TRAIN, VALIDATION, TEST = "train", "validation", "test"
"""What the column "split" says."""

_PLACES = tuple(f"{kind}_{axis}" for kind in ("block", "cell") for axis in "kji")
_ROLES = frozenset(
    {*KEYS, *_PLACES, "segment", "slice", "repeat", "id", "series", "study", "fold", "notes"}
)
_FILES = frozenset({"volume", "boxes", "path", "file", "thumbnail"})


def may_be_feature(column: Column) -> bool:
    """Whether a column can describe a case, by its name.

    Others say which case, patient, place or file a row is; they are no features unless asked for
    by name. A "volume" in numbers is a measurement, in texts a file.
    """
    name = column.name.lower()
    return name not in _ROLES and (column.values is not None or name not in _FILES)
