"""Everything that would spoil a study, found before training."""

from __future__ import annotations

import numpy as np

from ..context import Context
from ..contract.payloads import Chart, Column, Curve, Report, Table
from .class_checks import check_classes, check_patients, class_counts
from .column_checks import check_columns, check_leaks
from .columns import CASE, IMAGE, NODE, cells, check_cases, patients
from .findings import Finding, as_report, as_table, ordered, summary
from .image_checks import check_images
from .parameters import CheckParameters


def run_check(
    table: Table, parameters: CheckParameters, context: Context
) -> dict[str, Table | Report | Chart]:
    """The findings as a table and a report, and the cases of each class.

    Raises:
        UserError: the table has no cases, or two rows have the same.
    """
    check_cases(table)
    found = findings(table, parameters, context)
    name = table.name or "Cohort"
    counts = class_counts(table)
    classes = ", ".join(f"{label} {n}" for label, n in sorted(counts.items())) or "none"
    cases, people = len(cells(table, CASE)), len(set(patients(table)))
    overview = f"{cases} cases of {people} patients; classes: {classes}. Found {summary(found)}."
    context.note(overview)
    nodes = sum(cell.startswith(NODE) for cell in cells(table, IMAGE))
    if nodes:
        context.note(f"{nodes} images are volumes of the scene; only their rows were checked.")
    outputs: dict[str, Table | Report | Chart] = {
        "warnings": as_table(found),
        "report": as_report(found, f"Check of {name}", overview),
        "classes": _chart(dict(sorted(counts.items())) or {"no label": cases}, name),
    }
    return outputs


def findings(table: Table, parameters: CheckParameters, context: Context) -> list[Finding]:
    """All findings, the worst first."""
    found = check_classes(table, parameters.smallest) + check_patients(table)
    found += check_columns(table, context.part(0.0, 0.1))
    found += check_leaks(table, context.part(0.1, 0.2))
    found += check_images(table, parameters.pixels, context.part(0.2, 1.0))
    return ordered(found)


def _chart(counts: dict[str, int], name: str) -> Chart:
    table = Table(
        (
            Column("class", None, tuple(counts)),
            Column("cases", np.array(list(counts.values()))),
        ),
        "Classes",
    )
    curves = (Curve("class", "cases", "Cases"),)
    return Chart(table, curves, f"Classes of {name}", "Class", "Cases", "bar")
