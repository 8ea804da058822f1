"""The operation that runs a chain of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ..contract.operations import Operation, Slot
from ..contract.params import Spec
from ..contract.payloads import LabelMap, Volume
from .slots import INPUTS


@dataclass(frozen=True)
class PipelineParameters:
    steps: Annotated[
        str, Spec("Steps", "The chain as JSON (see contract.pipelines).", hidden=True)
    ] = ""


OPERATIONS = (
    Operation(
        id="preprocess.pipeline",
        title="Pipeline",
        group="Pipeline",
        help="Runs several operations one after the other.",
        parameters=PipelineParameters,
        run="medaiassist_engine.preprocess.pipeline:run_pipeline",
        inputs=INPUTS,
        outputs=(
            Slot("volume", Volume, "The last volume.", optional=True),
            Slot("segmentation", LabelMap, "Edges, or the mask on new voxels.", optional=True),
        ),
        preview=False,
    ),
)
