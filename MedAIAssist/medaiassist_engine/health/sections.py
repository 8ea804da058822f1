"""The found state as titled lists, for the terminal and the page alike."""

from __future__ import annotations

from typing import NamedTuple

from ..devices import Device
from .result import Health


class Row(NamedTuple):
    """What, how it is in words, and whether it works."""

    name: str
    value: str
    works: bool


def sections(health: Health) -> dict[str, list[Row]]:
    """Rows by heading; headings without rows are left out."""
    made = {
        "Engine": [
            Row("MedAIAssist", health.engine, True),
            Row("Python", health.python, True),
            Row("System", health.platform, True),
        ],
        "Libraries": [_row(x.name, x.version, x.problem) for x in health.libraries],
        "Devices": [_row(_name(x), _memory(x), x.problem) for x in health.devices],
        "Calculations": [
            _row(f"{x.what}, {x.device}", f"{x.seconds:.2f} s", x.problem)
            for x in health.calculations
        ],
    }
    return {title: rows for title, rows in made.items() if rows}


def _row(name: str, value: str, problem: str) -> Row:
    return Row(name, f"{value} does not work".lstrip() if problem else value, not problem)


def _name(device: Device) -> str:
    return f"{device.name} ({device.id})" if device.kind == "cuda" else device.name


def _memory(device: Device) -> str:
    if not device.memory_total:
        return "memory not known"
    free, total = device.memory_free / 2**30, device.memory_total / 2**30
    return f"{free:.1f} of {total:.1f} GB free"
