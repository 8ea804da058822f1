"""The enhancing operations."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import LabelMap
from ..slots import INPUTS, OUTPUTS, REGION, VOLUME
from . import parameters as p

GROUP = "Enhance"

_N4_MASK = Slot(
    "mask", LabelMap, "The shading is estimated here; the whole volume is corrected.", optional=True
)

OPERATIONS = (
    Operation(
        id="preprocess.rescale",
        title="Rescale intensities",
        group=GROUP,
        help="Multiplies by a factor and adds an offset.",
        parameters=p.RescaleParameters,
        run="medaiassist_engine.preprocess.enhance.rescale:run_rescale",
        inputs=INPUTS,
        outputs=OUTPUTS,
    ),
    Operation(
        id="preprocess.window",
        title="Intensity window",
        group=GROUP,
        help="Clips intensities to a window or percentiles and stretches them to a range.",
        parameters=p.WindowParameters,
        run="medaiassist_engine.preprocess.enhance.window:run_window",
        inputs=INPUTS,
        outputs=OUTPUTS,
    ),
    Operation(
        id="preprocess.gamma",
        title="Gamma",
        group=GROUP,
        help="Brightens or darkens the middle intensities; black and white stay.",
        parameters=p.GammaParameters,
        run="medaiassist_engine.preprocess.enhance.gamma:run_gamma",
        inputs=INPUTS,
        outputs=OUTPUTS,
    ),
    Operation(
        id="preprocess.equalize",
        title="Equalise histogram",
        group=GROUP,
        help="Spreads the intensities so that all are equally frequent.",
        parameters=p.EqualizeParameters,
        run="medaiassist_engine.preprocess.enhance.equalize:run_equalize",
        inputs=INPUTS,
        outputs=OUTPUTS,
    ),
    Operation(
        id="preprocess.clahe",
        title="Local contrast (CLAHE)",
        group=GROUP,
        help="Equalises each neighbourhood by itself, with a limit on the contrast.",
        parameters=p.ClaheParameters,
        run="medaiassist_engine.preprocess.enhance.clahe:run_clahe",
        inputs=INPUTS,
        outputs=OUTPUTS,
        reference="Zuiderveld, Graphics Gems IV, 1994",
    ),
    Operation(
        id="preprocess.unsharp",
        title="Sharpen",
        group=GROUP,
        help="Adds back what a blur takes away (unsharp mask).",
        parameters=p.UnsharpParameters,
        run="medaiassist_engine.preprocess.enhance.unsharp:run_unsharp",
        inputs=INPUTS,
        outputs=OUTPUTS,
    ),
    Operation(
        id="preprocess.n4",
        title="Bias field (N4)",
        group=GROUP,
        help="Removes the slow shading of MR coils.",
        parameters=p.N4Parameters,
        run="medaiassist_engine.preprocess.enhance.n4:run_n4",
        inputs=(VOLUME, _N4_MASK, REGION),
        outputs=OUTPUTS,
        reference="Tustison et al., IEEE TMI 29(6), 2010",
        preview=False,
    ),
)
