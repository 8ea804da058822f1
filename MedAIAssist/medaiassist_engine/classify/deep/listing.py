"""The operation that lists the networks kept on this computer, with what they are for."""

from __future__ import annotations

import contextlib
from pathlib import Path

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Column, Table
from ...models.bundle import open_bundle
from ...models.folders import models_folder
from .viewing_parameters import ListNetworksParameters

_MOST = 200


def run_list_networks(parameters: ListNetworksParameters, context: Context) -> Table:
    """A row for each bundle in a folder, the newest first: its path, name and purpose.

    What is no bundle is passed over.

    Raises:
        UserError: the folder cannot be read.
        Cancelled: the user cancelled.
    """
    folder = Path(parameters.folder).expanduser() if parameters.folder else models_folder()
    rows = []
    paths = _newest(folder)
    for n, path in enumerate(paths):
        context.progress(n / len(paths), "Reading networks")
        with contextlib.suppress(UserError):
            bundle = open_bundle(path)
            if bundle is not None:
                found = bundle.metadata
                purpose = str(found.get("description") or found.get("task") or "")
                rows.append((str(path), path.stem, " ".join(purpose.split())))
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    names = ("path", "name", "purpose")
    return Table(
        tuple(Column(name, texts=texts) for name, texts in zip(names, columns, strict=True)),
        "Networks",
    )


def _newest(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    try:
        found = [p for p in folder.iterdir() if p.suffix == ".zip" or (p / "configs").is_dir()]
        found.sort(key=lambda path: -path.stat().st_mtime)
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(f"The folder '{folder}' cannot be read: {reason}.") from error
    return found[:_MOST]
