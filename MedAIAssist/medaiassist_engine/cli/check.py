"""`medaiassist check`: works with the standard library alone, to say what else is missing."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from ..contract.errors import UserError
from ..health import Health, check
from ..health.sections import sections


def main(argv: Sequence[str]) -> int:
    """Check, print what was found, and return 0 if all works, else 1."""
    options = _parser().parse_args(argv)
    needed = [name.strip() for name in options.need.split(",") if name.strip()]
    health = _check_and_print_json(needed) if options.json else _check_and_show(needed)
    return 0 if health.ok else 1


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UserError(f"{message}; '{self.prog} --help' lists all options.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="medaiassist check",
        description="Check the libraries and devices that the engine computes with.",
        epilog="The exit code is 0 if all works, else 1.",
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="print JSON, for other programs")
    parser.add_argument(
        "--need", default="", metavar="A,B", help="the libraries to check (default: all it uses)"
    )
    return parser


def _check_and_print_json(needed: Sequence[str]) -> Health:
    """One JSON object on stdout. What libraries print goes to stderr, for good: C code may keep
    its words until the process ends."""
    sys.stdout.flush()
    output = os.dup(1)
    os.dup2(2, 1)
    with open(output, "w", encoding="utf-8") as stream:
        health = check(needed)
        stream.write(json.dumps(health.as_json()) + "\n")
    return health


def _check_and_show(needed: Sequence[str]) -> Health:
    health = check(needed)
    try:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except Exception:  # the check has said what is wrong with it
        _print_plainly(health)
        return health
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column()
    for title, rows in sections(health).items():
        table.add_row(Text(title, "bold"), "")
        for row in rows:
            table.add_row(Text(f"  {row.name}"), Text(row.value, "" if row.works else "red"))
    console = Console(highlight=False)
    console.print(table)
    for note in health.notes:
        console.print(Text(f"Note: {note}"))
    for problem in health.problems:
        console.print(Text(f"Problem: {problem}", "red"))
    if health.ok:
        console.print(Text(health.summary, "green"))
    return health


def _print_plainly(health: Health) -> None:
    for title, rows in sections(health).items():
        print(title)
        for row in rows:
            print(f"  {row.name}  {row.value}")
    for note in health.notes:
        print(f"Note: {note}")
    for problem in health.problems or [health.summary]:
        print(f"Problem: {problem}" if health.problems else problem)
