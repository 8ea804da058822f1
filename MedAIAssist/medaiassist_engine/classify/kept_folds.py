"""Finished folds in a folder, so that an interrupted validation goes on."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from ..contract.errors import UserError
from ..files.atomic import replacing
from ..versions import installed, versions
from .data import Cases
from .fingerprints import data_fingerprint
from .recipe import Recipe
from .splits import Split

_SUFFIX = ".fold.json"
_LIBRARIES = ("imbalanced-learn", "optuna", "pandas")


class KeptFolds:
    """One JSON file for each fold, named by data, recipe, fold and versions together.

    Nothing outdated is ever taken up again: any change gives another name. Without a folder
    nothing is kept.
    """

    def __init__(self, folder: str, recipe: Recipe, cases: Cases) -> None:
        self._folder = Path(folder).expanduser() if folder else None
        if self._folder is not None:
            self._about = [
                data_fingerprint(cases),
                recipe.to_json(),
                versions(),
                installed(_LIBRARIES),
            ]

    def file(self, split: Split) -> str:
        """The path of a fold's file, or "" where none is kept.

        Raises:
            UserError: the folder cannot be made.
        """
        if self._folder is None:
            return ""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or "the system refused"
            raise UserError(f"The folder '{self._folder}' cannot be made: {reason}.") from error
        rows = [split.name, split.train.tolist(), split.test.tolist()]
        text = json.dumps([*self._about, rows], sort_keys=True)
        name = hashlib.sha256(text.encode()).hexdigest()[:32]
        return str(self._folder / f"{name}{_SUFFIX}")


def read_fold(path: str) -> dict[str, Any] | None:
    """What was written, or None if there is nothing that can be read."""
    if not path or not Path(path).is_file():
        return None
    try:
        found = json.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError):
        return None  # computed anew
    return found if isinstance(found, dict) else None


def write_fold(path: str, values: dict[str, Any]) -> None:
    """Write a fold's result whole or not at all.

    Raises:
        UserError: the disk is full or the folder is gone.
    """
    if path:
        with replacing(path) as temporary:
            temporary.write_text(json.dumps(values), "utf-8")
