"""A process that trains a detector together with others."""

from __future__ import annotations

import sys
from pathlib import Path

from ...classify.deep.teamwork import Handed, work
from ...contract.encoding import decode
from ...contract.payloads import Table
from ...contract.validation import validate
from ..networks.building import build
from ..networks.parameters import TrainDetectorParameters
from .cases import box_cases
from .together import INPUT
from .training import DetectorTraining


def training_of(handed: Handed) -> DetectorTraining:
    """What `together.SharedDetector` handed over."""
    facts, tensors = handed.facts, handed.tensors
    choices = validate(TrainDetectorParameters, facts["choices"])
    count = sum(name.startswith(INPUT) for name in tensors)
    arrays = [tensors[f"{INPUT}{n}"].numpy() for n in range(count)]
    inputs = decode(facts["inputs"], arrays)
    table, boxes = inputs["table"], inputs["boxes"]
    assert isinstance(table, Table) and isinstance(boxes, Table)
    cases = box_cases(table, boxes, choices, handed.context.part(0, 0))
    module = handed.begun(build(facts["definition"]))
    return DetectorTraining(
        module, cases, choices, handed.context, handed.device, handed.checkpoint, handed.team
    )


if __name__ == "__main__":
    work(Path(sys.argv[1]), training_of)
