"""Images and masks of a scene, written as files for as long as a cohort is measured."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import LabelMap, Volume
from ...files.labels import write_labels
from ...files.volumes import write_volume
from .folders import made, measured_folder
from .parameters import StageParameters

_NAMES = {"volume": ".image.nrrd", "segments": ".mask.seg.nrrd"}
_FORGOTTEN = 24 * 3600  # seconds; nothing is measured for so long after it was written


def run_stage(
    volume: Volume | None, segments: LabelMap | None, parameters: StageParameters, context: Context
) -> dict[str, object]:
    """Write the image and the mask of one case where `cohort.measure` looks for them.

    Without either, what was written for that run is removed, as nothing will be measured.

    Raises:
        UserError: the folder cannot be made, or the disk is full.
    """
    context.progress(0.0)
    forget_old()
    if volume is None and segments is None:
        with removing(parameters.stage):
            return {}
    folder = made(_folder(parameters.stage))
    start = folder / _digest(parameters.case)
    if volume is not None:  # names may tell who the patient is
        write_volume(f"{start}{_NAMES['volume']}", dataclasses.replace(volume, name=""))
    context.progress(0.5)
    if segments is not None:
        write_labels(f"{start}{_NAMES['segments']}", dataclasses.replace(segments, name=""))
    return {}


def staged_files(stage: str, case: str) -> dict[str, Path]:
    """The files written for a case, by input slot."""
    start = _folder(stage) / _digest(case)
    found = {slot: Path(f"{start}{ending}") for slot, ending in _NAMES.items()}
    return {slot: path for slot, path in found.items() if path.is_file()}


@contextlib.contextmanager
def removing(stage: str) -> Iterator[None]:
    """Remove what was written once the block ends, however it ends."""
    try:
        yield
    finally:
        if stage:
            shutil.rmtree(_folder(stage), ignore_errors=True)


def forget_old() -> None:
    """Remove what runs left that were killed."""
    folders = list(_stages().iterdir()) if _stages().is_dir() else []
    for folder in folders:
        with contextlib.suppress(OSError):  # another engine may be removing it
            if time.time() - folder.stat().st_mtime > _FORGOTTEN:
                shutil.rmtree(folder, ignore_errors=True)


def _folder(stage: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{32}", stage):
        raise UserError("The stage is not named by 32 hexadecimal digits; measure again.")
    return _stages() / stage


def _stages() -> Path:
    return measured_folder() / "stages"


def _digest(case: str) -> str:
    return hashlib.sha256(case.encode()).hexdigest()[:32]
