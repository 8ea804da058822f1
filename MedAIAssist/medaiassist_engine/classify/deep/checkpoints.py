"""A training as one file: tensors, and plain numbers beside them; nothing in it can run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import safetensors
import safetensors.torch
import torch

from ...contract.errors import UserError
from ...files import atomic
from .history import Epoch

Tensors = dict[str, torch.Tensor]
_KEY = "training"
_ENDING = ".safetensors"


@dataclass(frozen=True)
class Checkpoint:
    """After an epoch.

    Attributes:
        weights, best, average: of the network now, of its best epoch, and averaged (or empty).
        optimiser: see `optimisers.state_of`.
        updates: of the average.
    """

    history: tuple[Epoch, ...]
    weights: Tensors
    best: Tensors
    optimiser: Tensors
    average: Tensors
    updates: int = 0


def write(path: Path, checkpoint: Checkpoint) -> None:
    """Write the file, whole or not at all.

    Raises:
        UserError: the disk is full, or the folder cannot be written to.
    """
    parts = {"weights": checkpoint.weights, "best": checkpoint.best,
             "optimiser": checkpoint.optimiser, "average": checkpoint.average}  # fmt: skip
    tensors = {
        f"{part}/{name}": tensor.detach().cpu().contiguous().clone()
        for part, found in parts.items()
        for name, tensor in found.items()
    }
    facts = {"history": [asdict(epoch) for epoch in checkpoint.history],
             "updates": checkpoint.updates}  # fmt: skip
    data = safetensors.torch.save(tensors, {_KEY: json.dumps(facts)})
    with atomic.replacing(path, len(data)) as temporary:
        temporary.write_bytes(data)


def read(path: Path) -> Checkpoint:
    """The checkpoint in a file.

    Raises:
        UserError: it is damaged, or no checkpoint.
    """
    try:
        with safetensors.safe_open(path, framework="pt") as file:
            facts = json.loads(file.metadata()[_KEY])
            tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
        history = tuple(Epoch(**epoch) for epoch in facts["history"])
        updates = int(facts["updates"])
    except (safetensors.SafetensorError, OSError, ValueError, TypeError, KeyError) as error:
        raise UserError(
            f"'{path}' is no checkpoint of a training, or it is damaged; remove it to begin anew."
        ) from error
    parts: dict[str, Tensors] = {}
    for key, tensor in tensors.items():
        part, _, name = key.partition("/")
        parts.setdefault(part, {})[name] = tensor
    weights, best, optimiser, average = (
        parts.get(part, {}) for part in ("weights", "best", "optimiser", "average")
    )
    return Checkpoint(history, weights, best, optimiser, average, updates)


def path_of(folder: Path, fingerprint: str) -> Path:
    """Where a training is kept. Another one has another name, so that they cannot be mixed up.

    Raises:
        UserError: the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(f"The folder '{folder}' cannot be made: {reason}.") from error
    return folder / f"training-{fingerprint[:16]}{_ENDING}"


def fingerprint_of(facts: Mapping[str, Any], images: torch.Tensor, columns: Sequence[Any]) -> str:
    """SHA-256 of all that a training depends on."""
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode())
    digest.update(images.numpy().data)
    for column in columns:
        digest.update(json.dumps([str(value) for value in column]).encode())
    return digest.hexdigest()
