"""The operation that gets a bundle from the Model Zoo, from an address, or from a copy."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import urllib.parse
from pathlib import Path

from ..context import Context
from ..contract.errors import ParameterError, UserError
from ..contract.payloads import ModelRef, Report, Table
from ..files import atomic
from ..interruptible import interruptible
from ..models.folders import models_folder
from .fetching import download, forget
from .looking import look
from .opening import opened
from .parameters import GetParameters
from .zoo import Entry, find, read_list

_BLOCK = 1 << 20


def run_get(parameters: GetParameters, context: Context) -> dict[str, ModelRef | Report | Table]:
    """Get a bundle into the folder of models, look at it, and give a reference to apply it by.

    Raises:
        UserError: there is none of this name, it cannot be had, is no bundle, or its checksum is
            wrong.
        Cancelled: the user cancelled; what has arrived is kept.
    """
    name = parameters.name.strip()
    if not name:
        raise ParameterError(
            "Name (name) is empty; give a bundle's name in the Model Zoo, its address, or the "
            "path of a copy."
        )
    local = Path(name).expanduser()
    if "://" not in name and local.exists():
        path = _copied(local, parameters, context.part(0, 0.9))
    else:
        path = _downloaded(name, parameters, context.part(0, 0.9))
    part = context.part(0.9, 1)
    return interruptible(lambda: look(path, "inference", part), context)


def _downloaded(name: str, p: GetParameters, context: Context) -> Path:
    if "://" in name:
        entry = Entry(name, "", name)
        stem = Path(urllib.parse.unquote(urllib.parse.urlsplit(name).path)).name
    else:
        context.progress(0.0, "Reading the list of the Model Zoo")
        entry = find(read_list(p.source, context), name, p.version)
        stem = f"{entry.name}_v{entry.version}"
    target = _target(stem, p.folder)
    if target.exists():
        _check(target, p.sha256, entry.sha1, context)
        context.note(f"'{target}' was there already; it was not downloaded again.")
        return target
    partial = target.with_name(f".{target.name}.partial")
    download(entry.address, partial, context.part(0, 0.9))
    try:
        digest = _check(partial, p.sha256, entry.sha1, context.part(0.9, 1))
    except UserError:
        forget(partial)
        raise
    size = partial.stat().st_size
    os.replace(partial, target)
    forget(partial)
    _check_opens(target)
    context.note(f"Downloaded {size / 1e6:.1f} MB from {entry.address}; SHA-256 {digest}.")
    return target


def _copied(source: Path, p: GetParameters, context: Context) -> Path:
    """A bundle from this computer: a zip file is copied, a folder stays where it is."""
    opened(source)
    if source.is_dir():
        context.note(f"The folder '{source}' is used where it is.")
        return source.absolute()
    _check(source, p.sha256, "", context)
    target = _target(source.name, p.folder)
    if target.exists() and target.samefile(source):
        return target
    if target.exists():
        raise UserError(
            f"There is a bundle '{target}' already; remove it first, or choose another folder."
        )
    with atomic.replacing(target, source.stat().st_size) as temporary:
        shutil.copyfile(source, temporary)
    return target


def _target(name: str, folder: str) -> Path:
    """Where a bundle of this name is kept; the folder is made."""
    where = Path(folder).expanduser() if folder else models_folder()
    try:
        where.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(f"The folder '{where}' cannot be made: {reason}.") from error
    stem = re.sub(r"[^\w.-]+", "-", name.removesuffix(".zip")).strip("-.") or "bundle"
    return where / f"{stem}.zip"


def _check(path: Path, sha256: str, sha1: str, context: Context) -> str:
    """The SHA-256 of a file, if it has the digests that it must have.

    Raises:
        UserError: it has others.
    """
    whole, old = hashlib.sha256(), hashlib.sha1(usedforsecurity=False)
    size = path.stat().st_size or 1
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            context.progress(file.tell() / size, "Checking what arrived")
            whole.update(block)
            old.update(block)
    for kind, wanted, found in (("SHA-256", sha256, whole), ("SHA-1", sha1, old)):
        if wanted.strip() and wanted.strip().lower() != found.hexdigest():
            raise UserError(
                f"'{path.name.strip('.')}' is not the bundle that was asked for, or it was "
                f"damaged on its way: its {kind} is {found.hexdigest()}, not {wanted.strip()}. It "
                "is not used; get it again, or check the SHA."
            )
    return whole.hexdigest()


def _check_opens(target: Path) -> None:
    try:
        opened(target)
    except UserError:
        target.unlink()
        raise
