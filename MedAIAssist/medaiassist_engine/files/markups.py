"""Points, boxes and lines as Slicer's markups files (.mrk.json), LPS inside the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from ..contract.errors import UserError
from ..contract.payloads import Boxes, Lines, Points
from .formats import check_readable, check_writable, stem_of
from .text import read_text, write_text

_SCHEMA = (
    "https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/"
    "Resources/Schema/markups-schema-v1.0.3.json#"
)
_FLIP = np.array([-1.0, -1.0, 1.0])  # RAS <-> LPS
_LPS_AXES = [-1.0, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0, 0.0, 1.0]  # the RAS axes, as Slicer writes
_POINT_UNITS = {"size": "mm", "angle": "deg", "response": ""}


def write_points(path: str | Path, points: Points) -> None:
    """Write points as one markups list; size, angle and response become per-point measurements.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    check_writable(path, Points)
    given = {name: getattr(points, name) for name in _POINT_UNITS}
    labels = points.labels or tuple(f"P{n + 1}" for n in range(len(points.positions)))
    markup = _markup("Fiducial") | {
        "controlPoints": [
            _control_point(n, label, position)
            for n, (label, position) in enumerate(zip(labels, points.positions, strict=True))
        ],
        "measurements": [
            {
                "name": name,
                "enabled": True,
                "units": _POINT_UNITS[name],
                "controlPointValues": [float(v) for v in values],
            }
            for name, values in given.items()
            if values is not None
        ],
    }
    _write(path, [markup])


def read_points(path: str | Path) -> Points:
    """The control points of all point lists of a file, in RAS.

    Raises:
        UserError: the file is missing, damaged, or holds no point list.
    """
    markups = [m for m in _read(path, Points) if m.get("type") != "ROI"]
    if not markups:
        raise UserError(f"'{path}' holds no points; choose a file of control points.")
    found = [(m, p) for m in markups for p in m["controlPoints"]]
    positions = np.array([p["position"] for _, p in found], float).reshape(-1, 3)
    flips = np.array([_flip(m) for m, _ in found]).reshape(-1, 3)
    columns = {name: _values(markups, name) for name in _POINT_UNITS}
    labels = tuple(str(p.get("label", "")) for _, p in found)
    return Points(positions * flips, labels=labels, name=stem_of(path), **columns)


def write_boxes(path: str | Path, boxes: Boxes) -> None:
    """Write each box as a region of interest whose point carries its label and score.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    check_writable(path, Boxes)
    labels = boxes.labels or ("",) * len(boxes.centres)
    scores = [None] * len(labels) if boxes.scores is None else [float(s) for s in boxes.scores]
    markups = []
    for label, score, centre, size, axes in zip(
        labels, scores, boxes.centres, boxes.sizes, boxes.axes, strict=True
    ):
        turned = _FLIP[:, None] * np.asarray(axes, float)
        point = _control_point(0, label, centre)
        point["description"] = "" if score is None else f"score {score:.3g}"
        measured = {"name": "score", "enabled": True, "units": "", "value": score}
        markups.append(
            _markup("ROI")
            | {
                "roiType": "Box",
                "center": (np.asarray(centre, float) * _FLIP).tolist(),
                "orientation": turned.ravel().tolist(),
                "size": [float(v) for v in size],
                "insideOut": False,
                "controlPoints": [point],
                "measurements": [] if score is None else [measured],
            }
        )
    _write(path, markups)


def read_boxes(path: str | Path) -> Boxes:
    """The box regions of interest of a file, in RAS.

    Raises:
        UserError: the file is missing, damaged, or holds no box.
    """
    rois = [m for m in _read(path, Boxes) if m.get("type") == "ROI"]
    if not rois:
        raise UserError(f"'{path}' holds no boxes; choose a file of regions of interest.")
    flips = np.array([_flip(m) for m in rois])
    axes = np.array([m.get("orientation", _LPS_AXES) for m in rois], float).reshape(-1, 3, 3)
    labels = tuple(next((p.get("label", "") for p in m["controlPoints"]), "") for m in rois)
    scores = [_measurement(m, "score").get("value") for m in rois]
    return Boxes(
        centres=np.array([m["center"] for m in rois], float) * flips,
        sizes=np.array([m["size"] for m in rois], float),
        axes=axes * flips[:, :, None],
        labels=labels if any(labels) else (),
        scores=None if None in scores else np.array(scores, float),
        name=stem_of(path),
    )


def write_lines(path: str | Path, lines: Lines) -> None:
    """Write each line as a line markup whose first point carries its label and score.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    check_writable(path, Lines)
    labels = lines.labels or ("",) * len(lines.starts)
    scores = [None] * len(labels) if lines.scores is None else [float(s) for s in lines.scores]
    markups = []
    for label, score, start, end in zip(labels, scores, lines.starts, lines.ends, strict=True):
        points = [_control_point(0, label, start), _control_point(1, "", end)]
        measured = {"name": "score", "enabled": True, "units": "", "value": score}
        markups.append(
            _markup("Line")
            | {"controlPoints": points, "measurements": [] if score is None else [measured]}
        )
    _write(path, markups)


def read_lines(path: str | Path) -> Lines:
    """The line markups of a file, in RAS.

    Raises:
        UserError: the file is missing or damaged, or holds something, but no line of two points.
    """
    markups = _read(path, Lines)
    found = [m for m in markups if m.get("type") == "Line" and len(m["controlPoints"]) == 2]
    if markups and not found:
        raise UserError(f"'{path}' holds no lines; choose a file of line markups.")
    ends = np.array([[p["position"] for p in m["controlPoints"]] for m in found], float)
    ends = ends.reshape(-1, 2, 3) * np.array([_flip(m) for m in found]).reshape(-1, 1, 3)
    labels = tuple(str(m["controlPoints"][0].get("label", "")) for m in found)
    scores = [_measurement(m, "score").get("value") for m in found]
    return Lines(
        starts=ends[:, 0],
        ends=ends[:, 1],
        labels=labels if any(labels) else (),
        scores=None if None in scores or not scores else np.array(scores, float),
        name=stem_of(path),
    )


def _markup(kind: str) -> dict[str, Any]:
    return {
        "type": kind,
        "coordinateSystem": "LPS",
        "coordinateUnits": "mm",
        "locked": False,
        "labelFormat": "%N-%d",
    }


def _control_point(number: int, label: str, position: Any) -> dict[str, Any]:
    return {
        "id": str(number + 1),
        "label": label,
        "description": "",
        "associatedNodeID": "",
        "position": (np.asarray(position, float) * _FLIP).tolist(),
        "orientation": _LPS_AXES,
        "selected": True,
        "locked": False,
        "visibility": True,
        "positionStatus": "defined",
    }


def _write(path: str | Path, markups: list[dict[str, Any]]) -> None:
    write_text(path, json.dumps({"@schema": _SCHEMA, "markups": markups}, indent=2))


def _read(path: str | Path, payload: type) -> list[dict[str, Any]]:
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


def _flip(markup: dict[str, Any]) -> Any:
    return np.ones(3) if markup.get("coordinateSystem") in ("RAS", "1", 1) else _FLIP


def _measurement(markup: dict[str, Any], name: str) -> dict[str, Any]:
    return next((m for m in markup.get("measurements", []) if m.get("name") == name), {})


def _values(markups: list[dict[str, Any]], name: str) -> Any:
    values = [_measurement(m, name).get("controlPointValues") for m in markups]
    if any(part is None for part in values):
        return None
    return np.array([v for part in values for v in part or ()], float)
