"""The denoising operations."""

from __future__ import annotations

from ...contract.operations import Operation
from ..slots import INPUTS, OUTPUTS
from . import parameters as p

GROUP = "Denoise"

OPERATIONS = (
    Operation(
        id="preprocess.nlm",
        title="Non-local means",
        group=GROUP,
        help="Averages similar patches: removes noise and keeps edges and texture best.",
        parameters=p.NlmParameters,
        run="medaiassist_engine.preprocess.denoise.nlm:run_nlm",
        inputs=INPUTS,
        outputs=OUTPUTS,
        reference="Buades et al., CVPR 2005; Coupe et al., IEEE TMI 27(4), 2008",
    ),
    Operation(
        id="preprocess.gaussian",
        title="Gaussian",
        group=GROUP,
        help="Blurs evenly; fast, softens edges too.",
        parameters=p.GaussianParameters,
        run="medaiassist_engine.preprocess.denoise.gaussian:run_gaussian",
        inputs=INPUTS,
        outputs=OUTPUTS,
    ),
    Operation(
        id="preprocess.median",
        title="Median",
        group=GROUP,
        help="Removes single bright or dark specks and keeps edges.",
        parameters=p.MedianParameters,
        run="medaiassist_engine.preprocess.denoise.median:run_median",
        inputs=INPUTS,
        outputs=OUTPUTS,
    ),
    Operation(
        id="preprocess.bilateral",
        title="Bilateral",
        group=GROUP,
        help="Averages neighbours of similar intensity: smooth areas, sharp edges.",
        parameters=p.BilateralParameters,
        run="medaiassist_engine.preprocess.denoise.bilateral:run_bilateral",
        inputs=INPUTS,
        outputs=OUTPUTS,
        reference="Tomasi and Manduchi, ICCV 1998",
    ),
    Operation(
        id="preprocess.diffusion",
        title="Anisotropic diffusion",
        group=GROUP,
        help="Lets intensities flow within areas but not across their edges.",
        parameters=p.DiffusionParameters,
        run="medaiassist_engine.preprocess.denoise.diffusion:run_diffusion",
        inputs=INPUTS,
        outputs=OUTPUTS,
        reference="Perona and Malik, IEEE TPAMI 12(7), 1990; Whitaker and Xue, ICIP 2001",
    ),
    Operation(
        id="preprocess.tv",
        title="Total variation",
        group=GROUP,
        help="Finds the flattest image close to this one: cartoon-like, crisp edges.",
        parameters=p.TotalVariationParameters,
        run="medaiassist_engine.preprocess.denoise.total_variation:run_total_variation",
        inputs=INPUTS,
        outputs=OUTPUTS,
        reference="Chambolle, J. Math. Imaging Vis. 20, 2004",
    ),
)
