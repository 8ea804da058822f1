"""Fingerprints: whether a result that was kept is still what would be computed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...files.dicom import split_path
from ...files.formats import extension_of, stem_of
from ...versions import versions
from .cases import CohortCase

_DETACHED = (".nhdr", ".mhd", ".hdr", ".img")  # their voxels lie in a file beside them
_LENGTH = 32


def recipe_of(operation: str, parameters: Mapping[str, Any]) -> str:
    """What is computed, by what.

    Files that parameters name count with their content, folders, such as MONAI bundles, with the
    path, size and time of all files in them.
    """
    named = {
        name: Path(os.path.expanduser(value))
        for name, value in parameters.items()
        if isinstance(value, str) and os.path.exists(os.path.expanduser(value))
    }
    contents = {name: _content(path) for name, path in named.items()}
    parts = [operation, dict(parameters), contents, versions()]
    return json.dumps(parts, sort_keys=True)


def fingerprint(recipe: str, case: CohortCase) -> str:
    """Changes with the recipe, the case's id, and the path, size or time of any of its files.

    Of images and masks of a scene, which are written anew for each run, the content counts.
    """
    files = {
        slot: [case.written[slot], _content(path) if slot in case.staged else _states(path)]
        for slot, path in case.files.items()
    }
    text = json.dumps([recipe, case.name, files], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def _content(path: Path) -> str | list[tuple[str, int, int]]:
    return _states(path) if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()


def _states(path: Path) -> list[tuple[str, int, int]]:
    found = split_path(path)[0]
    if found.is_dir():
        files = [file for file in found.rglob("*") if file.is_file()]
    elif extension_of(found) in _DETACHED and found.parent.is_dir():
        files = [f for f in found.parent.iterdir() if stem_of(f) == stem_of(found)]
    else:
        files = [found] if found.is_file() else []
    stats = [(file.as_posix(), file.stat()) for file in sorted(files)]
    prefix = len(found.parent.as_posix())
    return [(name[prefix:], stat.st_size, stat.st_mtime_ns) for name, stat in stats]
