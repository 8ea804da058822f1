"""One of the processes that train a network together; started by torch's launcher."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import safetensors.torch
import torch
import torch.distributed

from ...context import Context
from ...contract.encoding import encode
from ...contract.errors import UserError
from ...contract.payloads import Payload
from ...files.text import write_text
from .checkpoints import Tensors
from .epochs import EpochTraining
from .launching import DATA, JOB, PROBLEM, PROGRESS, SHOWN, WEIGHTS
from .team import Team


@dataclass(frozen=True)
class Handed:
    """What a process was handed over; see `launching.Shared.handed_over`.

    Attributes:
        device: of this process, such as "cuda:1".
        checkpoint: where the first process keeps the epochs.
    """

    facts: dict[str, Any]
    tensors: Tensors
    context: Context
    device: str
    checkpoint: Path
    team: Team

    def begun(self, module: Any) -> Any:
        """A network with the weights that all processes begin with."""
        start = len(WEIGHTS)
        module.load_state_dict(
            {n[start:]: value for n, value in self.tensors.items() if n.startswith(WEIGHTS)}
        )
        for name, parameter in module.named_parameters():
            parameter.requires_grad_(name not in self.facts["frozen"])
        if self.device != "cpu":  # so that batch norm sees the whole batch
            module = torch.nn.SyncBatchNorm.convert_sync_batchnorm(module)
        return module


def work(folder: Path, training_of: Callable[[Handed], EpochTraining]) -> None:
    """Train what the folder says; the first process keeps the epochs."""
    facts = json.loads((folder / JOB).read_text(encoding="utf-8"))
    on_gpu = facts["device"] == "cuda"
    device = f"cuda:{os.environ['LOCAL_RANK']}" if on_gpu else "cpu"
    if on_gpu:
        torch.cuda.set_device(device)
    torch.distributed.init_process_group("nccl" if on_gpu else "gloo")
    try:
        team = Team()
        context = _context(folder, facts["parent"], team.rank)
        tensors = safetensors.torch.load_file(folder / DATA)
        handed = Handed(facts, tensors, context, device, Path(facts["checkpoint"]), team)
        training_of(handed).run()
    except UserError as error:
        write_text(folder / PROBLEM, str(error))  # whole, for the others are killed meanwhile
        raise
    finally:
        torch.distributed.destroy_process_group()


def _context(folder: Path, parent: int, rank: int) -> Context:
    def report(fraction: float, phase: str) -> None:
        if not psutil.pid_exists(parent):
            raise SystemExit("who asked for the training has ended")
        if rank == 0:
            with (folder / PROGRESS).open("a", encoding="utf-8") as file:
                file.write(json.dumps([fraction, phase]) + "\n")

    def show(slot: str, payload: Payload) -> None:
        arrays: list[Any] = []
        tree = encode(payload, arrays)
        told = {"slot": slot, "payload": tree, "arrays": [array.tolist() for array in arrays]}
        write_text(folder / SHOWN, json.dumps(told))

    return Context(report, show=None if rank else show)
