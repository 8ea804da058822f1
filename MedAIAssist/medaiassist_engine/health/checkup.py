"""The whole check."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from importlib import metadata

from .. import __version__
from ..devices import all_devices
from ..versions import LIBRARIES
from .calculations import calculate
from .libraries import check_library
from .result import Health

SUPPORT = ("psutil", "rich", "tyro")  # what the engine uses beside the libraries that compute
OPTIONAL = ("torch",)  # without it the engine works, on the CPU

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def check(needed: Sequence[str] = ()) -> Health:
    """Import every library, look at every device and compute a little on each.

    Nothing that is missing, broken or wrong raises: each becomes a sentence in the result. Two
    things cannot be caught in the same process: a library that crashes the interpreter while it
    is imported, and one that never returns. So a host runs `medaiassist check --json` as a process
    of its own, with a time limit, and takes an exit code other than 0 and 1 for a crash.

    Args:
        needed: names as in a requirements file; versions and extras after them are not looked at.
            Default: all libraries the engine uses, PyTorch only if it is installed.
    """
    names = [_name(requirement) for requirement in needed] or _used()
    libraries = tuple(check_library(name) for name in dict.fromkeys(names))
    devices, no_gpu = all_devices()
    calculations, uncalculated = calculate(devices)
    return Health(
        engine=__version__,
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.release()} {platform.machine()}",
        libraries=libraries,
        devices=tuple(devices),
        calculations=calculations,
        notes=tuple(note for note in (no_gpu, uncalculated) if note),
    )


def _used() -> list[str]:
    return [n for n in (*LIBRARIES, *SUPPORT) if n not in OPTIONAL or _is_installed(n)]


def _is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _name(requirement: str) -> str:
    """The name alone, of a requirement such as "dask[distributed]>=2026"."""
    found = _NAME.match(requirement.strip())
    return found[0] if found else requirement
