"""Points, boxes and lines as Slicer's markups files (.mrk.json)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from ..contract.errors import UserError
from ..contract.payloads import Boxes, Lines, Points
from .formats import check_writable, stem_of
from .markups_format import (
    LPS_AXES,
    RAS_TO_LPS,
    control_point,
    flip_of,
    measurement,
    new_markup,
    per_point,
    read_markups,
    write_markups,
)

_POINT_UNITS = {"size": "mm", "angle": "deg", "response": ""}


def write_points(path: str | Path, points: Points) -> None:
    """Write points as one markups list; size, angle and response become per-point measurements.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    check_writable(path, Points)
    given = {name: getattr(points, name) for name in _POINT_UNITS}
    labels = points.labels or tuple(f"P{n + 1}" for n in range(len(points.positions)))
    markup = new_markup("Fiducial") | {
        "controlPoints": [
            control_point(n, label, position)
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
    write_markups(path, [markup])


def read_points(path: str | Path) -> Points:
    """The control points of all point lists of a file, in RAS.

    Raises:
        UserError: the file is missing, damaged, or holds no point list.
    """
    markups = [m for m in read_markups(path, Points) if m.get("type") != "ROI"]
    if not markups:
        raise UserError(f"'{path}' holds no points; choose a file of control points.")
    found = [(m, p) for m in markups for p in m["controlPoints"]]
    positions = np.array([p["position"] for _, p in found], float).reshape(-1, 3)
    flips = np.array([flip_of(m) for m, _ in found]).reshape(-1, 3)
    columns = {name: per_point(markups, name) for name in _POINT_UNITS}
    labels = tuple(str(p.get("label", "")) for _, p in found)
    return Points(positions * flips, labels=labels, name=stem_of(path), **columns)


def write_boxes(path: str | Path, boxes: Boxes) -> None:
    """Write each box as a region of interest whose point carries its label and score.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    check_writable(path, Boxes)
    markups = []
    for (label, score), centre, size, axes in zip(
        _labels_and_scores(boxes, len(boxes.centres)),
        boxes.centres,
        boxes.sizes,
        boxes.axes,
        strict=True,
    ):
        turned = RAS_TO_LPS[:, None] * np.asarray(axes, float)
        point = control_point(0, label, centre)
        point["description"] = "" if score is None else f"score {score:.3g}"
        markups.append(
            new_markup("ROI")
            | {
                "roiType": "Box",
                "center": (np.asarray(centre, float) * RAS_TO_LPS).tolist(),
                "orientation": turned.ravel().tolist(),
                "size": [float(v) for v in size],
                "insideOut": False,
                "controlPoints": [point],
                "measurements": _measured(score),
            }
        )
    write_markups(path, markups)


def read_boxes(path: str | Path) -> Boxes:
    """The box regions of interest of a file, in RAS.

    Raises:
        UserError: the file is missing, damaged, or holds no box.
    """
    rois = [m for m in read_markups(path, Boxes) if m.get("type") == "ROI"]
    if not rois:
        raise UserError(f"'{path}' holds no boxes; choose a file of regions of interest.")
    flips = np.array([flip_of(m) for m in rois])
    axes = np.array([m.get("orientation", LPS_AXES) for m in rois], float).reshape(-1, 3, 3)
    labels, scores = _read_labels_and_scores(rois)
    return Boxes(
        centres=np.array([m["center"] for m in rois], float) * flips,
        sizes=np.array([m["size"] for m in rois], float),
        axes=axes * flips[:, :, None],
        labels=labels,
        scores=scores,
        name=stem_of(path),
    )


def write_lines(path: str | Path, lines: Lines) -> None:
    """Write each line as a line markup whose first point carries its label and score.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    check_writable(path, Lines)
    markups = []
    own = _labels_and_scores(lines, len(lines.starts))
    for (label, score), start, end in zip(own, lines.starts, lines.ends, strict=True):
        points = [control_point(0, label, start), control_point(1, "", end)]
        markups.append(
            new_markup("Line") | {"controlPoints": points, "measurements": _measured(score)}
        )
    write_markups(path, markups)


def read_lines(path: str | Path) -> Lines:
    """The line markups of a file, in RAS.

    Raises:
        UserError: the file is missing or damaged, or holds something, but no line of two points.
    """
    markups = read_markups(path, Lines)
    found = [m for m in markups if m.get("type") == "Line" and len(m["controlPoints"]) == 2]
    if markups and not found:
        raise UserError(f"'{path}' holds no lines; choose a file of line markups.")
    ends = np.array([[p["position"] for p in m["controlPoints"]] for m in found], float)
    ends = ends.reshape(-1, 2, 3) * np.array([flip_of(m) for m in found]).reshape(-1, 1, 3)
    labels, scores = _read_labels_and_scores(found)
    return Lines(
        starts=ends[:, 0],
        ends=ends[:, 1],
        labels=labels,
        scores=scores,
        name=stem_of(path),
    )


def _labels_and_scores(payload: Boxes | Lines, count: int) -> Iterator[tuple[str, float | None]]:
    labels = payload.labels or ("",) * count
    scores = [None] * count if payload.scores is None else [float(s) for s in payload.scores]
    return zip(labels, scores, strict=True)


def _measured(score: float | None) -> list[dict[str, Any]]:
    if score is None:
        return []
    return [{"name": "score", "enabled": True, "units": "", "value": score}]


def _read_labels_and_scores(markups: list[dict[str, Any]]) -> tuple[tuple[str, ...], Any]:
    """No labels where all are empty; no scores where one lacks or there is no markup."""
    labels = tuple(str(next((p.get("label", "") for p in m["controlPoints"]), "")) for m in markups)
    scores = [measurement(m, "score").get("value") for m in markups]
    return (
        labels if any(labels) else (),
        None if None in scores or not scores else np.array(scores, float),
    )
