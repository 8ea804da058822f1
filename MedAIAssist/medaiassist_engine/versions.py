"""Which versions compute here, without importing any of the libraries."""

from __future__ import annotations

import functools
import platform
from collections.abc import Iterable
from importlib import metadata

from . import __version__

LIBRARIES = {
    "numpy": "numpy",
    "SimpleITK": "SimpleITK",
    "scipy": "scipy.ndimage",
    "numba": "numba",
    "scikit-image": "skimage.filters",
    "opencv-contrib-python-headless": "cv2",
    "PyWavelets": "pywt",
    "mahotas": "mahotas",
    "scikit-learn": "sklearn.cluster",
    "torch": "torch",
}
"""The libraries that compute, in the order to load them, and the module of each that is used."""


@functools.cache
def versions() -> dict[str, str]:
    """Versions by name: the engine, Python and the libraries; those not installed are left out."""
    return {
        "engine": __version__,
        "python": platform.python_version(),
        **installed(LIBRARIES),
    }


def installed(libraries: Iterable[str]) -> dict[str, str]:
    """The versions of those of the libraries that are installed."""
    found = {}
    for library in libraries:
        try:
            found[library] = metadata.version(library)
        except metadata.PackageNotFoundError:
            continue
    return found
