"""Writing a MONAI bundle as a zip file."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..files import atomic

_EPOCH = (1980, 1, 1, 0, 0, 0)  # a fixed date, so that the same content gives the same file


def write_bundle_file(path: Path, configs: Mapping[str, Any], weights: Mapping[str, bytes]) -> None:
    """Write a bundle, whole or not at all, in a folder that is called as the file.

    Args:
        configs: plain values by the names of the JSON files that hold them.
        weights: the other files.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    members = {name: json.dumps(value, indent=2).encode() for name, value in configs.items()}
    members.update(weights)
    with (
        atomic.replacing(path, sum(map(len, members.values()))) as temporary,
        zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as file,
    ):
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(f"{path.stem}/{name}", _EPOCH), data)
