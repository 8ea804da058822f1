"""How robust features are against small changes of patient position and outline."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

import numpy as np

from ...context import Context
from ...contract.catalog import operation as find_operation
from ...contract.errors import ParameterError, UserError
from ...contract.operations import Operation
from ...contract.payloads import Chart, LabelMap, Segment, Table, Volume
from ...contract.tables import title
from ...contract.validation import validate
from ...execution import execute
from ..regions import Part, check_grey, parts_of
from .agreement import Ratings, agreement_chart, agreement_table, ratings_table
from .parameters import RobustnessParameters
from .perturbation import Scene, around, perturbed

Extract = Callable[[Volume, LabelMap, Context], Table]


def run_robustness(
    volume: Volume, parameters: RobustnessParameters, context: Context, segments: LabelMap
) -> dict[str, Table | Chart]:
    """Repeat an extraction under perturbations; intraclass correlations over the segments.

    Each repeat moves all segments together, then changes each one's outline on its own.

    Raises:
        UserError: the inputs cannot be used, or the operation gives no row per segment.
        ParameterError: its settings are not allowed.
    """
    check_grey(volume)
    extract = _extraction(parameters)
    scene = _scene(volume, segments, context)
    ratings = repeat_extraction(scene, extract, parameters, context.part(0, 0.95))
    if len(scene.segments) < 2:
        context.note(
            "With one segment there is nothing to tell apart, so intraclass correlations are "
            "undefined; the variation within it is given."
        )
    table = agreement_table(ratings, context)
    context.progress(1.0)
    return {
        "robustness": table,
        "values": ratings_table(ratings, volume.name or "volume"),
        "chart": agreement_chart(table),
    }


def repeat_extraction(
    scene: Scene, extract: Extract, parameters: RobustnessParameters, context: Context
) -> Ratings:
    """Features of every segment in every perturbed scene; NaN where a segment got lost.

    Raises:
        UserError: the extraction gives another number of rows than segments.
    """
    found, lost = [], 0
    columns: list[Any] = []
    for n in range(parameters.repeats):
        part = context.part(n / parameters.repeats, (n + 1) / parameters.repeats)
        part.progress(0.0, f"Repeat {n + 1} of {parameters.repeats}")
        changed = perturbed(scene, parameters, n)
        lost += sum(not mask.any() for mask in changed.masks)
        table = extract(changed.volume, changed.labels(), _without_notes(part))
        columns = [c for c in table.columns if c.values is not None]
        names = next((c.texts for c in table.columns if c.name == "segment"), ())
        if names != tuple(s.name for s in scene.segments):
            raise UserError(
                f"{title(table)} has {len(names)} rows for {len(scene.segments)} segments; "
                "choose an operation, or settings of it, that give one row for each segment."
            )
        found.append(np.stack([np.asarray(c.values, np.float64) for c in columns], axis=-1))
    if lost:
        context.note(f"{lost} times a perturbed segment had no voxels left; choose less growth.")
    return Ratings(tuple(s.name for s in scene.segments), tuple(columns), np.stack(found, axis=1))


def _without_notes(context: Context) -> Context:
    """The same notes in every repeat would bury all others."""
    return Context(lambda fraction, _: context.progress(fraction))


def _extraction(parameters: RobustnessParameters) -> Extract:
    """The chosen operation as a function.

    Raises:
        UserError: it does not measure segments, or the settings are not allowed.
    """
    operation = find_operation(parameters.operation)
    taken = {slot.name for slot in operation.inputs}
    needed = {slot.name for slot in operation.inputs if not slot.optional}
    table = next((slot.name for slot in operation.outputs if slot.payload is Table), None)
    own = operation.id == "features.robustness"
    if table is None or own or "segments" not in taken or needed - {"volume", "segments"}:
        raise UserError(
            f"{operation.title} ({operation.id}) gives no table of features for segments; choose "
            "another operation, such as features.radiomics."
        )
    values = _settings(operation, parameters.settings)

    def extract(volume: Volume, labels: LabelMap, context: Context) -> Table:
        found = execute(operation, {"volume": volume, "segments": labels}, values, context)[table]
        return cast(Table, found)

    return extract


def _settings(operation: Operation, text: str) -> Any:
    try:
        values = json.loads(text) if text.strip() else {}
    except ValueError as error:
        raise ParameterError(
            f"The parameters of {operation.title} are no JSON ({error}); write them as "
            '{"name": value}.'
        ) from error
    if not isinstance(values, dict):
        raise ParameterError(
            f'The parameters of {operation.title} must be written as {{"name": value}}.'
        )
    return validate(operation.parameters, values)


def _scene(volume: Volume, segments: LabelMap, context: Context) -> Scene:
    """The segments that have voxels."""
    parts = [p for p in parts_of(volume, segments, None, context) if p.box is not None]
    listed = {s.name: s for s in segments.segments}
    if len({part.name for part in parts}) < len(parts):
        raise UserError("Two segments have the same name; rename one.")
    own = [listed.get(part.name, Segment(n, part.name)) for n, part in enumerate(parts, 1)]
    return around(volume, own, [_whole(part, volume) for part in parts])


def _whole(part: Part, volume: Volume) -> np.ndarray:
    mask = np.zeros(volume.array.shape, dtype=bool)
    if part.box is not None:
        mask[part.box] = part.mask()
    return mask
