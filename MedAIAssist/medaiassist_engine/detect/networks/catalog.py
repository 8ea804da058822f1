"""Networks that find boxes."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, Chart, LabelMap, ModelRef, Sequence, Table, Volume
from . import parameters as p

GROUP = "Networks"
DETECTOR_KIND = "detector"
"""Of `ModelRef`."""

_MODEL = Slot("model", ModelRef, "A detector of 'Train a detector'.", kind=DETECTOR_KIND)

OPERATIONS = (
    Operation(
        id="detect.train_detector",
        title="Train a detector",
        group=GROUP,
        help="Trains a network to find objects, from images with boxes.",
        parameters=p.TrainDetectorParameters,
        run="medaiassist_engine.detect.training.operation:run_train_detector",
        inputs=(
            Slot("table", Table, "A cohort: case, image, patient, split, mask (for Mask R-CNN)."),
            Slot("boxes", Table, "A row for each box: case, label, centre and size."),
            Slot("start", ModelRef, "A detector whose weights training begins with.",
                 optional=True, kind=DETECTOR_KIND),
            Slot("network", ModelRef, "Instead: a network of 'Train a network', or another MONAI "
                 "bundle. The backbone is such a network and begins with its weights.",
                 optional=True, kind="network"),
        ),
        outputs=(
            Slot("model", ModelRef, "The trained detector (.zip)."),
            Slot("metrics", Table, "Average precision of the test cases, with 95 % intervals."),
            Slot("found", Table, "The boxes found in the test cases."),
            Slot("learning_curve", Chart, "Loss and average precision after each epoch."),
        ),
        reference="Ren et al., Faster R-CNN, NIPS 2015; Lin et al., RetinaNet, ICCV 2017; He et "
        "al., Mask R-CNN, ICCV 2017",
        preview=False,
    ),
    Operation(
        id="detect.apply_detector",
        title="Apply a detector",
        group=GROUP,
        help="The objects that a trained detector finds in a volume, or in the images of a table.",
        parameters=p.ApplyDetectorParameters,
        run="medaiassist_engine.detect.applying.operation:run_apply_detector",
        inputs=(
            _MODEL,
            Slot("volume", Volume, "The volume or picture.", optional=True),
            Slot("region", Boxes, "Only what lies inside these boxes is looked at.", optional=True),
            Slot("table", Table, "Instead of a volume: cases with images.", optional=True),
        ),
        outputs=(
            Slot("boxes", Boxes, "What was found in the volume.", optional=True),
            Slot("segments", LabelMap, "Its voxels, by a detector that gives them.", optional=True),
            Slot("found", Table, "What was found in the images of the table.", optional=True),
        ),
        reference="Jaeger et al., Retina U-Net, ML4H 2020 (weighted box clustering)",
        preview=False,
    ),
    Operation(
        id="detect.apply_detector_to_frames",
        title="Apply a detector to frames",
        group=GROUP,
        help="The objects that a trained 2D detector finds in every frame of a sequence.",
        parameters=p.ApplyDetectorParameters,
        run="medaiassist_engine.detect.applying.frames:run_apply_to_frames",
        inputs=(_MODEL, Slot("sequence", Sequence, "Frames, such as a cine.")),
        outputs=(Slot("found", Table, "The boxes of each frame, with its time."),),
        preview=False,
    ),
)  # fmt: skip
