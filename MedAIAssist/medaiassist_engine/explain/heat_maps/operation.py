"""The operation that shows which voxels speak for what a network answers."""

from __future__ import annotations

import torch

from ...classify.deep.bundle_reading import ImageClassifier, load_classifier, python_module
from ...classify.deep.running import Runs, answers
from ...classify.deep.tables import predictions_table
from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, Chart, LabelMap, ModelRef, Table, Volume
from ...features.embedding.running import chosen_device
from ...features.regions import key_columns
from .attention import has_attention
from .mapping import mapped
from .parameters import HeatMapParameters
from .pieces import joined, pieces_of
from .results import attention_chart, curves_chart, scores_table
from .scoring import scored
from .subject import Subject

Results = dict[str, Volume | Table | Chart | None]


def run_heat_map(
    model: ModelRef, volume: Volume, parameters: HeatMapParameters, context: Context,
    segments: LabelMap | None = None, region: Boxes | None = None,
) -> Results:  # fmt: skip
    """See `heat_map`; the network is loaded first.

    Raises:
        UserError: the model cannot be loaded; or see `heat_map`.
        Cancelled: the user cancelled.
    """
    context.progress(0.0, "Loading the network")
    return heat_map(load_classifier(model), volume, parameters, context, segments, region)


def heat_map(
    classifier: ImageClassifier, volume: Volume, parameters: HeatMapParameters, context: Context,
    segments: LabelMap | None = None, region: Boxes | None = None,
) -> Results:  # fmt: skip
    """How much each voxel speaks for a class, float32 on the volume's own grid; 1 the most.

    Of the volume, cropped to the region if there is one, or of the box of each segment; 0 outside
    of these.

    Returns:
        heat_map and probabilities; faithfulness, curves and attention, or None where they were
        not asked for or there are none.

    Raises:
        UserError: there is no such class, the method does not suit the network, or the volume does
            not fit it.
        Cancelled: the user cancelled.
    """
    p = parameters
    _check_class(classifier, p.label)
    pieces = pieces_of(volume, segments, region, classifier.preparation, context)
    module = python_module(classifier)
    images = torch.stack([piece.image for piece in pieces])
    found = answers(module, images, Runs(), context.part(0, 0.05), chosen_device(p.device))
    asked = [p.label or classifier.classes[c] for c in found.probabilities.argmax(axis=1)]
    subjects = [
        Subject(module, piece.image[None], classifier.classes.index(label), found.device)
        for piece, label in zip(pieces, asked, strict=True)
    ]
    context.note(f"Network {classifier.name} (SHA-256 {classifier.sha256[:12]}), {found.device}.")
    if classifier.clinical:
        context.note("Clinical values, which the network also takes, count as missing.")
    names, count = [piece.name for piece in pieces], len(pieces)
    maps = []
    for n, subject in enumerate(subjects):
        part = context.part(0.05 + 0.45 * n / count, 0.05 + 0.45 * (n + 1) / count)
        maps.append(mapped(subject, p, part))
    scores = scored(names, asked, subjects, maps, p, context.part(0.5, 0.9))
    heat = joined(volume, pieces, maps, context.part(0.9, 1))
    context.progress(1.0)
    return {
        "heat_map": Volume(heat, volume.ijk_to_ras, f"{volume.name} {asked[0]}".strip()),
        "probabilities": predictions_table(
            key_columns(volume, names), found, classifier.classes, "Probabilities"
        ),
        "faithfulness": scores_table(volume, scores) if scores else None,
        "curves": curves_chart(scores) if scores else None,
        "attention": attention_chart(pieces, subjects, context) if has_attention(module) else None,
    }


def _check_class(classifier: ImageClassifier, label: str) -> None:
    if label and label not in classifier.classes:
        raise UserError(
            f"The network tells apart {', '.join(classifier.classes)}, not '{label}'; choose one "
            "of these as Class (label)."
        )
