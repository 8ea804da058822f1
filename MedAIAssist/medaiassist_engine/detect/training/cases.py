"""Images with boxes, prepared and kept in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...classify.columns import required
from ...classify.deep.checking import image_of
from ...cohort.columns import NODE, SPLIT, cells, check_cases, patients
from ...context import Context
from ...contract.cohorts import TRAIN, VALIDATION
from ...contract.errors import UserError
from ...contract.payloads import Boxes, Matrix, Table, Volume
from ...files.volumes import read_volume
from ..boxes.grid import reversed_axes
from ..boxes.validity import check_boxes
from ..formats.box_table import BoxRows, read_box_rows
from ..formats.case_boxes import in_ras
from ..networks.parameters import TrainDetectorParameters
from ..networks.seeing import Seeing, Seen, see
from ..proposals.propose import propose
from .masks import instances_in, mask_files
from .parts import classes_of, parts_of, usable
from .scale import check_memory, seeing_for

Texts = NDArray[np.str_]


@dataclass(frozen=True)
class Case:
    """One image.

    Attributes:
        seen: as the network sees it; boxes: (n, 2 D) there; labels: (n,).
        ijk_to_ras: of the image as it is stored.
        proposals: (m, 2 D), or None where the detector proposes itself.
        masks: see `Target.masks`.
        ignored: (q, 2 D) boxes that may be found or not, such as crowds; they are not learnt.
        ignored_labels: (q,).
    """

    name: str
    patient: str
    part: str
    seen: Seen
    boxes: Tensor
    labels: Tensor
    ijk_to_ras: Matrix
    proposals: Tensor | None = None
    masks: Tensor | None = None
    ignored: Tensor = field(default_factory=lambda: torch.zeros(0))
    ignored_labels: Tensor = field(default_factory=lambda: torch.zeros(0, dtype=torch.int64))


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
    listed = _annotated(table, rows, p.image, context)
    masks = mask_files(table, listed.names.tolist()) if p.detector == "mask_rcnn" else {}
    classes = classes_of(rows, p.classes, context)
    parts = parts_of(listed.patients, listed.split, listed.names, usable(rows, classes), p, context)
    volumes = []
    for n, name, path in listed:
        context.progress(0.3 * n / len(listed.names), f"Looking at {name}")
        volumes.append(_outline(_read(name, path)))
    numbers = [rows.cases.index(name) for name in listed.names.tolist()]
    placed = [in_ras(rows, c, v.ijk_to_ras) for c, v in zip(numbers, volumes, strict=True)]
    learnt = [boxes for boxes, part in zip(placed, parts, strict=True) if part == TRAIN]
    seeing = seeing_for(volumes, learnt, classes, p, context)
    check_memory(volumes, seeing, masks=bool(masks))
    found: list[Case] = []
    for n, name, path in listed:
        context.progress(0.3 + 0.4 * n / len(listed.names), f"Preparing {name}")
        volume = _read(name, path)
        with image_of(name):
            seen = see(volume, seeing)
        key = (name, str(listed.patients[n]), str(parts[n]))
        ignored = rows.ignored[rows.case == numbers[n]]
        case = _case(seen, placed[n], ignored, volume.ijk_to_ras, classes, context, key)
        if masks.get(name):
            known = instances_in(masks[name], name, volume, seen, case.boxes)
            case = replace(case, masks=known)
        found.append(case)
    _check_found(found, classes, context)
    if masks:
        context.note(_masked(found))
    if p.detector in ("fast_rcnn", "rcnn"):
        found = with_proposals(found, seeing, context.part(0.7, 1.0))
    return BoxCases(tuple(found), classes, seeing)


@dataclass(frozen=True)
class _Listed:
    """The rows of a cohort whose cases have rows among the boxes, (n,) each."""

    names: Texts
    paths: Texts
    patients: Texts
    split: Texts

    def __iter__(self) -> Iterator[tuple[int, str, str]]:
        """Number, name and image of each."""
        pairs = zip(self.names.tolist(), self.paths.tolist(), strict=True)
        return ((n, name, path) for n, (name, path) in enumerate(pairs))


def _annotated(table: Table, rows: BoxRows, image: str, context: Context) -> _Listed:
    names = np.array(check_cases(table))
    required(table, image, "file of each image")
    known = np.isin(names, rows.cases)
    if not known.any():
        raise UserError(
            f"No case of the cohort, such as '{names[0]}', has a row among the boxes, such as "
            f"'{rows.cases[0]}'; use the same names in both."
        )
    if not known.all():
        context.note(
            f"{int((~known).sum())} cases have no row among the boxes and are left out; give "
            "a case without objects a row with an empty centre."
        )
    columns = (cells(table, image), patients(table), cells(table, SPLIT))
    return _Listed(names[known], *(np.array(column)[known] for column in columns))


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
    return torch.from_numpy(reversed_axes(boxes).astype(np.float32))


def _case(
    seen: Seen, boxes: Boxes, ignored: NDArray[np.bool_], ijk_to_ras: Matrix,
    classes: tuple[str, ...], context: Context, key: tuple[str, str, str],
) -> Case:  # fmt: skip
    there = seen.boxes(boxes)
    known = np.array([label in classes for label in boxes.labels], dtype=bool)
    checked = check_boxes(there.numpy()[known].astype(np.float64), seen.image.shape[1:])
    for number, reason in checked.skipped:
        context.note(f"{key[0]}: box {number + 1} is skipped: {reason}.")
    codes = [classes.index(label) for label, ok in zip(boxes.labels, known, strict=True) if ok]
    kept = torch.from_numpy(checked.boxes.astype(np.float32))
    wanted = torch.tensor(codes, dtype=torch.int64)[torch.from_numpy(checked.kept)]
    aside = torch.from_numpy(ignored[known][checked.kept])
    return Case(
        *key, seen, kept[~aside], wanted[~aside], ijk_to_ras,
        ignored=kept[aside], ignored_labels=wanted[aside],
    )  # fmt: skip


def _check_found(cases: Sequence[Case], classes: tuple[str, ...], context: Context) -> None:
    for part in (TRAIN, VALIDATION):
        if not any(len(case.boxes) for case in cases if case.part == part):
            raise UserError(
                f"No box of the {part} cases lies in its image; check whether boxes and images "
                "belong together and whether the table's frame (RAS or LPS) is right."
            )
    learnt = {int(n) for case in cases if case.part == TRAIN for n in case.labels}
    for code, name in enumerate(classes):
        if code not in learnt:
            context.note(f"No training case has a box of '{name}', so none will be found.")
    aside = sum(len(case.ignored) for case in cases)
    if aside:
        context.note(f"{aside} boxes that are marked as ignored are not learnt.")


def _masked(cases: Sequence[Case]) -> str:
    objects = sum(len(case.boxes) for case in cases)
    known = sum(len(case.masks.unique()) - 1 for case in cases if case.masks is not None)
    return f"The voxels of {known} of {objects} objects are known from the masks."


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


def _outline(volume: Volume) -> Volume:
    """Its form and place without its voxels: all images of a cohort would not fit the memory."""
    return replace(volume, array=np.broadcast_to(np.int8(0), volume.array.shape))
