"""`medaiassist list`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ..contract.catalog import operations
from ..contract.operations import Operation, describe
from .parse import parse


@dataclass(frozen=True)
class ListOptions:
    json: bool = False
    """Print everything as JSON, for other programs."""


def main(argv: Sequence[str]) -> int:
    """Print all operations by task and group."""
    options = parse(ListOptions, argv, "medaiassist list", "List all operations.")
    if options.json:
        print(json.dumps([describe(o) for o in operations().values()], indent=2))
        return 0
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column()
    for heading, group in _grouped().items():
        table.add_row(f"[bold]{heading}[/bold]", "")
        for operation in group:
            table.add_row(f"  {operation.id}", operation.help)
    Console(highlight=False).print(table)
    return 0


def _grouped() -> dict[str, list[Operation]]:
    """Operations by "task: group", in catalog order."""
    groups: dict[str, list[Operation]] = {}
    for operation in operations().values():
        groups.setdefault(f"{operation.task}: {operation.group}", []).append(operation)
    return groups
