"""Opening bundles, and what is wrong with those that cannot be opened."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path, PureWindowsPath
from typing import Any

from ..contract.errors import UserError
from ..models.bundle import Bundle, open_bundle
from ..models.script_archive import is_torchscript

_LISTS = ("large_files.yml", "large_files.yaml")
_HASHES = ("md5", "sha1", "sha256", "sha512")


def opened(path: Path) -> Bundle:
    """The bundle in a folder or zip file.

    Raises:
        UserError: there is nothing, it is damaged, no bundle, TorchScript alone, or has names that
            would reach outside of its folder.
    """
    if not path.exists():
        raise UserError(f"There is no file or folder '{path}'; check its name.")
    if path.is_file() and not zipfile.is_zipfile(path):
        raise UserError(
            f"'{path.name}' is no MONAI bundle, or it is damaged or not whole; get it again."
        )
    try:
        found = open_bundle(path)
        scripted = found is None and path.is_file() and _is_script(path)
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise UserError(f"'{path.name}' is damaged; get the bundle again.") from error
    if scripted:
        raise UserError(
            f"'{path.name}' is a TorchScript network alone, which does not say how images are "
            "prepared for it; use 'Apply a TorchScript network'."
        )
    if found is None:
        raise UserError(
            f"'{path.name}' is no MONAI bundle: it has no configs/metadata.json. Choose the "
            "bundle's zip file, or the folder that holds its configs and models."
        )
    _check_names(found)
    return found


def read_checked(bundle: Bundle, member: str) -> bytes:
    """A file of a bundle, held against the hash in its list of large files, if it has one.

    Raises:
        UserError: it is missing, or its hash is another; the text says where to get it.
    """
    listed = _listed(bundle, member)
    if member not in bundle.members:
        where = f"download it from {listed['url']}" if listed.get("url") else "get it again"
        raise UserError(f"The bundle '{bundle.name}' is not whole: '{member}' is missing; {where}.")
    data = bundle.read(member)
    kind, wanted = str(listed.get("hash_type", "")).lower(), str(listed.get("hash_val", "")).lower()
    if kind in _HASHES and wanted:
        found = hashlib.new(kind, data, usedforsecurity=False).hexdigest()
        if found != wanted:
            raise UserError(
                f"'{member}' of the bundle '{bundle.name}' was changed or is damaged: its {kind} "
                f"is {found}, but the bundle says {wanted}. Get the bundle again."
            )
    return data


def _check_names(bundle: Bundle) -> None:
    """Refuse names that would reach outside of the folder a bundle is unpacked to.

    Raises:
        UserError: one does.
    """
    for name in bundle.members:
        windows = PureWindowsPath(name)  # takes both kinds of slashes
        if ".." in windows.parts or windows.drive or windows.root or "\0" in name:
            raise UserError(
                f"The bundle '{bundle.name}' holds a file named '{name}', which would be written "
                "outside of its folder; it is not used. Get the bundle from a source you trust."
            )


def _listed(bundle: Bundle, member: str) -> dict[str, Any]:
    """What the list of large files says of one; empty if nothing."""
    name = next((n for n in _LISTS if n in bundle.members), None)
    files = bundle.config(name).get("large_files") if name else None
    entries = [e for e in files if isinstance(e, dict)] if isinstance(files, list) else []
    return next((e for e in entries if e.get("path") == member), {})


def _is_script(path: Path) -> bool:
    with zipfile.ZipFile(path) as file:
        return is_torchscript(file)
