"""A model as one zip file: named members, and a manifest with the SHA-256 of each.

Members are read into memory by their exact names and never unpacked to disk, so that no name in a
file from elsewhere can reach outside of a folder.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..contract.errors import UserError
from ..files import atomic

MANIFEST = "manifest.json"
_MOST_BYTES = 4 << 30  # all members unpacked
_MOST_MEMBERS = 64
_EPOCH = (1980, 1, 1, 0, 0, 0)  # a fixed date, so that the same content gives the same file


def write(path: str | Path, kind: str, version: int, members: Mapping[str, bytes]) -> None:
    """Write the members, whole or not at all.

    Args:
        kind: what the file is, such as "MedAIAssist classifier".
        version: of the format.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    store(path, packed(kind, version, members))


def packed(kind: str, version: int, members: Mapping[str, bytes]) -> bytes:
    """The bytes of the file that `write` writes."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    manifest = {"kind": kind, "version": version, "sha256": digests}
    text = json.dumps(manifest, indent=1, sort_keys=True).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in {MANIFEST: text, **members}.items():
            file.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def store(path: str | Path, data: bytes) -> None:
    """Write bytes, whole or not at all.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    with atomic.replacing(path, len(data)) as temporary:
        temporary.write_bytes(data)


def read(path: str | Path, kind: str, version: int) -> dict[str, bytes]:
    """The members of a file from `write`, all checked.

    Raises:
        UserError: it is missing, of another kind, newer, damaged, altered, or unreasonably large.
    """
    source = Path(path)
    if not source.is_file():
        raise UserError(f"There is no model file '{path}'; check its name and folder.")
    try:
        with zipfile.ZipFile(source) as file:
            _check_names(file, source)
            text = _bytes(file, MANIFEST)
            digests = _digests(json.loads(text), source, kind, version)
            members = {name: _bytes(file, name) for name in digests}
            extra = set(file.namelist()) - {MANIFEST, *digests}
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, NotImplementedError) as error:
        raise UserError(
            f"'{source.name}' is no {kind}, or it is damaged; save the model again. Pickle and "
            "joblib files are never loaded, because they can run any program."
        ) from error
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(f"'{path}' cannot be read: {reason}.") from error
    altered = [n for n, data in members.items() if hashlib.sha256(data).hexdigest() != digests[n]]
    if altered or extra:
        raise _altered(source, [*altered, *sorted(extra)])
    return members


def check_sizes(file: zipfile.ZipFile, name: str) -> None:
    """Refuse what would unpack to more than any real model.

    Raises:
        UserError: it would.
    """
    infos = file.infolist()
    if sum(info.file_size for info in infos) > _MOST_BYTES:
        raise UserError(f"'{name}' would unpack to more than 4 GB; it is not loaded.")


def inner(data: bytes, name: str) -> zipfile.ZipFile:
    """A zip file inside of another, its sizes checked.

    Raises:
        UserError: it would unpack to too much.
        zipfile.BadZipFile: it is none.
    """
    file = zipfile.ZipFile(io.BytesIO(data))
    check_sizes(file, name)
    return file


def _check_names(file: zipfile.ZipFile, source: Path) -> None:
    names = file.namelist()
    strange = [n for n in names if "/" in n or "\\" in n or ":" in n or n.startswith(".")]
    if strange or len(set(names)) != len(names) or len(names) > _MOST_MEMBERS:
        raise _altered(source, strange or sorted({n for n in names if names.count(n) > 1}))
    check_sizes(file, source.name)


def _bytes(file: zipfile.ZipFile, name: str) -> bytes:
    """Not more than declared, whatever the compressed stream holds."""
    info = file.getinfo(name)
    with file.open(info) as stream:
        data = stream.read(info.file_size + 1)
    if len(data) != info.file_size:
        raise zipfile.BadZipFile(f"{name} is not as long as declared")
    return data


def _digests(manifest: Any, source: Path, kind: str, version: int) -> dict[str, str]:
    if not isinstance(manifest, dict) or manifest.get("kind") != kind:
        raise ValueError("another kind")
    found = manifest["version"]
    if found != version:
        remedy = (
            "update MedAIAssist" if isinstance(found, int) and found > version else
            "train the model again"
        )  # fmt: skip
        raise UserError(
            f"'{source.name}' has format version {found}, but this MedAIAssist reads version "
            f"{version}; {remedy}."
        )
    return {str(name): str(digest) for name, digest in manifest["sha256"].items()}


def _altered(source: Path, names: list[str]) -> UserError:
    some = ", ".join(repr(name) for name in names[:3]) or "its list of files"
    return UserError(
        f"'{source.name}' was altered after it was saved ({some} does not fit its manifest); it is "
        "not loaded. Get the file again from where it came."
    )
