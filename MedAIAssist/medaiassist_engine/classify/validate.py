"""The operation that validates a recipe on a table of cases."""

from __future__ import annotations

from ..cohort.findings import as_table
from ..context import Context
from ..contract.payloads import Chart, Report, Table
from .charts.calibration_curve import calibration_chart
from .charts.confusion_map import confusion_map
from .charts.curves import precision_recall_chart, roc_chart
from .charts.decision_curve import decision_chart
from .data import Cases, cases_of
from .intervals import metric_intervals
from .leaks import warn
from .parameters import ValidateParameters
from .recipe import recipe_of
from .result_tables import (
    confusion_table,
    folds_table,
    metrics_table,
    predictions_table,
)
from .splits import Split, folds, held_out, leave_one_site_out
from .validation import Validation, cross_validate


def run_validate(
    table: Table, parameters: ValidateParameters, context: Context
) -> dict[str, Table | Chart | Report]:
    """Metrics with intervals, predictions, charts and warnings of a cross-validation.

    Raises:
        UserError: the table or the recipe cannot be used, or all folds failed.
        Cancelled: the user cancelled; folds finished so far are kept in the resume folder.
    """
    cases = cases_of(table, parameters, context)
    found = warn(cases, parameters, context.part(0.02, 0.05))
    splits = splits_of(cases, parameters, context)
    context.note(f"{len(cases)} cases, {len(cases.columns)} features, {len(splits)} folds.")
    validation = cross_validate(
        recipe_of(parameters),
        cases,
        splits,
        context.part(0.05, 0.95),
        parameters.workers,
        parameters.resume_folder,
    )
    if validation.failed:
        context.note(
            f"{len(validation.failed)} of {len(splits)} folds failed; the result is of the others."
        )
    outputs = _results(validation, parameters, context.part(0.95, 1.0))
    return {**outputs, "warnings": as_table(found)}


def splits_of(cases: Cases, parameters: ValidateParameters, context: Context) -> list[Split]:
    """The splits that the parameters ask for.

    Raises:
        UserError: the cases do not allow them.
    """
    if parameters.scheme == "leave_one_site_out":
        return leave_one_site_out(cases, context)
    if parameters.scheme == "split":
        return held_out(cases)
    return folds(cases, parameters.folds, parameters.repeats, parameters.seed)


def _results(
    validation: Validation, parameters: ValidateParameters, context: Context
) -> dict[str, Table | Chart | Report]:
    truth, probabilities = validation.truth, validation.probabilities
    classes = validation.cases.classes
    intervals = metric_intervals(
        truth, probabilities, validation.predicted, validation.patients,
        parameters.bootstrap, parameters.seed, context,
    )  # fmt: skip
    counts = confusion_table(validation)
    charts: dict[str, Table | Chart | Report] = {
        "roc": roc_chart(truth, probabilities, classes),
        "precision_recall": precision_recall_chart(truth, probabilities, classes),
        "calibration_curve": calibration_chart(truth, probabilities, classes),
        "confusion_map": confusion_map(counts),
    }
    if len(classes) == 2:
        charts["decision_curve"] = decision_chart(truth == 1, probabilities[:, 1])
    return {
        "metrics": metrics_table(intervals),
        "predictions": predictions_table(validation),
        "fold_metrics": folds_table(validation),
        "confusion": counts,
        **charts,
    }
