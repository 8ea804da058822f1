"""The operation that says what a trained network sees in a volume, or in the images of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import torch

from ...cohort.columns import IMAGE, LABEL, cells, check_cases, patients
from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, Column, LabelMap, ModelRef, Table, Volume, matrix
from ...features.embedding.running import chosen_device
from ...features.regions import Part, key_columns, parts_of
from ...preprocess.checks import check_volume
from ..columns import required
from .bundle_reading import ImageClassifier, load_classifier
from .clinical import clinical_values
from .data import prepared
from .parameters import ApplyNetworkParameters
from .preparation import prepare
from .running import answers, runs_of
from .tables import predictions_table, truth_columns


def run_apply_network(
    model: ModelRef,
    parameters: ApplyNetworkParameters,
    context: Context,
    volume: Volume | None = None,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
    table: Table | None = None,
) -> Table:
    """Probabilities of each class, and how uncertain they are.

    A row for the volume, cropped to the region if there is one; or one for the box of each
    segment; or one for each case of a table.

    Raises:
        UserError: the model cannot be loaded, there is nothing to apply it to or too much, or an
            image does not fit the network; the text names the case.
        Cancelled: the user cancelled.
    """
    if (volume is None) == (table is None):
        raise UserError("Give either a volume or a table of images to apply the network to.")
    context.progress(0.0, "Loading the network")
    classifier = load_classifier(model)
    if table is not None:
        keys, images = _of_table(table, classifier, context.part(0, 0.5, "Preparing images"))
    else:
        assert volume is not None
        keys, images = _of_volume(volume, segments, region, classifier, context)
    p = parameters
    runs = runs_of(p, classifier.preparation, context)
    part = context.part(0.5, 1.0)
    values = _clinical(table, classifier, context)
    found = answers(classifier.module, images, runs, part, chosen_device(p.device), values)
    context.progress(1.0)
    context.note(f"Network {classifier.name} (SHA-256 {classifier.sha256[:12]}), {found.device}.")
    return predictions_table(keys, found, classifier.classes, "Probabilities")


def _of_table(
    table: Table, classifier: ImageClassifier, context: Context
) -> tuple[list[Column], torch.Tensor]:
    names = np.array(check_cases(table))
    required(table, IMAGE, "file of each image")
    images = prepared(names, np.array(cells(table, IMAGE)), classifier.preparation, context)
    labels = cells(table, LABEL)
    if set(labels) <= set(classifier.classes):
        return truth_columns(names, np.array(patients(table)), "applied", labels), images
    return [Column("case", texts=tuple(names.tolist()))], images


def _clinical(
    table: Table | None, classifier: ImageClassifier, context: Context
) -> torch.Tensor | None:
    """The clinical values of the cases, if the network takes any."""
    if table is not None:
        names = np.array(check_cases(table))
        return clinical_values(table, classifier.clinical, names, context)
    if classifier.clinical:
        asked = ", ".join(predictor.name for predictor in classifier.clinical)
        context.note(
            f"The network also takes clinical values ({asked}), which count as missing here; apply "
            "it to a table to give them."
        )
    return None


def _of_volume(
    volume: Volume, segments: LabelMap | None, region: Boxes | None, classifier: ImageClassifier,
    context: Context,
) -> tuple[list[Column], torch.Tensor]:  # fmt: skip
    check_volume(volume)
    parts = parts_of(volume, segments, region, context)
    known = [part for part in parts if part.box is not None]
    if len(known) < len(parts):
        context.note("Segments without voxels are left out.")
    images = []
    for n, part in enumerate(known):
        context.progress(0.5 * n / len(known), f"Preparing {part.name}")
        images.append(prepare(cropped(volume, part), classifier.preparation))
    return key_columns(volume, [part.name for part in known]), torch.stack(images)


def cropped(volume: Volume, part: Part) -> Volume:
    """The box of a part, at its place in space."""
    assert part.box is not None
    k, j, i = part.box
    corner: Any = np.eye(4)
    corner[:3, 3] = (i.start, j.start, k.start)
    grid = matrix(np.array(volume.ijk_to_ras) @ corner)
    return replace(volume, array=volume.array[k, j, i], ijk_to_ras=grid)
