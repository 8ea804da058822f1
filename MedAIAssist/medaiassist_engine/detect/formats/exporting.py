"""The operation that writes boxes for other programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, Column, Table, Volume
from ...files.formats import MARKUPS, TABLES, extension_of
from ...files.markups import write_boxes
from ...files.tables import write_table
from .box_table import read_box_rows, table_of_boxes, table_of_rows
from .exported import Exported, of_boxes, of_table
from .new_folder import file_names, new_folder
from .parameters import ExportBoxesParameters
from .writing_pictures import write_coco_cases, write_voc_cases, write_yolo_cases

Written = list[tuple[Path, int]]
"""Files, with the number of boxes in each."""

Writer = Callable[[Path, Exported, Context], Written]


def run_export_boxes(
    parameters: ExportBoxesParameters,
    context: Context,
    boxes: Table | None = None,
    rois: Boxes | None = None,
    table: Table | None = None,
    volume: Volume | None = None,
) -> Table:
    """The files that were written.

    Raises:
        UserError: there is nothing to write, the format cannot hold it, or the path will not do.
    """
    target = _target(parameters.path)
    if (boxes is None) == (rois is None):
        raise UserError("Give either a table of boxes or boxes of the scene to export.")
    context.progress(0.0, "Writing boxes")
    if boxes is not None:
        rows = read_box_rows(boxes, context.note)
        content = of_table(rows, table, parameters.images, context)
    else:
        assert rois is not None
        content = of_boxes(rois, volume)
    writer = _writer(parameters)
    written = writer(target, content, context)
    context.progress(1.0)
    context.note(f"{sum(n for _, n in written)} boxes of {len(content.cases)} cases were written.")
    return Table(
        (
            Column("file", texts=tuple(str(path) for path, _ in written)),
            Column("boxes", np.array([count for _, count in written], dtype=np.int64)),
        ),
        "Written files",
    )


def _target(text: str) -> Path:
    if not text.strip():
        raise UserError("No file or folder was named to write the boxes to; name one.")
    return Path(text).expanduser().absolute()


def _writer(parameters: ExportBoxesParameters) -> Writer:
    if parameters.format == "csv":
        return lambda target, content, context: _csv(target, content, parameters.axes)
    return {
        "coco": write_coco_cases,
        "voc": write_voc_cases,
        "yolo": write_yolo_cases,
        "markups": _markups,
    }[parameters.format]


def _csv(target: Path, content: Exported, axes: str) -> Written:
    if extension_of(target) not in TABLES:
        raise UserError(f"'{target.name}' must end in {' or '.join(TABLES)} for a table.")
    if axes == "as_is" and content.rows is not None:
        table = table_of_rows(content.rows)
    else:
        frame = "ras" if axes == "as_is" else axes
        table = table_of_boxes(list(zip(content.cases, content.in_ras(), strict=True)), frame)
    write_table(target, table)
    return [(target, content.count)]


def _markups(target: Path, content: Exported, context: Context) -> Written:
    """One file, or a folder with a file for each case; turned boxes stay turned."""
    found = content.in_ras()
    if len(found) == 1:
        if extension_of(target) not in MARKUPS:
            raise UserError(f"'{target.name}' must end in {MARKUPS[0]} for markups.")
        write_boxes(target, found[0])
        return [(target, len(found[0].centres))]
    if extension_of(target) in MARKUPS:
        raise UserError(
            f"'{target.name}' would hold {len(found)} cases; give the name of a new folder."
        )
    names = [f"{name}{MARKUPS[0]}" for name in file_names(content.cases)]
    with new_folder(target) as folder:
        for n, (name, boxes) in enumerate(zip(names, found, strict=True)):
            context.progress(n / len(names), "Writing boxes")
            write_boxes(folder / name, boxes)
    counts = [len(boxes.centres) for boxes in found]
    return [(target / name, count) for name, count in zip(names, counts, strict=True)]
