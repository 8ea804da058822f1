"""Packages of a few bytes, so that real environments are made in a fraction of a second."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

LIST = "tinybase==1.0  # needed by the next\ntinylib==1.0\n"


def make_wheel(
    folder: Path,
    name: str,
    code: str = "",
    needs: Sequence[str] = (),
    more: Mapping[str, bytes] | None = None,
) -> Path:
    """A wheel is a zip: the module, and four lines about it."""
    info = f"{name}-1.0.dist-info"
    files: dict[str, bytes] = {
        f"{name}/__init__.py": code.encode(),
        f"{info}/METADATA": "\n".join(
            ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0"]
            + [f"Requires-Dist: {need}" for need in needs]
            + [""]
        ).encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        **{f"{name}/{path}": content for path, content in (more or {}).items()},
    }
    record = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for inner, content in {**files, f"{info}/RECORD": record.encode()}.items():
            wheel.writestr(inner, content)
    return path


def fill(folder: Path) -> None:
    """`tinylib`, and `tinybase` that it needs."""
    folder.mkdir(exist_ok=True)
    make_wheel(folder, "tinybase", "answer = 42\n")
    make_wheel(folder, "tinylib", "from tinybase import answer\n", ["tinybase"])
