"""Images of a cohort, prepared and kept in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ...cohort.columns import IMAGE, NODE, SPLIT, cells, check_cases, patients
from ...context import Context
from ...contract.cohorts import TEST, TRAIN, VALIDATION
from ...contract.errors import UserError
from ...contract.payloads import Table
from ...files.volumes import read_volume
from ..columns import required, texts_of
from ..labels import check_spelling, classes_of
from .checking import check_memory, image_of, sizes_and_channels
from .clinical import Clinical, clinical_of
from .image_parameters import ImageChoices
from .parameters import NetworkChoices
from .preparation import Preparation, prepare
from .signals import is_signal, read_signal
from .sizes import order_of, preparation_for
from .splitting import parts_of

Texts = NDArray[np.str_]
PARTS = (TRAIN, VALIDATION, TEST)
Divide = Callable[[Texts, Texts, Texts, tuple[str, ...], Any, Context], Texts]


@dataclass(frozen=True)
class ImageCases:
    """Labelled images, ready to train with.

    Attributes:
        names, patients, parts: (n,) id, patient, and train, validation or test.
        codes: (n,) index of each case's class in `classes`.
        images: (n, channels, i, j[, k]) float32, prepared.
        clinical: values that the network sees beside the images, or None.
    """

    names: Texts
    patients: Texts
    parts: Texts
    codes: NDArray[np.intp]
    classes: tuple[str, ...]
    images: torch.Tensor
    preparation: Preparation
    clinical: Clinical | None = None

    def rows(self, part: str) -> NDArray[np.intp]:
        """Positions of the cases of a part."""
        return np.flatnonzero(self.parts == part)


def image_cases(
    table: Table, p: NetworkChoices, context: Context, divide: Divide = parts_of
) -> ImageCases:
    """Read and prepare the images of all labelled cases.

    Args:
        divide: says which cases are trained on, as `splitting.parts_of`.

    Raises:
        UserError: a column is missing, an image cannot be read, images differ in dimensions or
            channels, a class is missing in a part, a patient is in two parts, or memory does not
            suffice; the text names the case.
        Cancelled: the user cancelled.
    """
    names = np.array(check_cases(table))
    required(table, IMAGE, "file of each image")
    labels = np.char.strip(texts_of(required(table, p.label, "class")))
    kept = labels != ""
    if not kept.any():
        raise UserError(f"Column '{p.label}' holds no class; label the cases first.")
    check_spelling(labels[kept], names[kept], p.label)
    if not kept.all():
        context.note(f"{int((~kept).sum())} cases have no {p.label} and are left out.")
    labels, classes = classes_of(labels[kept], p.positive, p.label)
    clinical = clinical_of(table, p, names, kept)
    names = names[kept]
    who = np.array(patients(table))[kept]
    split = np.array(cells(table, SPLIT))[kept]
    parts = divide(who, labels, split, classes, p, context)
    paths = np.array(cells(table, IMAGE))[kept]
    images, preparation = read_images(names, paths, p, context)
    codes = np.array([classes.index(str(label)) for label in labels], dtype=np.intp)
    return ImageCases(names, who, parts, codes, classes, images, preparation, clinical)


def read_images(
    names: Texts, paths: Texts, choices: ImageChoices, context: Context
) -> tuple[torch.Tensor, Preparation]:
    """(n, channels, i, j[, k]) prepared images, and how they were prepared.

    Raises:
        UserError: see `image_cases`.
    """
    for name, path in zip(names, paths, strict=True):
        _check_path(str(name), str(path))
    part = context.part(0, 0.4, "Checking images")
    sizes, channels = sizes_and_channels(names, paths, part, order_of(choices))
    preparation = preparation_for(choices, sizes, channels)
    return prepared(
        names, paths, preparation, context.part(0.4, 1, "Preparing images")
    ), preparation


def prepared(
    names: Texts, paths: Texts, preparation: Preparation, context: Context
) -> torch.Tensor:
    """(n, channels, i, j[, k]) images of these cases.

    Raises:
        UserError: an image cannot be read or does not fit, or memory does not suffice.
    """
    check_memory(len(names), preparation)
    shape = (len(names), preparation.channels, *preparation.size)
    images = torch.empty(shape, dtype=torch.float32)
    for n, (name, path) in enumerate(zip(names, paths, strict=True)):
        context.progress(n / len(names))
        _check_path(str(name), str(path))
        with image_of(str(name)):
            read = read_signal if is_signal(str(path)) else read_volume
            images[n] = prepare(read(str(path)), preparation)
    return images


def _check_path(name: str, path: str) -> None:
    if not path:
        raise UserError(f"Case '{name}' has no image; fill in the column 'image' or remove it.")
    if path.startswith(NODE):
        raise UserError(
            f"The image of case '{name}' is a node of the scene; save it as a file and name the "
            "file in the column 'image'."
        )
