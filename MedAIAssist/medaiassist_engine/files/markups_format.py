"""What markups files (.mrk.json) are made of; LPS inside the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from ..contract.errors import UserError
from .formats import check_readable
from .text import read_text, write_text

_SCHEMA = (
    "https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/"
    "Resources/Schema/markups-schema-v1.0.3.json#"
)
RAS_TO_LPS = np.array([-1.0, -1.0, 1.0])  # its own inverse
LPS_AXES = [-1.0, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0, 0.0, 1.0]  # the RAS axes, as Slicer writes


def new_markup(kind: str) -> dict[str, Any]:
    """A markup of a kind such as "ROI", without points."""
    return {
        "type": kind,
        "coordinateSystem": "LPS",
        "coordinateUnits": "mm",
        "locked": False,
        "labelFormat": "%N-%d",
    }


def control_point(number: int, label: str, position: Any) -> dict[str, Any]:
    """The control point at a position in RAS, numbered from 0."""
    return {
        "id": str(number + 1),
        "label": label,
        "description": "",
        "associatedNodeID": "",
        "position": (np.asarray(position, float) * RAS_TO_LPS).tolist(),
        "orientation": LPS_AXES,
        "selected": True,
        "locked": False,
        "visibility": True,
        "positionStatus": "defined",
    }


def write_markups(path: str | Path, markups: list[dict[str, Any]]) -> None:
    """Write a file of markups.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    write_text(path, json.dumps({"@schema": _SCHEMA, "markups": markups}, indent=2))


def read_markups(path: str | Path, payload: type) -> list[dict[str, Any]]:
    """The markups of a file that is to become `payload`.

    Raises:
        UserError: the file is missing, is not a markups file, or is damaged.
    """
    check_readable(path, payload)
    try:
        markups: list[dict[str, Any]] = json.loads(read_text(path))["markups"]
        needed = {"ROI": ("controlPoints", "center", "size")}
        for markup in markups:
            for key in needed.get(markup.get("type", ""), ("controlPoints",)):
                markup[key]
        return markups
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f"'{path}' is not a markups file or is damaged; export it from Slicer again."
        ) from error


def flip_of(markup: dict[str, Any]) -> Any:
    """(3,) signs that turn the markup's positions into RAS."""
    return np.ones(3) if markup.get("coordinateSystem") in ("RAS", "1", 1) else RAS_TO_LPS


def measurement(markup: dict[str, Any], name: str) -> dict[str, Any]:
    """The markup's measurement of this name, empty if it has none."""
    return next((m for m in markup.get("measurements", []) if m.get("name") == name), {})


def per_point(markups: list[dict[str, Any]], name: str) -> Any:
    """A measurement of all control points, (n,); None if a markup lacks it."""
    values = [measurement(m, name).get("controlPointValues") for m in markups]
    if any(part is None for part in values):
        return None
    return np.array([v for part in values for v in part or ()], float)
