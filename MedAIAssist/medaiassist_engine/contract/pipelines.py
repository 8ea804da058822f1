"""Chains of operations as JSON. Standard library only, so that any program can read and make them.

The text is `{"format": "medaiassist-pipeline", "version": 1, "steps": [{"operation": id,
"parameters": {name: value}}]}`; parameters left out take their default.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .catalog import operation
from .errors import UserError
from .operations import Operation
from .params import as_dict
from .validation import validate

FORMAT = "medaiassist-pipeline"
VERSION = 1


@dataclass(frozen=True)
class Step:
    """One operation with its validated parameter object."""

    operation: Operation
    parameters: Any


def make_step(operation_id: str, **values: Any) -> Step:
    """A step from an operation's id and parameter values.

    Raises:
        UserError: there is no such operation, or it cannot be a step.
        ParameterError: a value is not allowed.
    """
    found = operation(operation_id)
    needed = [slot.name for slot in found.inputs if not slot.optional]
    if needed != ["volume"] or found.task != "preprocess" or found.id == "preprocess.pipeline":
        raise UserError(f"{found.title} ({found.id}) cannot be a step; choose a filter instead.")
    return Step(found, validate(found.parameters, values))


def gives_volume(step: Step) -> bool:
    """Whether the step's result is a volume that a next step can take."""
    return getattr(step.parameters, "output", "volume") == "volume"


def check_chain(steps: tuple[Step, ...]) -> None:
    """Refuse chains that cannot run.

    Raises:
        UserError: there is no step, or one before the last gives no volume.
    """
    if not steps:
        raise UserError("The pipeline has no steps; add one.")
    for number, step in enumerate(steps[:-1], 1):
        if not gives_volume(step):
            raise UserError(
                f"Step {number} ({step.operation.title}) gives a segmentation, so it must be the "
                "last; set its result to volume or remove the steps after it."
            )


def steps_to_json(steps: tuple[Step, ...]) -> str:
    """The chain as text that `steps_from_json` reads."""
    listed = [{"operation": s.operation.id, "parameters": as_dict(s.parameters)} for s in steps]
    return json.dumps({"format": FORMAT, "version": VERSION, "steps": listed}, indent=2)


def steps_from_json(text: str) -> tuple[Step, ...]:
    """The chain written by `steps_to_json`.

    Raises:
        UserError: the text is no pipeline, is of a newer version, or a step is wrong; the
            sentence names the step.
    """
    try:
        tree = json.loads(text)
    except json.JSONDecodeError as error:
        raise UserError(f"This is not a pipeline: the text is not JSON ({error}).") from error
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        raise UserError(f"This is not a pipeline: it does not say format '{FORMAT}'.")
    if tree.get("version") != VERSION:
        raise UserError(
            f"The pipeline has version {tree.get('version')!r}; this program reads version "
            f"{VERSION}. Update the program or save the pipeline again."
        )
    listed = tree.get("steps")
    if not isinstance(listed, list):
        raise UserError("The pipeline has no list called 'steps'; save it again.")
    steps = tuple(_read_step(number, item) for number, item in enumerate(listed, 1))
    check_chain(steps)
    return steps


def _read_step(number: int, item: Any) -> Step:
    operation_id = item.get("operation") if isinstance(item, dict) else None
    values = item.get("parameters", {}) if isinstance(item, dict) else None
    if not isinstance(operation_id, str) or not isinstance(values, dict):
        raise UserError(f"Step {number} of the pipeline names no operation with its parameters.")
    try:
        return make_step(operation_id, **values)
    except UserError as error:
        raise type(error)(f"Step {number} ({operation_id}): {error}") from error
