"""Files of boxes, read and written."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, Table, Volume
from . import parameters as p

_GROUP = "Files of boxes"
_RUN = "medaiassist_engine.detect.formats."

OPERATIONS = (
    Operation(
        id="detect.import_boxes",
        title="Import boxes",
        group=_GROUP,
        help="Reads COCO, Pascal VOC, YOLO, CSV and markups files as a cohort with boxes.",
        parameters=p.ImportBoxesParameters,
        run=f"{_RUN}importing:run_import_boxes",
        inputs=(),
        outputs=(
            Slot("table", Table, "A row for each case, with its image, patient and split."),
            Slot("boxes", Table, "A row for each box: case, label, centre and size."),
        ),
        preview=False,
    ),
    Operation(
        id="detect.export_boxes",
        title="Export boxes",
        group=_GROUP,
        help="Writes boxes as COCO, Pascal VOC, YOLO, CSV or markups files.",
        parameters=p.ExportBoxesParameters,
        run=f"{_RUN}exporting:run_export_boxes",
        inputs=(
            Slot("boxes", Table, "A row for each box: case, label, centre and size.", True),
            Slot("rois", Boxes, "Instead of a table: boxes of the scene.", True),
            Slot("table", Table, "A cohort that names the image of each case.", True),
            Slot("volume", Volume, "The image of the scene's boxes, whose voxels count.", True),
        ),
        outputs=(Slot("files", Table, "The files that were written."),),
        preview=False,
    ),
)
