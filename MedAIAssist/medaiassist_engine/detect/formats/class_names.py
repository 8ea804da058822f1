"""Names of YOLO's classes, which its label files give as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...contract.errors import UserError
from ...files.text import read_text

CLASS_FILES = ("classes.txt", "obj.names", "labels.txt", "data.yaml", "dataset.yaml")


def find_class_file(folders: Sequence[Path], asked: str) -> Path | None:
    """The file asked for, else one with a usual name in a folder."""
    if asked.strip():
        return Path(asked).expanduser().absolute()
    usual = (folder / name for folder in folders for name in CLASS_FILES)
    return next((path for path in usual if path.is_file()), None)


def read_class_names(path: Path) -> tuple[str, ...]:
    """Names by number from 0: a line each, or the `names` of a YAML file.

    Raises:
        UserError: the file is missing, or holds no names.
    """
    text = read_text(path)
    if path.suffix.lower() in (".yaml", ".yml"):
        names = _of_yaml(path, text)
    else:
        names = tuple(line.strip() for line in text.splitlines() if line.strip())
    if not names:
        raise UserError(f"'{path}' names no class; write one in each line.")
    return names


def _of_yaml(path: Path, text: str) -> tuple[str, ...]:
    import yaml  # type: ignore[import-untyped]

    try:
        content: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise UserError(f"'{path}' is not YAML or is damaged; correct it.") from error
    names = content.get("names") if isinstance(content, dict) else None
    if isinstance(names, dict) and all(isinstance(number, int) for number in names):
        last = max(names, default=-1)
        return tuple(str(names.get(n, f"class {n}")) for n in range(last + 1))
    if isinstance(names, list):
        return tuple(map(str, names))
    raise UserError(f"'{path}' has no list 'names' of the classes.")
