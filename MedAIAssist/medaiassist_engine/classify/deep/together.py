"""A network that tells images apart, trained by several processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

from ...contract.errors import UserError
from .checkpoints import Tensors
from .launching import Shared
from .networks.registry import Definition
from .parameters import NetworkChoices
from .training import Examples


@dataclass(frozen=True)
class SharedNetwork(Shared):
    """What the processes train, and on what; see `Training`."""

    definition: Definition
    module: Any
    learnt: Examples
    validation: Examples
    classes: int
    choices: NetworkChoices
    worker: str = "medaiassist_engine.classify.deep.worker"

    def handed_over(self) -> tuple[dict[str, Any], Tensors]:
        """See `Shared`.

        Raises:
            UserError: there are more processes than cases.
        """
        if len(self.learnt.codes) < self.choices.processes:
            raise UserError(
                f"There are {len(self.learnt.codes)} training cases for "
                f"{self.choices.processes} Processes (processes); lower it."
            )
        tensors = {}
        for part, given in (("learnt", self.learnt), ("validation", self.validation)):
            tensors[f"{part}/images"] = given.images
            tensors[f"{part}/codes"] = torch.from_numpy(given.codes)
            if given.values is not None:
                tensors[f"{part}/values"] = given.values
        return {"definition": self.definition, "classes": self.classes}, tensors
