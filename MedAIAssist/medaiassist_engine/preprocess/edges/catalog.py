"""The edge operations. Each gives the one output slot that its parameter `output` names."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import LabelMap, Volume
from ..slots import INPUTS
from . import parameters as p

GROUP = "Edges"

_OUTPUTS = (
    Slot("volume", Volume, "Edge strength; zero outside mask and region.", optional=True),
    Slot("segmentation", LabelMap, "One segment called Edges.", optional=True),
)

OPERATIONS = (
    Operation(
        id="preprocess.canny",
        title="Canny edges",
        group=GROUP,
        help="Thin, connected edge lines or surfaces.",
        parameters=p.CannyParameters,
        run="medaiassist_engine.preprocess.edges.canny:run_canny",
        inputs=INPUTS,
        outputs=_OUTPUTS,
        reference="Canny, IEEE TPAMI 8(6), 1986",
    ),
    Operation(
        id="preprocess.gradient",
        title="Gradient magnitude",
        group=GROUP,
        help="How fast the intensity changes, per mm.",
        parameters=p.GradientParameters,
        run="medaiassist_engine.preprocess.edges.gradient:run_gradient",
        inputs=INPUTS,
        outputs=_OUTPUTS,
    ),
    Operation(
        id="preprocess.log",
        title="Laplacian of Gaussian",
        group=GROUP,
        help="Positive on the dark side of edges, negative on the bright; finds blobs.",
        parameters=p.LogParameters,
        run="medaiassist_engine.preprocess.edges.laplacian:run_log",
        inputs=INPUTS,
        outputs=_OUTPUTS,
        reference="Marr and Hildreth, Proc. R. Soc. B 207, 1980",
    ),
)
