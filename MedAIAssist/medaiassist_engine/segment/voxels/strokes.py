"""Painted strokes as voxels of the volume, each with its class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import LabelMap, Segment, Volume
from ...geometry import same_grid, spatial_shape
from ...preprocess.checks import title
from .nearest import resampled

Integers = NDArray[np.intp]


@dataclass(frozen=True)
class Strokes:
    """What is painted.

    Attributes:
        index: (n,) ascending flat indices of voxels, C order of k, j, i.
        classes: (n,) positions in `segments`.
        segments: of the classes that are painted; their values differ, all in layer 0.
    """

    index: Integers
    classes: Integers
    segments: tuple[Segment, ...]


def read_strokes(volume: Volume, labels: LabelMap, context: Context) -> Strokes:
    """Every painted voxel with its class; voxels of two classes are left out with a note.

    Labels on another grid are sampled on the volume's (nearest voxel).

    Raises:
        UserError: nothing is painted in the volume, or only one class.
    """
    if not same_grid(volume, labels):
        labels = resampled(labels, volume, context.check)
        context.note("The strokes were sampled on the volume's voxels.")
    listed = labels.segments or _unnamed(labels)
    index, classes = _painted(labels, listed, context)
    index, classes = _unambiguous(index, classes, context)
    present = np.unique(classes)
    _check(listed, present, labels)
    for n, segment in enumerate(listed):
        if n not in present:
            context.note(f"Segment '{segment.name}' has no strokes and was left out.")
    return Strokes(
        index, np.searchsorted(present, classes), _flat(tuple(listed[n] for n in present))
    )


def drawn_sample(strokes: Strokes, most: int, seed: int) -> Strokes:
    """At most `most` voxels of each class, drawn at random."""
    counts = np.bincount(strokes.classes)
    if counts.max() <= most:
        return strokes
    rank = np.random.default_rng(seed).permutation(len(strokes.index))
    kept = np.zeros(len(rank), dtype=bool)
    for n in range(len(counts)):
        own = np.flatnonzero(strokes.classes == n)
        kept[own[np.argsort(rank[own])[:most]]] = True
    return replace(strokes, index=strokes.index[kept], classes=strokes.classes[kept])


def _painted(
    labels: LabelMap, listed: tuple[Segment, ...], context: Context
) -> tuple[Integers, Integers]:
    """Flat indices and classes of all layers, one after the other."""
    indices, classes = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    for number, layer in enumerate(_layers(labels)):
        class_of = {s.value: n for n, s in enumerate(listed) if s.layer == number}
        context.check()
        index, values = _nonzero(layer)
        for value in np.unique(values):
            context.check()
            if int(value) in class_of:
                chosen = index[values == value]
                indices.append(chosen)
                classes.append(np.full(len(chosen), class_of[int(value)]))
    return np.concatenate(indices), np.concatenate(classes)


def _nonzero(layer: NDArray[np.integer]) -> tuple[Integers, NDArray[np.integer]]:
    """Flat indices and values; slices without any, which are most, are passed over quickly."""
    size = layer[0].size
    found, values = [np.empty(0, np.intp)], [np.empty(0, layer.dtype)]
    for k, part in enumerate(layer):
        if part.max() != 0 or part.min() != 0:
            inside = np.flatnonzero(part)
            found.append(inside + k * size)
            values.append(part.ravel()[inside])
    return np.concatenate(found), np.concatenate(values)


def _unambiguous(index: Integers, classes: Integers, context: Context) -> tuple[Integers, Integers]:
    """In ascending order, without voxels that belong to several classes."""
    order = np.argsort(index, kind="stable")
    index, classes = index[order], classes[order]
    _, inverse, counts = np.unique(index, return_inverse=True, return_counts=True)
    sole = counts[inverse] == 1
    if not sole.all():
        several = int(np.count_nonzero(counts > 1))
        context.note(f"{several} voxels lie in strokes of several classes and were left out.")
    return index[sole], classes[sole]


def _check(listed: tuple[Segment, ...], present: Integers, labels: LabelMap) -> None:
    called = title(labels, "the strokes")
    if len(present) == 0:
        raise UserError(
            f"Nothing is painted in {called} within the volume. Paint a few strokes of at least "
            "two segments, one of them for the background."
        )
    if len(present) == 1:
        raise UserError(
            f"Only segment '{listed[present[0]].name}' is painted in {called}. Paint a stroke of "
            "at least one other segment too, such as the background."
        )


def _flat(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The segments in one layer; where they share values, counted from 1."""
    shared = len({s.value for s in segments}) < len(segments)
    return tuple(
        replace(s, value=n if shared else s.value, layer=0) for n, s in enumerate(segments, 1)
    )


def _unnamed(labels: LabelMap) -> tuple[Segment, ...]:
    return tuple(
        Segment(int(value), f"Class {value}", layer=n)
        for n, layer in enumerate(_layers(labels))
        for value in np.unique(_nonzero(layer)[1])
    )


def _layers(labels: LabelMap) -> Iterator[NDArray[np.integer]]:
    array = np.asarray(labels.array)
    yield from array.reshape(-1, *spatial_shape(labels))
