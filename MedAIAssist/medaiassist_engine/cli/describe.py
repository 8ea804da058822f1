"""`medaiassist describe OP`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import tyro

from ..contract.catalog import operation
from ..contract.operations import describe
from .parse import parse


@dataclass(frozen=True)
class DescribeOptions:
    operation: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="OPERATION")]
    """Id of the operation, as 'medaiassist list' shows it."""
    json: bool = False
    """Print everything as JSON, for other programs."""


def main(argv: Sequence[str]) -> int:
    """Print what one operation does, takes and gives."""
    text = "Describe one operation and its parameters."
    options = parse(DescribeOptions, argv, "medaiassist describe", text)
    description = describe(operation(options.operation))
    print(json.dumps(description, indent=2) if options.json else "\n".join(_lines(description)))
    return 0


def _lines(described: dict[str, Any]) -> list[str]:
    lines = [f"{described['title']}  ({described['id']})", described["help"]]
    if described["reference"]:
        lines.append(f"Reference: {described['reference']}")
    for direction in ("inputs", "outputs"):
        if described[direction]:
            lines += ["", f"{direction.capitalize()}:"]
            lines += [_slot(slot) for slot in described[direction]]
    if described["parameters"]:
        lines += ["", "Parameters:"]
        for parameter in described["parameters"]:
            lines += _parameter(parameter)
    return lines


def _slot(slot: dict[str, Any]) -> str:
    optional = ", may be missing" if slot["optional"] else ""
    text = f"  {slot['name']}: {slot['payload']}{optional}"
    return f"{text}. {slot['help']}" if slot["help"] else text


def _parameter(parameter: dict[str, Any]) -> list[str]:
    default = "automatic" if parameter["default"] is None else json.dumps(parameter["default"])
    return [
        f"  {parameter['name']} ({parameter['label']}), default {default}",
        f"      {parameter['help']}",
        f"      {parameter['allowed']}",
    ]
