"""How well boxes are found, and how large they are."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, Chart, LabelMap, Table, Volume
from . import parameters as p

_GROUP = "Judge and measure"
_RUN = "medaiassist_engine.detect.evaluation."

OPERATIONS = (
    Operation(
        id="detect.evaluate",
        title="Evaluate found boxes",
        group=_GROUP,
        help="Average precision, FROC and their 95 % intervals, in 2D and 3D.",
        parameters=p.EvaluateParameters,
        run=f"{_RUN}operation:run_evaluate",
        inputs=(
            Slot("truth", Table, "Annotations: a row for each box, with case, label, centre, size;"
                 " with an empty centre for a case without boxes."),
            Slot("found", Table, "Found boxes of the same cases, with scores."),
        ),
        outputs=(
            Slot("metrics", Table, "COCO's, Pascal VOC's and LUNA16's figures, with intervals."),
            Slot("per_class", Table, "The same of each class, and precision and recall."),
            Slot("precision_recall", Chart, "Precision over recall."),
            Slot("froc", Chart, "Sensitivity over false alarms for each case."),
            Slot("matches", Table, "Every hit, miss and false alarm, with its place."),
        ),
        reference="Lin et al., Microsoft COCO, ECCV 2014; Everingham et al., Pascal VOC, IJCV "
        "2010; Setio et al., LUNA16, Medical Image Analysis 2017",
        preview=False,
    ),
    Operation(
        id="detect.compare_boxes",
        title="Compare boxes",
        group=_GROUP,
        help="Hits, misses and false alarms among the boxes found in one volume.",
        parameters=p.CompareBoxesParameters,
        run=f"{_RUN}compare:run_compare_boxes",
        inputs=(
            Slot("truth", Boxes, "The annotated boxes."),
            Slot("found", Boxes, "The found boxes."),
        ),
        outputs=(
            Slot("hits", Boxes, "Found boxes that are right."),
            Slot("misses", Boxes, "Annotated boxes that were not found."),
            Slot("false_alarms", Boxes, "Found boxes that are wrong."),
            Slot("metrics", Table, "How many there are, and how exact the hits are."),
        ),
        preview=False,
    ),
    Operation(
        id="detect.measure_boxes",
        title="Measure boxes",
        group=_GROUP,
        help="Sizes of boxes, and diameters of the segment and intensities inside each.",
        parameters=p.MeasureBoxesParameters,
        run=f"{_RUN}measure:run_measure_boxes",
        inputs=(
            Slot("boxes", Boxes, "The boxes."),
            Slot("volume", Volume, "The image whose intensities are measured.", optional=True),
            Slot("segments", LabelMap, "Segments whose diameters are measured.", optional=True),
        ),
        outputs=(Slot("measurements", Table, "A row for each box."),),
        preview=False,
    ),
)  # fmt: skip
