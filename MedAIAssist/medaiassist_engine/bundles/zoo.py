"""The list of the Model Zoo: names, versions, addresses and checksums of its bundles."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..context import Context
from ..contract.errors import UserError
from .fetching import fetch_text

_NAME = re.compile(r"(.+)_v(\d+(?:\.\d+)*)")


@dataclass(frozen=True)
class Entry:
    """One version of a bundle.

    Attributes:
        sha1: as the zoo gives it; "" if it does not.
    """

    name: str
    version: str
    address: str
    sha1: str = ""

    @property
    def order(self) -> tuple[int, ...]:
        return tuple(int(part) for part in self.version.split("."))


def read_list(source: str, context: Context) -> list[Entry]:
    """The entries of a list, by name and from the oldest version to the newest.

    Args:
        source: the address or path of a model_info.json.

    Raises:
        UserError: it cannot be reached or read.
        Cancelled: the user cancelled.
    """
    if "://" in source:
        text = fetch_text(source, context)
    else:
        try:
            text = Path(source).expanduser().read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(f"The list '{source}' cannot be read; check its name.") from error
    try:
        found = [_entry(key, value) for key, value in json.loads(text).items()]
    except (ValueError, AttributeError, TypeError) as error:
        raise UserError(
            f"'{source}' is no list of the Model Zoo (model_info.json); give another one."
        ) from error
    known = [entry for entry in found if entry is not None]
    return sorted(known, key=lambda entry: (entry.name.lower(), entry.order))


def newest(entries: list[Entry]) -> list[Entry]:
    """The newest version of each name."""
    return list({entry.name: entry for entry in entries}.values())


def find(entries: list[Entry], name: str, version: str) -> Entry:
    """The entry of a name, in a version or the newest.

    Raises:
        UserError: there is none; the text lists close ones.
    """
    wanted = name.strip().lower()
    match = _NAME.fullmatch(name.strip())
    if match and not version:
        wanted, version = match[1].lower(), match[2]
    named = [entry for entry in entries if entry.name.lower() == wanted]
    if not named:
        names = sorted({entry.name for entry in entries})
        close = difflib.get_close_matches(name, names, 3, 0.4) or names[:3]
        raise UserError(
            f"The Model Zoo has no bundle '{name}'. Did you mean {', '.join(close)}? "
            "'List the Model Zoo' shows all."
        )
    if not version:
        return named[-1]
    found = next((entry for entry in named if entry.version == version.strip()), None)
    if found is None:
        there = ", ".join(entry.version for entry in named)
        raise UserError(
            f"The Model Zoo has no version '{version}' of '{named[0].name}', but {there}."
        )
    return found


def _entry(key: str, value: Any) -> Entry | None:
    match = _NAME.fullmatch(key)
    if match is None or not isinstance(value.get("source"), str):
        return None
    return Entry(match[1], match[2], value["source"], str(value.get("checksum", "")).lower())
