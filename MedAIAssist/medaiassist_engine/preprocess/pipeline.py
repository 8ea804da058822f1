"""Running a chain of operations."""

from __future__ import annotations

from dataclasses import dataclass

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Boxes, LabelMap, Payload, Volume
from ..contract.pipelines import Step, check_chain, gives_volume, steps_from_json, steps_to_json
from ..execution import execute
from ..geometry import same_grid, spatial_shape
from .catalog import PipelineParameters
from .prepare.grids import labels_on_grid
from .voxelwise import scratch

Outputs = dict[str, Payload]


@dataclass(frozen=True)
class Pipeline:
    """Operations run one after the other, each on the volume the one before gave.

    Example::

        chain = Pipeline((make_step("preprocess.n4"), make_step("preprocess.nlm", strength=0.8)))
        volume = chain.run(volume, Context())["volume"]
    """

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        check_chain(self.steps)

    def to_json(self) -> str:
        """The pipeline as text (see `steps`)."""
        return steps_to_json(self.steps)

    @classmethod
    def from_json(cls, text: str) -> Pipeline:
        """The pipeline in a text (see `steps` for the format and errors)."""
        return cls(steps_from_json(text))

    def run(
        self,
        volume: Volume,
        context: Context,
        mask: LabelMap | None = None,
        region: Boxes | None = None,
    ) -> Outputs:
        """The last step's outputs; also "segmentation", the mask, if a step changed the grid.

        Mask and region go to every step that takes them; the mask follows the volume to new voxels.

        Raises:
            UserError: a step failed; the sentence names it.
        """
        outputs: Outputs = {"volume": volume}
        moved = False
        for number, step in enumerate(self.steps):
            last = number == len(self.steps) - 1
            part = context.part(
                number / len(self.steps), (number + 1) / len(self.steps), step.operation.title
            )
            outputs = _run_step(number, step, volume, part if last else scratch(part), mask, region)
            if not gives_volume(step):
                return outputs
            before, volume = volume, _volume(outputs)
            if mask is not None and not same_grid(before, volume):
                mask = labels_on_grid(mask, spatial_shape(volume), volume.ijk_to_ras)
                moved = True
        if moved and mask is not None:
            outputs["segmentation"] = mask
        return outputs


def run_pipeline(
    volume: Volume,
    parameters: PipelineParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Outputs:
    """The outputs of the chain that `parameters.steps` holds as JSON."""
    return Pipeline.from_json(parameters.steps).run(volume, context, mask, region)


def _run_step(
    number: int,
    step: Step,
    volume: Volume,
    context: Context,
    mask: LabelMap | None,
    region: Boxes | None,
) -> Outputs:
    given = {"volume": volume, "mask": mask, "region": region}
    taken = {slot.name for slot in step.operation.inputs}
    inputs = {n: payload for n, payload in given.items() if payload is not None and n in taken}
    try:
        return execute(step.operation, inputs, step.parameters, context)
    except UserError as error:
        raise type(error)(f"Step {number + 1} ({step.operation.title}): {error}") from error


def _volume(outputs: Outputs) -> Volume:
    volume = outputs["volume"]
    assert isinstance(volume, Volume)
    return volume
