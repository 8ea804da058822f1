"""The operations of visual words: dense descriptors, a vocabulary, and its words in a volume."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, LabelMap, ModelRef, Table, Volume
from . import parameters as p

GROUP = "Visual words"

_INPUTS = (
    Slot("volume", Volume, "The volume or single slice."),
    Slot("segments", LabelMap, "Each segment is measured by itself.", optional=True),
    Slot("region", Boxes, "Only what lies inside these boxes counts.", optional=True),
)

OPERATIONS = (
    Operation(
        id="features.dense_sift",
        title="Dense SIFT",
        group=GROUP,
        help="Descriptors on a regular grid of every slice, to learn a vocabulary from.",
        parameters=p.DenseParameters,
        run="medaiassist_engine.features.words.dense:run_dense_sift",
        inputs=_INPUTS,
        outputs=(Slot("descriptors", Table, "One row per point: place, size and descriptor."),),
        reference="Lowe, IJCV 60(2), 2004; Fei-Fei and Perona, CVPR 2005",
    ),
    Operation(
        id="features.vocabulary",
        title="Learn a vocabulary",
        group=GROUP,
        help="Visual words from the descriptors of many cases; use training cases only.",
        parameters=p.VocabularyParameters,
        run="medaiassist_engine.features.words.learning:run_vocabulary",
        inputs=(
            Slot("descriptors", Table, "Of dense SIFT or a keypoint operation, of many cases."),
        ),
        outputs=(Slot("vocabulary", ModelRef, "The words, and how to find them (.npz)."),),
        reference="Csurka et al., ECCV workshop on statistical learning in computer vision, 2004; "
        "Sánchez et al., IJCV 105, 2013",
        preview=False,
    ),
    Operation(
        id="features.words",
        title="Visual words",
        group=GROUP,
        help="How often each word of a vocabulary occurs: features of fixed length.",
        parameters=p.WordsParameters,
        run="medaiassist_engine.features.words.counting:run_words",
        inputs=_INPUTS,
        outputs=(Slot("table", Table, "One row per segment."),),
        reference="Csurka et al., ECCV workshop on statistical learning in computer vision, 2004; "
        "Sánchez et al., IJCV 105, 2013",
        preview=False,
    ),
)
