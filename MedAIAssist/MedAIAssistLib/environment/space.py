"""How much room an environment takes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from .faults import EnvironmentFailure
from .recipe import Source
from .uv import has_nvidia

GB = 10**9


@dataclass(frozen=True)
class Sizes:
    """Bytes to download, and on the disk in the end."""

    download: float
    disk: float


WITHOUT_GPU = Sizes(0.5 * GB, 1.7 * GB)
WITH_GPU = Sizes(3.0 * GB, 5.8 * GB)


def expected(source: Source) -> Sizes:
    """What an installation will take, measured on Linux with the present list."""
    large = source.backend == "index" or (source.backend == "auto" and has_nvidia())
    return WITH_GPU if large else WITHOUT_GPU


def check_room(folder: Path, needed: float) -> None:
    """Refuse early what would fail late.

    Raises:
        EnvironmentFailure: less than `needed` bytes are free.
    """
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise EnvironmentFailure(
            f"There are {free / GB:.1f} GB free in {folder}, and the environment needs about "
            f"{needed / GB:.1f} GB. Free some space, or choose another folder for it."
        )
