"""The operation that judges found boxes by annotations."""

from __future__ import annotations

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Payload, Table
from ...contract.tables import title
from ..formats.box_table import BoxRows, read_box_rows, unit_of
from .charts import froc_chart, precision_recall_chart
from .evaluate import Evaluation, Rules, evaluate
from .matches import matches_table
from .pairing import pair_class
from .parameters import EvaluateParameters
from .tables import metrics_table, per_class_table
from .working_point import working_point


def run_evaluate(
    truth: Table, found: Table, parameters: EvaluateParameters, context: Context
) -> dict[str, Payload]:
    """Metrics with intervals, curves, and every hit, miss and false alarm.

    Raises:
        UserError: a table holds no boxes, or the two cannot be compared.
    """
    context.progress(0.0, "Pairing boxes")
    annotated, detected = read_box_rows(truth, context.note), read_box_rows(found, context.note)
    _check_truth(truth, annotated)
    part = context.part(0.05, 0.95, "Bootstrap over patients")
    result = evaluate(
        annotated,
        detected,
        _rules(parameters, annotated),
        parameters.bootstrap,
        parameters.seed,
        context.note,
        part.progress,
    )
    joined, at = result.joined, (parameters.overlap,)
    paired = [pair_class(joined, c, at, most=parameters.most) for c in range(len(joined.classes))]
    points = [working_point(each, parameters.score) for each in paired]
    _tell_sizes(result, context)
    context.progress(1.0)
    return {
        "metrics": metrics_table(result),
        "per_class": per_class_table(result, points),
        "precision_recall": precision_recall_chart(paired, joined.classes, parameters.overlap),
        "froc": froc_chart(result.events, joined.classes),
        "matches": matches_table(joined, paired, points),
    }


def _check_truth(table: Table, rows: BoxRows) -> None:
    if not len(rows.boxes):
        raise UserError(
            f"{title(table)} has no usable box in any case, so that nothing could be found; "
            "choose the table of annotations."
        )


def _rules(parameters: EvaluateParameters, truth: BoxRows) -> Rules:
    from .precision import size_limits

    low, high = size_limits(truth.boxes, truth.frame)
    power = truth.boxes.shape[1] // 2
    low = low if parameters.small is None else parameters.small**power
    high = high if parameters.large is None else parameters.large**power
    if low > high:
        edges = [f"{limit ** (1 / power):.4g}" for limit in (low, high)]
        raise UserError(
            f"Boxes would be small below {edges[0]} and large above {edges[1]}; give limits that "
            "do not cross."
        )
    negative = parameters.without_annotations == "negative"
    return Rules(parameters.hit, parameters.overlap, (low, high), parameters.most, negative)


def _tell_sizes(result: Evaluation, context: Context) -> None:
    power = result.joined.dimensions
    low, high = (f"{limit ** (1 / power):.4g}" for limit in result.limits)
    unit = unit_of(result.joined.frame)
    shape = "squares" if power == 2 else "cubes"
    context.note(
        f"Small boxes are no larger than {shape} of {low} {unit}, large ones no smaller than "
        f"those of {high} {unit}."
    )
