"""A detector trained by several processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

from ...classify.deep.checkpoints import Tensors
from ...classify.deep.launching import Shared
from ...contract.encoding import encode
from ...contract.payloads import Table
from ..networks.building import Definition
from ..networks.parameters import TrainDetectorParameters

INPUT = "input/"  # begins the names of tensors that the tables consist of


@dataclass(frozen=True)
class SharedDetector(Shared):
    """What the processes train, and the tables of what they learn from; each reads the images."""

    definition: Definition
    module: Any
    table: Table
    boxes: Table
    choices: TrainDetectorParameters
    worker: str = "medaiassist_engine.detect.training.worker"

    def handed_over(self) -> tuple[dict[str, Any], Tensors]:
        arrays: list[Any] = []
        inputs = encode({"table": self.table, "boxes": self.boxes}, arrays)
        tensors = {f"{INPUT}{n}": torch.from_numpy(array) for n, array in enumerate(arrays)}
        return {"definition": self.definition, "inputs": inputs}, tensors
