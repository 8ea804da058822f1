"""Images with boxes, prepared and kept in memory."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import psutil
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...classify.columns import required
from ...classify.deep.checking import image_of
from ...classify.deep.preparation import channels_of, dimensions_of
from ...classify.deep.splitting import check_whole, drawn, named
from ...cohort.columns import NODE, SPLIT, cells, check_cases, listed, patients
from ...context import Context
from ...contract.cohorts import TEST, TRAIN, VALIDATION
from ...contract.errors import UserError
from ...contract.payloads import Boxes, Matrix, Table, Volume
from ...files.volumes import read_volume
from ..boxes.validity import check_boxes
from ..formats.box_table import BoxRows, read_box_rows
from ..formats.case_boxes import in_ras
from ..networks.parameters import TrainDetectorParameters
from ..networks.seeing import Seeing, Seen, oriented, see
from ..proposals.propose import propose

Texts = NDArray[np.str_]
_SHARE = 0.7  # of the free memory that images may take
_FLOAT = 4
_SMALLEST = {2: 12.0, 3: 7.0}  # voxels that the smallest quarter of the boxes of a class is long


@dataclass(frozen=True)
class Case:
    """One image.

    Attributes:
        seen: as the network sees it; boxes: (n, 2 D) there; labels: (n,).
        ijk_to_ras: of the image as it is stored.
        proposals: (m, 2 D), or None where the detector proposes itself.
    """

    name: str
    patient: str
    part: str
    seen: Seen
    boxes: Tensor
    labels: Tensor
    ijk_to_ras: Matrix
    proposals: Tensor | None = None


@dataclass(frozen=True)
class BoxCases:
    """All images of a cohort with their boxes."""

    cases: tuple[Case, ...]
    classes: tuple[str, ...]
    seeing: Seeing

    def of(self, part: str) -> list[Case]:
        """The cases of a part."""
        return [case for case in self.cases if case.part == part]


def box_cases(table: Table, boxes: Table, p: TrainDetectorParameters, context: Context) -> BoxCases:
    """Read and prepare the images of all cases that have rows among the boxes.

    Raises:
        UserError: a column is missing, an image cannot be read, no box can be used, a patient is
            in two parts, or memory does not suffice; the text names the case.
        Cancelled: the user cancelled.
    """
    rows = read_box_rows(boxes, context.note)
    names = np.array(check_cases(table))
    required(table, p.image, "file of each image")
    annotated = np.isin(names, rows.cases)
    if not annotated.any():
        raise UserError(
            f"No case of the cohort, such as '{names[0]}', has a row among the boxes, such as "
            f"'{rows.cases[0]}'; use the same names in both."
        )
    if not annotated.all():
        context.note(
            f"{int((~annotated).sum())} cases have no row among the boxes and are left out; give "
            "a case without objects a row with an empty centre."
        )
    names = names[annotated]
    paths = np.array(cells(table, p.image))[annotated]
    who = np.array(patients(table))[annotated]
    given = np.array(cells(table, SPLIT))[annotated]
    classes = _classes(rows, p.classes, context)
    parts = _parts(who, given, names, rows, p, context)
    volumes = [_read(str(n), str(path)) for n, path in zip(names, paths, strict=True)]
    placed = [
        in_ras(rows, rows.cases.index(str(name)), volume.ijk_to_ras)
        for name, volume in zip(names, volumes, strict=True)
    ]
    seeing = _seeing(volumes, placed, p, context)
    _check_memory(volumes, seeing)
    found: list[Case] = []
    for n, (name, volume) in enumerate(zip(names, volumes, strict=True)):
        context.progress(n / len(names), f"Preparing {name}")
        with image_of(str(name)):
            seen = see(volume, seeing)
        key = (str(name), str(who[n]), str(parts[n]))
        found.append(_case(seen, placed[n], volume.ijk_to_ras, classes, context, key))
        volumes[n] = Volume(volume.array[:0], volume.ijk_to_ras)  # its memory is free again
    if p.detector in ("fast_rcnn", "rcnn"):
        found = with_proposals(found, seeing, context)
    return BoxCases(tuple(found), classes, seeing)


def with_proposals(cases: Sequence[Case], seeing: Seeing, context: Context) -> list[Case]:
    """The cases with boxes where an object may be, found without learning."""
    found = []
    for n, case in enumerate(cases):
        context.progress(n / len(cases), f"Proposing boxes in {case.name}")
        found.append(replace(case, proposals=proposals_of(case.seen, seeing, context)))
    return found


def proposals_of(seen: Seen, seeing: Seeing, context: Context, most: int = 600) -> Tensor:
    """(m, 2 D) boxes of an image where an object may be."""
    image = seen.image.numpy()
    colour = len(image) == 3 and seeing.dimensions == 2
    given = image.transpose(2, 1, 0) if colour else image[0].T
    boxes = propose(given, seeing.spacing[::-1], most, context.part(1.0, 1.0))
    half = boxes.shape[1] // 2
    order = [*range(half - 1, -1, -1)]
    turned = boxes[:, [*order, *(half + n for n in order)]]
    return torch.from_numpy(turned.astype(np.float32))


def _case(
    seen: Seen, boxes: Boxes, ijk_to_ras: Matrix, classes: tuple[str, ...], context: Context,
    key: tuple[str, str, str],
) -> Case:  # fmt: skip
    there = seen.boxes(boxes)
    known = np.array([label in classes for label in boxes.labels], dtype=bool)
    checked = check_boxes(there.numpy()[known].astype(np.float64), seen.image.shape[1:])
    for number, reason in checked.skipped:
        context.note(f"{key[0]}: box {number + 1} is skipped: {reason}.")
    codes = [classes.index(label) for label, ok in zip(boxes.labels, known, strict=True) if ok]
    kept = torch.from_numpy(checked.boxes.astype(np.float32))
    wanted = torch.tensor(codes, dtype=torch.int64)[torch.from_numpy(checked.kept)]
    return Case(*key, seen, kept, wanted, ijk_to_ras)


def _classes(rows: BoxRows, wanted: str, context: Context) -> tuple[str, ...]:
    counts = Counter(rows.labels)
    names = [name.strip() for name in wanted.split(",") if name.strip()] or sorted(counts)
    if not names:
        raise UserError("No box can be used to learn from; draw some, or correct the table.")
    lacking = [name for name in names if not counts[name]]
    if lacking:
        raise UserError(
            f"No box is of the class '{lacking[0]}'; there are {listed(sorted(counts))}."
        )
    context.note("Boxes: " + ", ".join(f"{name} {counts[name]}" for name in names) + ".")
    return tuple(names)


def _parts(
    who: Texts, given: Texts, names: Texts, rows: BoxRows, p: TrainDetectorParameters,
    context: Context,
) -> Texts:  # fmt: skip
    """(n,) train, validation or test; whole patients, as the table says or drawn."""
    full = {rows.cases[n] for n in np.unique(rows.case)}
    kinds = np.array(["boxes" if name in full else "none" for name in names])
    share = {VALIDATION: p.validation}
    if (given == "").all():
        parts = drawn(who, kinds, share, p.seed)
        context.note("The table has no split; validation cases were drawn by patient.")
    else:
        parts = named(given)
        check_whole(who, parts)
        learnt = parts == TRAIN
        if not (parts == VALIDATION).any() and learnt.any():
            parts[learnt] = drawn(who[learnt], kinds[learnt], share, p.seed)
            context.note("Validation cases were drawn from the training cases, by patient.")
    for part in (TRAIN, VALIDATION):
        if not ((parts == part) & (kinds == "boxes")).any():
            raise UserError(f"No case with boxes is in {part}; add patients, or change the split.")
    counts = ", ".join(f"{q} {int((parts == q).sum())}" for q in (TRAIN, VALIDATION, TEST))
    context.note(f"Cases: {counts}.")
    return parts


def _read(name: str, path: str) -> Volume:
    if not path:
        raise UserError(f"Case '{name}' has no image; fill in the column 'image' or remove it.")
    if path.startswith(NODE):
        raise UserError(
            f"The image of case '{name}' is a node of the scene; save it as a file and name the "
            "file in the column 'image'."
        )
    with image_of(name):
        return read_volume(path)


def _seeing(
    volumes: Sequence[Volume], placed: Sequence[Boxes], p: TrainDetectorParameters,
    context: Context,
) -> Seeing:  # fmt: skip
    sizes = [volume.array.shape[2::-1] for volume in volumes]
    kinds = {(dimensions_of(s), channels_of(v)) for s, v in zip(sizes, volumes, strict=True)}
    if len(kinds) > 1:
        raise UserError(
            "Some images have other dimensions or channels than others: "
            + listed([f"{d}D with {c} channels" for d, c in sorted(kinds)])
            + "; train on images of one kind."
        )
    dimensions, channels = kinds.pop()
    spacing = p.spacing[:dimensions] if p.spacing else None
    if spacing is None:
        spacing = _automatic(volumes, placed, dimensions)
        context.note(
            "Spacing, estimated from the boxes: " + " x ".join(f"{s:.3g}" for s in spacing)
            + " mm."
        )  # fmt: skip
    patch = p.patch or (64 if dimensions == 3 else None)
    return Seeing(
        dimensions, channels, tuple(spacing), p.intensities, p.black, p.white, patch
    )  # fmt: skip


def _automatic(
    volumes: Sequence[Volume], placed: Sequence[Boxes], dimensions: int
) -> tuple[float, ...]:
    """So that boxes of the smallest class keep enough voxels; never finer than the images are."""
    own = np.median([oriented(volume, dimensions)[1] for volume in volumes], axis=0)
    lengths: dict[str, list[float]] = defaultdict(list)
    for boxes in placed:
        edges = boxes.sizes[:, :dimensions].min(axis=1).tolist()
        for label, edge in zip(boxes.labels, edges, strict=True):
            lengths[label].append(edge)
    small = min(float(np.quantile(found, 0.25)) for found in lengths.values())
    small /= _SMALLEST[dimensions]
    return tuple(float(max(s, small)) for s in own)


def _check_memory(volumes: Sequence[Volume], seeing: Seeing) -> None:
    voxels = sum(math.prod(seeing.size(volume)) for volume in volumes)
    needed, free = voxels * seeing.channels * _FLOAT, psutil.virtual_memory().available
    if needed > _SHARE * free:
        raise UserError(
            f"The images take {needed / 1e9:.1f} GB of memory, but {free / 1e9:.1f} GB are free; "
            "choose a larger Spacing (spacing)."
        )
