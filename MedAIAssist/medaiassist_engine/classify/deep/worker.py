"""A process that trains a network that tells images apart together with others."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path

from ...contract.validation import validate
from .augmentation import Augmentation
from .checkpoints import Tensors
from .networks.building import build
from .parameters import NetworkChoices
from .sizes import order_of
from .teamwork import Handed, work
from .training import Examples, Training


def training_of(handed: Handed) -> Training:
    """What `together.SharedNetwork` handed over."""
    facts = handed.facts
    names = {field.name for field in fields(NetworkChoices)}
    choices = validate(NetworkChoices, {n: v for n, v in facts["choices"].items() if n in names})
    learnt, validation = (_examples(handed.tensors, part) for part in ("learnt", "validation"))
    size = tuple(learnt.images.shape[2:])
    return Training(
        handed.begun(build(facts["definition"])), learnt, validation, facts["classes"], choices,
        Augmentation(choices, size, choices.seed, order_of(choices)), handed.context,
        handed.device, handed.checkpoint, handed.team,
    )  # fmt: skip


def _examples(tensors: Tensors, part: str) -> Examples:
    codes = tensors[f"{part}/codes"].numpy()
    return Examples(tensors[f"{part}/images"], codes, tensors.get(f"{part}/values"))


if __name__ == "__main__":
    work(Path(sys.argv[1]), training_of)
