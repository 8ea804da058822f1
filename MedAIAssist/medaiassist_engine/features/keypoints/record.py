"""How descriptors were made, told in their table, so that others can be made alike."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from ...contract.params import as_dict
from ...contract.payloads import Table

TITLES = {"sift": "SIFT", "sift3d": "SIFT 3D", "orb": "ORB", "akaze": "AKAZE", "surf": "SURF"}
"""The methods' names for people."""

_MARK = "Made by: "


def as_json(method: str, parameters: Any) -> str:
    """A method and all its settings, given its parameter object."""
    return json.dumps({"method": method, "settings": as_dict(parameters)})


def recorded(table: Table, method: str, parameters: Any) -> Table:
    """The table of descriptors with method and settings in the description of the first of them."""
    columns = list(table.columns)
    first = next(n for n, column in enumerate(columns) if column.name == "d000")
    text = f"{columns[first].description} {_MARK}{as_json(method, parameters)}"
    columns[first] = dataclasses.replace(columns[first], description=text.strip())
    return dataclasses.replace(table, columns=tuple(columns))


def record_in(table: Table) -> str | None:
    """The JSON that `recorded` put into a table; None if there is none."""
    first = next((column for column in table.columns if column.name == "d000"), None)
    if first is None or _MARK not in first.description:
        return None
    return first.description.partition(_MARK)[2]
