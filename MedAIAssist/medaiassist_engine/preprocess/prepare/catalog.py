"""The operations that prepare volumes for learning."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, LabelMap, Volume
from ..slots import VOLUME
from . import parameters as p

GROUP = "Prepare for learning"

_LABELS = Slot("mask", LabelMap, "Brought to the same new voxels, labels unmixed.", optional=True)
_OUTPUTS = (
    Slot("volume", Volume, "The result, on new voxels."),
    Slot("segmentation", LabelMap, "The mask on the new voxels, if one was given.", optional=True),
)

OPERATIONS = (
    Operation(
        id="preprocess.resample",
        title="Resample",
        group=GROUP,
        help="Changes the voxel size and keeps the field of view.",
        parameters=p.ResampleParameters,
        run="medaiassist_engine.preprocess.prepare.resample:run_resample",
        inputs=(VOLUME, _LABELS),
        outputs=_OUTPUTS,
        preview=False,
    ),
    Operation(
        id="preprocess.reorient",
        title="Reorient axes",
        group=GROUP,
        help="Flips and swaps axes to a standard order, without interpolation.",
        parameters=p.ReorientParameters,
        run="medaiassist_engine.preprocess.prepare.reorient:run_reorient",
        inputs=(VOLUME, _LABELS),
        outputs=_OUTPUTS,
        preview=False,
    ),
    Operation(
        id="preprocess.crop",
        title="Crop or pad",
        group=GROUP,
        help="Cuts out the box around the region, the mask or the foreground.",
        parameters=p.CropParameters,
        run="medaiassist_engine.preprocess.prepare.crop:run_crop",
        inputs=(
            VOLUME,
            Slot("mask", LabelMap, "Cropped to the box around its segments.", optional=True),
            Slot("region", Boxes, "Cropped to the box around these boxes.", optional=True),
        ),
        outputs=_OUTPUTS,
        preview=False,
    ),
    Operation(
        id="preprocess.normalize",
        title="Normalise intensities",
        group=GROUP,
        help="Brings the intensities of all cases to a common scale.",
        parameters=p.NormalizeParameters,
        run="medaiassist_engine.preprocess.prepare.normalize:run_normalize",
        inputs=(
            VOLUME,
            Slot("mask", LabelMap, "Statistics are taken inside its segments.", optional=True),
            Slot("region", Boxes, "Statistics are taken inside these boxes.", optional=True),
        ),
        outputs=(Slot("volume", Volume, "The result as float, on the same voxels."),),
        reference="Isensee et al., Nature Methods 18, 2021",
    ),
)
