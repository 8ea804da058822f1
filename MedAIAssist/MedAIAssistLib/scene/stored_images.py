"""The file that holds a volume's voxels: the one it was loaded from, or one that is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from medaiassist_engine.contract.errors import UserError

from . import nrrd_files, volumes
from .cohorts import LOADED
from .steps import Steps

SAVED = "MedAIAssist.SavedAs"
"""Attribute of a volume: where it was saved for training, and its voxels' checksum."""

_SAME_VOXELS = (".nrrd", ".nhdr", ".nii", ".nii.gz", ".mha", ".mhd")
"""Formats whose voxels the engine reads in the order that Slicer has them."""


def stored_file(volume: Any) -> str:
    """The file that a volume was loaded from and still equals; "" if there is none.

    A series of many files is none: the engine may count its slices from the other end.
    """
    loaded = volume.GetAttribute(LOADED) or ""
    if loaded and Path(loaded).is_file():
        return str(loaded)
    storage = volume.GetStorageNode()
    if storage is None or not storage.GetFileName() or storage.GetNumberOfFileNames() > 1:
        return ""
    path = Path(storage.GetFileName())
    known = path.name.lower().endswith(_SAME_VOXELS)
    return str(path) if known and path.is_file() and not volume.GetModifiedSinceRead() else ""


def keep_file(volume: Any, folder: str) -> Steps[str]:
    """The file of a volume; one that has none is saved in a folder as NRRD, once.

    Raises:
        UserError: the folder is missing, the disk is full, or the volume holds no voxels.
        GeometryError: it lies under a transform that is not linear.
    """
    found = stored_file(volume)
    if found:
        return found
    payload = volumes.read(volume)
    path, known = _saved_as(volume)
    if path.is_file() and known == (yield from nrrd_files.checksum(payload.array)):
        return str(path)
    target = Path(folder)
    if not folder or not target.is_dir():
        raise UserError(f"There is no folder '{folder}'. Choose where images are to be saved.")
    path = nrrd_files.free_path(target, payload.name)
    total = yield from nrrd_files.write(path, payload)
    volume.SetAttribute(SAVED, json.dumps({"path": str(path), "crc": total}))
    return str(path)


def _saved_as(volume: Any) -> tuple[Path, int]:
    try:
        values = json.loads(volume.GetAttribute(SAVED) or "{}")
        return Path(values["path"]), int(values["crc"])
    except (ValueError, KeyError, TypeError):
        return Path("/nowhere"), -1
