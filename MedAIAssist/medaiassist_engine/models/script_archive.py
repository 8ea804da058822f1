"""TorchScript files, looked at before PyTorch loads them.

TorchScript is no Python, but PyTorch's operators include some that read and write files, and
loading may run code of the archive. So its code is searched first, as text.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator

from ..contract.errors import UserError
from .archive import check_sizes

_FILES = re.compile(r"\b(save|from_file|load|open)\s*\(")
_NAMESPACE = re.compile(r"\b(?:ops|classes)\s*\.\s*(\w+)\s*\.\s*(\w+)")
_ALLOWED = ("aten", "prim", "quantized", "torchvision")


def is_torchscript(file: zipfile.ZipFile) -> bool:
    """Whether a zip file is one of TorchScript; weights alone have no code."""
    return any("/code/" in f"/{member.filename.lower()}" for member in _code(file))


def check_torchscript(file: zipfile.ZipFile, name: str) -> None:
    """Refuse a TorchScript file that would touch files or call operators from elsewhere.

    Args:
        name: of the file, for messages.

    Raises:
        UserError: it would, and the text names what was found; or it is damaged.
    """
    check_sizes(file, name)
    for member in _code(file):
        try:
            text = file.read(member).decode("utf-8", errors="replace")
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise UserError(f"'{name}' is damaged; get the network again.") from error
        found = _FILES.search(text)
        call = found[1] if found else next(iter(_strangers(text)), "")
        if call:
            raise UserError(
                f"'{name}' is not loaded: its code calls '{call}', which no network needs and "
                "which may touch files. Get the network from a source you trust."
            )


def _code(file: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Every entry, of several with one name too: PyTorch may take another of them than Python,
    and takes small letters for capitals."""
    return [member for member in file.infolist() if member.filename.lower().endswith(".py")]


def _strangers(text: str) -> Iterator[str]:
    for space, operator in _NAMESPACE.findall(text):
        if space not in _ALLOWED:
            yield f"{space}.{operator}"
