"""The operations of classical detection."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, LabelMap, Volume
from . import parameters as p
from . import window_parameters as w

_BLOBS = "Without examples"
_EXAMPLES = "From a few examples"

_BOXES = (Slot("boxes", Boxes, "Along the voxel grid, with scores from 0 to 1."),)
_SEGMENTS = Slot(
    "segments", LabelMap, "Only what has its middle inside any segment is kept.", optional=True
)
_REGION = Slot(
    "region", Boxes, "Only what has its middle inside these boxes is kept.", optional=True
)
_FROM_EXAMPLES = (
    Slot("volume", Volume, "The volume or slice that the examples were drawn in."),
    Slot("examples", Boxes, "A box around each example; its name is its class."),
    Slot("other", Volume, "Another volume to search instead.", optional=True),
)

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        id="detect.blobs",
        title="Blobs",
        group=_BLOBS,
        help="Compact bright or dark places of any size in a range, such as nodules and cells.",
        parameters=p.BlobParameters,
        run="medaiassist_engine.detect.classical.blobs.operation:run_blobs",
        inputs=(Slot("volume", Volume, "The volume or slice to search."), _SEGMENTS, _REGION),
        outputs=_BOXES,
        reference="Lindeberg, IJCV 30(2), 1998; Lowe, IJCV 60(2), 2004; Bay et al., CVIU 110(3), "
        "2008",
    ),
    Operation(
        id="detect.template",
        title="Template matching",
        group=_EXAMPLES,
        help="Places that look like an example, whatever their brightness and contrast.",
        parameters=p.TemplateParameters,
        run="medaiassist_engine.detect.classical.template.operation:run_template",
        inputs=_FROM_EXAMPLES,
        outputs=_BOXES,
        reference="Lewis, Fast normalized cross-correlation, Vision Interface 1995",
    ),
    Operation(
        id="detect.hog_svm",
        title="HOG and linear SVM",
        group=_EXAMPLES,
        help="Learns the outline of an object from five examples or more, in seconds.",
        parameters=w.HogSvmParameters,
        run="medaiassist_engine.detect.classical.hog.operation:run_hog_svm",
        inputs=_FROM_EXAMPLES,
        outputs=_BOXES,
        reference="Dalal and Triggs, CVPR 2005",
        preview=False,
    ),
    Operation(
        id="detect.cascade",
        title="Cascade of box features",
        group=_EXAMPLES,
        help="Learns bright and dark parts of an object from examples; fastest on large volumes.",
        parameters=w.CascadeParameters,
        run="medaiassist_engine.detect.classical.cascade.operation:run_cascade_detector",
        inputs=_FROM_EXAMPLES,
        outputs=_BOXES,
        reference="Viola and Jones, IJCV 57(2), 2004",
        preview=False,
    ),
)
