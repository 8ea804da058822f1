"""The commands and variables for uv, which makes the environments."""

from __future__ import annotations

import os
import shutil
import sys
import urllib.request
from pathlib import Path

from ..session.launch import clean_environment, startup_variables
from .place import Place
from .recipe import Recipe, Source

PYTHON = "3.12"
"""What uv brings: the version the list was tested with most, and Slicer's own."""
PYTHONS = ">=3.10,<3.14"
"""What is taken from the machine otherwise."""


def find_uv() -> Path | None:
    """The uv program: of the Python package `uv`, else on the search path; None without one."""
    try:
        from uv import find_uv_bin

        return Path(find_uv_bin())
    except (ImportError, FileNotFoundError):
        found = shutil.which("uv")
        return Path(found) if found else None


def venv_command(uv: Path, folder: Path, source: Source, managed: bool) -> list[str]:
    """Make an empty environment.

    Args:
        managed: with a Python that uv downloads; an update of the system cannot break it then.
    """
    command = [str(uv), "venv", "--no-project", str(folder)]
    if source.python is not None:
        return [*command, "--python", str(source.python.absolute())]
    if managed:
        return [*command, "--managed-python", "--python", PYTHON]
    return [*command, "--no-python-downloads", "--python", PYTHONS]


def install_command(uv: Path, python: Path, recipe: Recipe, source: Source) -> list[str]:
    """Fill an environment; only ready-made packages, so that no compiler is ever needed."""
    command = [str(uv), "pip", "install", "--python", str(python), "--only-binary", ":all:"]
    command += ["--requirements", str(recipe.requirements.absolute())]
    if source.wheels is not None:
        return [*command, "--offline", "--no-index", "--find-links", str(source.wheels.absolute())]
    if source.backend != "index":
        command += ["--torch-backend", source.backend]
    return command


def variables(place: Place, source: Source) -> dict[str, str]:
    """The environment for uv: of Slicer at its start, without what would mislead it."""
    found = clean_environment(startup_variables())
    for name in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        found.pop(name, None)
    found |= {
        "UV_CACHE_DIR": str(place.cache),
        "UV_PYTHON_INSTALL_DIR": str(place.pythons),
        "UV_PYTHON_INSTALL_BIN": "0",
        "UV_SYSTEM_CERTS": "1",  # certificates that an institution adds to the system
        "NO_COLOR": "1",
    }
    if sys.platform == "win32":
        found["UV_PYTHON_INSTALL_REGISTRY"] = "0"
    return {**found, **_proxies(source.proxy)}


def _proxies(proxy: str) -> dict[str, str]:
    """What the user entered, else what the environment or the system's settings say."""
    known = {"http": proxy, "https": proxy} if proxy else urllib.request.getproxies()
    names = {"http": "HTTP_PROXY", "https": "HTTPS_PROXY", "all": "ALL_PROXY", "no": "NO_PROXY"}
    return {name: known[key] for key, name in names.items() if known.get(key)}


def has_nvidia() -> bool:
    """An NVIDIA GPU with its driver is there, so that the large PyTorch build will come."""
    if sys.platform == "darwin":
        return False
    return shutil.which("nvidia-smi") is not None or os.path.exists("/proc/driver/nvidia/version")
