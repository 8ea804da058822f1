"""The operation that compares found boxes of one volume with annotated ones."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, Column, Payload, Table
from ..boxes.grid import Reals
from ..boxes.oriented import oriented_overlap
from .joined import Codes
from .pairing_kernel import pair
from .parameters import CompareBoxesParameters


@dataclass(frozen=True)
class Outcome:
    """What was found: places.

    Attributes:
        hits, alarms: of found boxes; partners: of the annotation that each hit found.
        misses: of annotations; spare: found boxes that count neither way.
    """

    hits: Codes
    partners: Codes
    alarms: Codes
    misses: Codes
    spare: Codes


def run_compare_boxes(
    truth: Boxes, found: Boxes, parameters: CompareBoxesParameters, context: Context
) -> dict[str, Payload]:
    """Hits, misses and false alarms as boxes of their own, and how many there are.

    Raises:
        UserError: there is no annotation and no found box.
    """
    if not len(truth.centres) and not len(found.centres):
        raise UserError("There is neither an annotated nor a found box; choose others.")
    context.progress(0.0, "Comparing boxes")
    found = _strong(found, parameters.score, context)
    same = _same_class(truth, found, parameters.classes, context)
    shared = oriented_overlap(found, truth)
    strength = np.ones(len(found.centres)) if found.scores is None else np.asarray(found.scores)
    order = np.argsort(-strength, kind="stable")
    if parameters.hit == "centre":
        outcome = _by_centre(_within(found, truth) & same, order)
    else:
        outcome = _by_overlap(np.where(same, shared, 0.0), order, parameters.overlap)
    if len(outcome.spare):
        context.note(
            f"{len(outcome.spare)} more boxes lie in lesions that a stronger one has found, and "
            "count neither way."
        )
    context.progress(1.0)
    return {
        "hits": _some(found, outcome.hits, "Hits"),
        "misses": _some(truth, outcome.misses, "Misses"),
        "false_alarms": _some(found, outcome.alarms, "False alarms"),
        "metrics": _metrics(truth, found, outcome, shared),
    }


def _by_overlap(shared: Reals, order: Codes, threshold: float) -> Outcome:
    found, known = shared.shape
    partner = np.empty(found, np.intp)
    none = np.zeros(known, np.bool_)
    pair(np.ascontiguousarray(shared[order]), none, none, threshold, partner)
    hit = partner >= 0
    missed = np.setdiff1d(np.arange(known), partner)
    return Outcome(order[hit], partner[hit], order[~hit], missed, order[:0])


def _by_centre(inside: NDArray[np.bool_], order: Codes) -> Outcome:
    """As LUNA16: the strongest box in a lesion finds it, the others there count neither way."""
    ranked = inside[order]
    first = np.where(ranked.any(axis=0), ranked.argmax(axis=0), -1) if len(order) else None
    if first is None:
        return Outcome(order, order, order, np.arange(inside.shape[1]), order)
    hits, partners = np.unique(first[first >= 0]), np.flatnonzero(first >= 0)
    _, nearest = np.unique(first[first >= 0], return_index=True)
    alarms = order[~ranked.any(axis=1)]
    spare = np.setdiff1d(order, np.concatenate([order[hits], alarms]))
    return Outcome(order[hits], partners[nearest], alarms, np.flatnonzero(first < 0), spare)


def _within(found: Boxes, truth: Boxes) -> NDArray[np.bool_]:
    """(n, m) whether the centre of a found box lies in the ellipsoid that fills an annotation."""
    away = np.asarray(found.centres)[:, None] - np.asarray(truth.centres)[None]
    along = np.einsum("nmx,mxa->nma", away, np.asarray(truth.axes))
    half = np.maximum(np.asarray(truth.sizes, dtype=np.float64) / 2, 1e-300)
    return ((along / half) ** 2).sum(axis=-1) < 1


def _same_class(truth: Boxes, found: Boxes, asked: bool, context: Context) -> NDArray[np.bool_]:
    everything = np.ones((len(found.centres), len(truth.centres)), np.bool_)
    if not asked or not everything.size:
        return everything
    if not (any(truth.labels) and any(found.labels)):
        context.note("One of the two has no classes, so that they were not compared.")
        return everything
    return np.array(found.labels)[:, None] == np.array(truth.labels)[None]


def _strong(found: Boxes, score: float, context: Context) -> Boxes:
    if found.scores is None:
        if score > 0:
            context.note("The found boxes have no scores; all were compared.")
        return found
    kept = np.flatnonzero(np.asarray(found.scores) >= score)
    return found if len(kept) == len(found.centres) else _some(found, kept, found.name)


def _some(boxes: Boxes, places: Codes, name: str) -> Boxes:
    labels = tuple(boxes.labels[n] for n in places) if boxes.labels else ()
    scores = None if boxes.scores is None else np.asarray(boxes.scores)[places]
    centres, sizes, axes = (
        np.asarray(each, dtype=np.float64)[places]
        for each in (boxes.centres, boxes.sizes, boxes.axes)
    )
    return replace(
        boxes, centres=centres, sizes=sizes, axes=axes, labels=labels, scores=scores, name=name
    )


def _metrics(truth: Boxes, found: Boxes, outcome: Outcome, shared: Reals) -> Table:
    hits, alarms = len(outcome.hits), len(outcome.alarms)
    wanted = len(truth.centres)
    counted = hits + alarms
    apart = np.asarray(found.centres)[outcome.hits] - np.asarray(truth.centres)[outcome.partners]
    distance = np.linalg.norm(apart, axis=1)
    rows = (
        ("annotated", wanted, "Boxes"),
        ("hits", hits, "Found boxes that are right"),
        ("misses", len(outcome.misses), "Annotated boxes that were not found"),
        ("false alarms", alarms, "Found boxes that are wrong"),
        ("recall", hits / wanted if wanted else np.nan, "Share of the annotations found"),
        ("precision", hits / counted if counted else np.nan, "Share of the found boxes right"),
        ("F1", 2 * hits / (counted + wanted) if counted + wanted else np.nan,
         "Harmonic mean of both"),
        ("overlap", shared[outcome.hits, outcome.partners].mean() if hits else np.nan,
         "Mean intersection over union of the hits"),
        ("distance", distance.mean() if hits else np.nan, "Mean distance of their centres in mm"),
    )  # fmt: skip
    return Table(
        (
            Column("metric", texts=tuple(row[0] for row in rows)),
            Column("value", np.array([float(row[1]) for row in rows])),
            Column("meaning", texts=tuple(row[2] for row in rows)),
        ),
        "Comparison",
    )
