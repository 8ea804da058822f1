"""Parameters of operations as rows of text for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..contract.catalog import operations
from ..contract.params import Parameter, parameters_of
from ..documents.blocks import Block, Paragraph, grid


def choice_rows(parameters: type, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Label and value with its unit of each parameter; what the class does not know by its name.

    Args:
        parameters: a parameter dataclass of the catalog; hidden ones are left out.
        values: by name; what is not given has its default.
    """
    known = {p.name: p for p in parameters_of(parameters)}
    rows = [
        (p.spec.label, _text(p, values.get(name, p.default)))
        for name, p in known.items()
        if not p.spec.hidden
    ]
    return rows + [(name, _plain(value)) for name, value in values.items() if name not in known]


def extraction_blocks(text: str) -> list[Block]:
    """How features were measured, from what `scene.extraction` wrote or a user typed.

    A JSON object with operation, parameters, versions and columns becomes tables; any other text
    is shown as it is.
    """
    try:
        facts = json.loads(text)
    except ValueError:
        facts = None
    if not isinstance(facts, dict) or not isinstance(facts.get("operation"), str):
        return [Paragraph(text)] if not isinstance(facts, dict) else [_facts(facts)]
    name, values = facts.pop("operation"), facts.pop("parameters", None)
    versions, columns = facts.pop("versions", None), facts.pop("columns", None)
    entry = operations().get(name)
    title = f"{entry.title} ({name})" if entry is not None else f"{name} (not known here)"
    blocks: list[Block] = [Paragraph(f"Measured by: {title}.")]
    values = values if isinstance(values, dict) else {}
    rows = choice_rows(entry.parameters, values) if entry is not None else _rows(values)
    blocks += [grid(("choice", "value"), rows)] if rows else []
    if isinstance(columns, list) and columns:
        blocks.append(Paragraph(f"Not measured, but given: {', '.join(map(str, columns))}."))
    if isinstance(versions, dict) and versions:
        listed = ", ".join(f"{library} {version}" for library, version in versions.items())
        blocks.append(Paragraph(f"With {listed}."))
    return [*blocks, _facts(facts)] if facts else blocks


def _facts(facts: Mapping[str, Any]) -> Block:
    return grid((), _rows(facts))


def _rows(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(str(name), _plain(value)) for name, value in values.items()]


def _text(parameter: Parameter, value: Any) -> str:
    """Choices by their titles, None as automatic, numbers with their unit."""
    if value is None:
        return "automatic"
    if isinstance(value, bool):
        return "on" if value else "off"
    titles = dict(zip(parameter.choices, parameter.spec.titles, strict=False))
    if isinstance(value, str):
        return titles.get(value, value) or "none"
    return f"{_plain(value)} {parameter.spec.unit}".strip()


def _plain(value: Any) -> str:
    """Any JSON value without brackets and quotes."""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_plain(item)}" for name, item in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_plain, value))
    return f"{value:.6g}" if isinstance(value, float) else str(value)
