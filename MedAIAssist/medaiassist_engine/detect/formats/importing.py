"""The operation that reads files of boxes as a cohort and a table of boxes."""

from __future__ import annotations

from pathlib import Path

from ...cohort.columns import CASE, IMAGE, PATIENT, SPLIT, in_order, key_column, listed
from ...context import Context
from ...contract.cohorts import TEST, TRAIN, VALIDATION
from ...contract.errors import UserError
from ...contract.payloads import Payload, Table
from ...files.formats import stem_of
from .box_table import table_of_rows
from .cases import Cases, Choices, Reader, of_classes
from .class_names import find_class_file, read_class_names
from .image_index import ImageIndex, image_folders
from .parameters import ImportBoxesParameters
from .reading_mm import read_csv_cases, read_markups_cases
from .reading_pictures import read_coco_cases, read_voc_cases, read_yolo_cases
from .sources import files_of, source_of
from .split_lists import find_lists, parts_by_folder, parts_by_list

_READERS: dict[str, Reader] = {
    "coco": read_coco_cases,
    "voc": read_voc_cases,
    "yolo": read_yolo_cases,
    "csv": read_csv_cases,
    "markups": read_markups_cases,
}
_MOST_NOTES = 200


def run_import_boxes(parameters: ImportBoxesParameters, context: Context) -> dict[str, Payload]:
    """A row for each case with its image, and a row for each box; what is skipped is noted.

    Raises:
        UserError: nothing is there to import, or a file is damaged.
    """
    context.progress(0.0, "Looking for files")
    source = source_of(parameters.path)
    form, files = files_of(source, parameters.format, context)
    index = ImageIndex(image_folders(source, parameters.images), context)
    own = source if source.is_dir() else source.parent
    classes = tuple(name for name in map(str.strip, parameters.classes.split(",")) if name)
    choices = _choices(parameters, form, classes, [own, own.parent])
    inner = context.part(0.0, 0.95)
    inner.notes = []
    found = _READERS[form](files, index, choices, inner)
    _pass_on(inner.notes, context)
    found = of_classes(found, classes, context.note)
    context.progress(0.95, "Listing cases")
    cohort = _cohort(found, _parts(found, parameters, [own, own.parent], context), stem_of(source))
    _tell(found, context)
    context.progress(1.0)
    return {"table": cohort, "boxes": table_of_rows(found.rows, f"{stem_of(source)} boxes")}


def _choices(
    parameters: ImportBoxesParameters, form: str, classes: tuple[str, ...], folders: list[Path]
) -> Choices:
    path = find_class_file(folders, parameters.class_file) if form == "yolo" else None
    numbered = classes if path is None else read_class_names(path)
    strange = [name for name in classes if path is not None and name not in numbered]
    if strange:
        raise UserError(f"'{path}' has no class '{strange[0]}'; it has: {listed(numbered, 12)}.")
    return Choices(numbered, parameters.inclusive)


def _pass_on(notes: list[str], context: Context) -> None:
    """What is wrong with each box, unless there is too much to read."""
    for note in notes[:_MOST_NOTES]:
        context.note(note)
    if len(notes) > _MOST_NOTES:
        context.note(f"{len(notes) - _MOST_NOTES} more such notes are left out.")


def _parts(
    found: Cases, parameters: ImportBoxesParameters, folders: list[Path], context: Context
) -> list[str]:
    asked = {TRAIN: parameters.train_list, VALIDATION: parameters.validation_list,
             TEST: parameters.test_list}  # fmt: skip
    lists = find_lists(folders, asked)
    if lists:
        return parts_by_list(found.rows.cases, lists, context.note)
    return parts_by_folder([path.as_posix() if path else "" for path in found.images])


def _cohort(found: Cases, parts: list[str], name: str) -> Table:
    cases = found.rows.cases
    columns = [
        key_column(CASE, cases),
        key_column(IMAGE, ("" if path is None else str(path) for path in found.images)),
        key_column(PATIENT, found.rows.patients),
    ]
    if any(parts):
        columns.append(key_column(SPLIT, parts))
    return in_order(columns, name)


def _tell(found: Cases, context: Context) -> None:
    rows = found.rows
    lacking = [c for c, path in zip(rows.cases, found.images, strict=True) if path is None]
    if lacking:
        context.note(
            f"{len(lacking)} cases have no image, such as {listed(lacking, 3)}; say in which "
            "folder the images are."
        )
    counts = {name: rows.labels.count(name) for name in sorted(set(rows.labels))}
    told = ", ".join(f"{name} {count}" for name, count in counts.items()) or "none"
    context.note(f"{len(rows.cases)} cases, {len(rows.boxes)} boxes; classes: {told}.")
    free = len(rows.cases) - len(set(rows.case.tolist()))
    if free:
        context.note(f"{free} cases have no box.")
