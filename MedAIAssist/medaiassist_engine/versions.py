"""Which versions compute here, without importing any of the libraries."""

from __future__ import annotations

import functools
import platform
from importlib import metadata

from . import __version__

LIBRARIES = ("numpy", "SimpleITK", "scipy", "scikit-image", "numba", "torch")


@functools.cache
def versions() -> dict[str, str]:
    """Versions by name: the engine, Python and the libraries; those not installed are left out."""
    found = {"engine": __version__, "python": platform.python_version()}
    for library in LIBRARIES:
        try:
            found[library] = metadata.version(library)
        except metadata.PackageNotFoundError:
            continue
    return found
