"""Bundles from elsewhere: got, looked at, and applied."""

from __future__ import annotations

from ..contract.operations import Operation, Slot
from ..contract.payloads import Boxes, LabelMap, ModelRef, Report, Table, Volume
from . import parameters as p

_GROUP = "Bundles"
_RUN = "medaiassist_engine.bundles."
_REFERENCE = "Cardoso et al., MONAI, arXiv 2211.02701, 2022"

_MODEL = Slot("model", ModelRef, "A MONAI bundle: its zip file or folder.", kind="network")
_VOLUME = Slot("volume", Volume, "The volume or picture.")
_REGION = Slot("region", Boxes, "Only what lies inside these boxes is seen.", optional=True)
_BUNDLE = Slot("model", ModelRef, "The bundle.", kind="network")
_LOOKED = (
    Slot("card", Report, "What it is for, and what it would run."),
    Slot("facts", Table, "The same as a table: licence, fingerprint, whether trust is needed."),
)

OPERATIONS = (
    Operation(
        id="models.list_zoo",
        title="List the Model Zoo",
        group=_GROUP,
        help="Asks MONAI's Model Zoo which bundles it has, and how large they are.",
        parameters=p.ListZooParameters,
        run=f"{_RUN}listing:run_list_zoo",
        inputs=(),
        outputs=(Slot("bundles", Table, "Name, newest version, size and address."),),
        preview=False,
    ),
    Operation(
        id="models.get_bundle",
        title="Get a bundle",
        group=_GROUP,
        help="Downloads a bundle by name or address, or takes a copy, checks it and looks at it.",
        parameters=p.GetParameters,
        run=f"{_RUN}getting:run_get",
        inputs=(),
        outputs=(_BUNDLE, *_LOOKED),
        preview=False,
    ),
    Operation(
        id="models.look_at_bundle",
        title="Look at a bundle",
        group=_GROUP,
        help="Says what a bundle is for, its licence, and what code it would run; runs none.",
        parameters=p.LookParameters,
        run=f"{_RUN}looking:run_look",
        inputs=(),
        outputs=(*_LOOKED, _BUNDLE),
        preview=False,
    ),
    Operation(
        id="segment.apply_bundle",
        title="Segment with a bundle",
        group=_GROUP,
        help="Segments a volume with a MONAI bundle, prepared and finished as its config says.",
        parameters=p.SegmentParameters,
        run=f"{_RUN}segmenting:run_segment",
        inputs=(
            _VOLUME,
            _MODEL,
            *(
                Slot(f"volume_{n}", Volume, f"Channel {n} of bundles that take several.", True)
                for n in (2, 3, 4)
            ),
            _REGION,
        ),
        outputs=(
            Slot("segmentation", LabelMap, "What was found, on the volume's voxels."),
            Slot("probability", Volume, "Of the wanted class, between 0 and 1.", optional=True),
        ),
        reference=_REFERENCE,
        preview=False,
    ),
    Operation(
        id="segment.apply_script",
        title="Segment with TorchScript",
        group=_GROUP,
        help="Segments a volume with a TorchScript network alone, prepared as you say.",
        parameters=p.ScriptParameters,
        run=f"{_RUN}scripting:run_script",
        inputs=(_VOLUME, _REGION),
        outputs=(Slot("segmentation", LabelMap, "What was found, on the volume's voxels."),),
        preview=False,
    ),
    Operation(
        id="classify.apply_bundle",
        title="Classify with a bundle",
        group=_GROUP,
        help="Classifies a volume or its segments with a MONAI bundle, as its config says.",
        parameters=p.ApplyBundleParameters,
        run=f"{_RUN}classifying:run_classify",
        inputs=(
            _VOLUME,
            _MODEL,
            Slot("segments", LabelMap, "The box around each is looked at.", optional=True),
            _REGION,
        ),
        outputs=(Slot("probabilities", Table, "The answer and the probability of each class."),),
        reference=_REFERENCE,
        preview=False,
    ),
    Operation(
        id="detect.apply_bundle",
        title="Detect with a bundle",
        group=_GROUP,
        help="Finds things in a volume with a MONAI bundle, as boxes with labels and scores.",
        parameters=p.DetectParameters,
        run=f"{_RUN}detecting:run_detect",
        inputs=(_VOLUME, _MODEL, _REGION),
        outputs=(Slot("boxes", Boxes, "Along the voxels, the surest first."),),
        reference="Lin et al., Focal loss for dense object detection, ICCV 2017",
        preview=False,
    ),
)
