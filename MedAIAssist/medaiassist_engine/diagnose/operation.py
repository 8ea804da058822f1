"""The operation: one row of a table and a model in, tables, chart and report out."""

from __future__ import annotations

import numpy as np

from ..classify.data import case_names
from ..classify.frames import frame_of
from ..classify.predict import load_noting
from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Chart, Column, LabelMap, ModelRef, Report, Table, Volume
from ..contract.tables import check_rows, title
from ..documents.as_html import as_html
from ..documents.blocks import Document, Picture
from ..files import atomic
from ..interruptible import interruptible
from ..models.summary import RESEARCH
from .diagnosis import diagnose
from .parameters import DiagnoseParameters
from .pictures import slices_of
from .report import report
from .tables import (
    contribution_chart,
    contribution_table,
    nearest_table,
    probability_table,
    unusual_table,
)


def run_diagnose(
    table: Table,
    model: ModelRef,
    parameters: DiagnoseParameters,
    context: Context,
    volume: Volume | None = None,
    segments: LabelMap | None = None,
) -> dict[str, Table | Chart | Report | None]:
    """Predict and explain one case, and write the report.

    Raises:
        UserError: the table has not one row, lacks a column, or the model cannot be loaded; the
            PDF cannot be written.
    """
    classifier = load_noting(model, context)
    row = one_row(table, parameters.case)
    name = np.array([parameters.case or "of this table"])
    frame = frame_of(row, classifier.fitted.columns, name, context)
    found = diagnose(
        classifier,
        frame,
        context,
        explained=parameters.explained,
        permutations=parameters.permutations,
        neighbours=parameters.nearest,
        seed=parameters.seed,
    )
    if parameters.nearest and found.classifier.cases is None:
        context.note(
            "The model keeps no training cases, so the nearest ones cannot be shown; train it with "
            "'Keep training cases' if they may be stored in it."
        )
    context.progress(0.95, "Writing the report")
    pictures = interruptible(lambda: _pictures(volume, segments), context)
    notes = [n for n in context.notes if not parameters.case or parameters.case not in n]
    document = report(found, parameters.patient, parameters.comment, pictures, notes)
    if parameters.pdf:
        _write_pdf(parameters.pdf, document, context)
    context.progress(1.0)
    return {
        "probabilities": probability_table(found),
        "contributions": contribution_table(found),
        "chart": contribution_chart(found),
        "unusual": unusual_table(found),
        "report": Report(document.title, as_html(document), document.title, RESEARCH),
        "nearest": nearest_table(found),
    }


def _pictures(volume: Volume | None, segments: LabelMap | None) -> list[Picture]:
    return [] if volume is None else slices_of(volume, segments)


def _write_pdf(path: str, document: Document, context: Context) -> None:
    from ..documents.as_pdf import as_pdf, unprintable

    data = interruptible(lambda: as_pdf(document, RESEARCH), context)
    with atomic.replacing(path, len(data)) as temporary:
        temporary.write_bytes(data)
    left_out = unprintable(document)
    if left_out:
        context.note(
            f"The PDF shows ? for characters that no font on this computer has: {left_out}. The "
            "report as a web page (HTML) has them."
        )


def one_row(table: Table, case: str) -> Table:
    """The row of a case, or the only row.

    Raises:
        UserError: there is no such case, several, or several rows and no case was named.
    """
    count = check_rows(table)
    if not case and count > 1:
        raise UserError(
            f"{title(table)} has {count} rows; give the case to predict, or a table with one row."
        )
    at = np.flatnonzero(case_names(table) == case) if case else np.array([0])
    if len(at) != 1:
        found = "no row" if not len(at) else f"{len(at)} rows"
        raise UserError(f"{title(table)} has {found} of case '{case}'; name one that is there.")
    n = int(at[0])
    columns = (
        Column(c.name, None if c.values is None else c.values[n : n + 1], c.texts[n : n + 1],
               c.unit, c.description)
        for c in table.columns
    )  # fmt: skip
    return Table(tuple(columns), table.name)
