"""How a result was made, as text."""

from __future__ import annotations

from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation, operations
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.measuring import MEASURE, applied
from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.params import as_dict
from medaiassist_engine.contract.pipelines import Step, steps_from_json
from medaiassist_engine.contract.validation import validate

from ..scene.provenance import HowMade, input_node
from .parameter_texts import parameter_lines, telling_values
from .slot_texts import slot_title
from .texts import catalog_text

_LONGEST = 90


def one_line(how: HowMade) -> str:
    """Such as "Made by Non-local means, Strength 1.2"."""
    entry = operations().get(how.operation)
    values = telling_values(entry, how.parameters) if entry is not None else []
    steps = [catalog_text(step.operation.title) for step in _steps(how)]
    text = str(_("Made by {what}")).format(what=", ".join([_title(how, entry), *values, *steps]))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def full_text(node: Any, how: HowMade) -> str:
    """Everything that is known, in sections."""
    entry = operations().get(how.operation)
    sections = [
        (_("Operation"), _operation(how, entry)),
        (_("Inputs"), [_input(node, how, slot, name) for slot, name in how.inputs.items()]),
        (_("Parameters"), _parameters(how, entry)),
        (_("Estimated from the data"), list(how.notes)),
        (_("Versions"), [f"{name} {version}" for name, version in sorted(how.versions.items())]),
    ]
    blocks = [[str(node.GetName() or "")]]
    blocks += [[str(title), *(f"  {line}" for line in lines)] for title, lines in sections if lines]
    return "\n\n".join("\n".join(block) for block in blocks)


def _title(how: HowMade, entry: Operation | None) -> str:
    return catalog_text(entry.title) if entry is not None else how.operation


def _operation(how: HowMade, entry: Operation | None) -> list[str]:
    if entry is None:
        return [how.operation, str(_("This version does not know the operation."))]
    lines = [f"{catalog_text(entry.title)} ({entry.id})", catalog_text(entry.help)]
    return [*lines, entry.reference] if entry.reference else lines


def _input(node: Any, how: HowMade, slot: str, name: str) -> str:
    text = f"{slot_title(slot)}: {_present_name(node, how, slot, name)}"
    return str(_("{input}, one slice")).format(input=text) if slot in how.planes else text


def _present_name(node: Any, how: HowMade, slot: str, name: str) -> str:
    found = input_node(node, slot)
    if found is None:
        return str(_("{name} (no longer in the scene)")).format(name=name)
    text = name
    if found.GetName() != name:
        text = str(_("{name} (now called {new})")).format(name=name, new=found.GetName())
    segment_id = how.segments.get(slot)
    if not segment_id:
        return text
    segment = found.GetSegmentation().GetSegment(segment_id)
    title = segment.GetName() if segment is not None else segment_id
    return str(_("{name}, segment {segment}")).format(name=text, segment=title)


def _parameters(how: HowMade, entry: Operation | None) -> list[str]:
    if entry is None:
        return [f"{name}: {value}" for name, value in how.parameters.items()]
    lines = parameter_lines(entry, how.parameters)
    for number, step in enumerate(_steps(how), 1):
        lines.append(f"{number}. {catalog_text(step.operation.title)}")
        values = parameter_lines(step.operation, as_dict(step.parameters))
        lines += [f"   {line}" for line in values]
    return lines


def _steps(how: HowMade) -> tuple[Step, ...]:
    """The steps of a pipeline, or what was done with each case; none of a newer version."""
    try:
        if how.operation == MEASURE:
            operation_id, parameters = applied(how.parameters)
            entry = operation(operation_id)
            return (Step(entry, validate(entry.parameters, parameters)),)
        return steps_from_json(how.parameters["steps"]) if "steps" in how.parameters else ()
    except UserError:
        return ()
