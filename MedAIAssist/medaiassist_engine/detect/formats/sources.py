"""What an import is made of: which format, and which files."""

from __future__ import annotations

from pathlib import Path

from ...cohort.scanning import walk
from ...context import Context
from ...contract.errors import UserError
from ...files.formats import extension_of
from .class_names import CLASS_FILES
from .split_lists import LIST_FILES

_FORMATS = {
    ".mrk.json": "markups",
    ".json": "coco",
    ".csv": "csv",
    ".tsv": "csv",
    ".xml": "voc",
    ".txt": "yolo",
}
_IN_FOLDERS = ("voc", "yolo", "markups")
_NO_LABELS = {*CLASS_FILES, *(name for names in LIST_FILES.values() for name in names)}


def source_of(text: str) -> Path:
    """The file or folder to import.

    Raises:
        UserError: none was given, or it does not exist.
    """
    if not text.strip():
        raise UserError("No file or folder of boxes was chosen; choose one.")
    path = Path(text).expanduser().absolute()
    if not path.exists():
        raise UserError(f"There is no file or folder '{path}'; check its name.")
    return path


def files_of(source: Path, asked: str, context: Context) -> tuple[str, list[Path]]:
    """The format, and the annotation files in order.

    Args:
        asked: the format, or "automatic": that of the file, or of most files of a folder.

    Raises:
        UserError: the format cannot be told, no file of it is there, or several where only one
            makes sense.
    """
    if source.is_file():
        chosen = _FORMATS.get(extension_of(source), "") if asked == "automatic" else asked
        if not chosen:
            raise UserError(f"It cannot be told what wrote '{source.name}'; choose the format.")
        return chosen, [source]
    found: dict[str, list[Path]] = {}
    for folder, names in walk(source, context):
        for name in names:
            form = "" if name.lower() in _NO_LABELS else _FORMATS.get(extension_of(name), "")
            if form:
                found.setdefault(form, []).append(folder / name)
    chosen = _most(found) if asked == "automatic" else asked
    files = found.get(chosen, [])
    if not files:
        what = "files of boxes" if asked == "automatic" else "files of this format"
        raise UserError(f"'{source}' holds no {what}; choose another folder.")
    if chosen not in _IN_FOLDERS and len(files) > 1:
        raise UserError(
            f"'{source}' holds {len(files)} files that could be meant, such as "
            f"'{files[0].name}' and '{files[1].name}'; choose one of them."
        )
    return chosen, files


def _most(found: dict[str, list[Path]]) -> str:
    return max(found, key=lambda form: len(found[form]), default="")
