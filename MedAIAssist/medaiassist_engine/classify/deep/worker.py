"""One of the processes that train a network together; started by torch's launcher."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import psutil
import safetensors.torch
import torch
import torch.distributed

from ...context import Context
from ...contract.errors import UserError
from ...contract.validation import validate
from .augmentation import Augmentation
from .launching import DATA, JOB, PROBLEM, PROGRESS
from .networks.building import build
from .parameters import NetworkChoices
from .team import Team
from .training import Examples, Training


def main(folder: Path) -> None:
    """Train what the folder says; the first process keeps the epochs."""
    job = json.loads((folder / JOB).read_text(encoding="utf-8"))
    on_gpu = job["device"] == "cuda"
    device = f"cuda:{os.environ['LOCAL_RANK']}" if on_gpu else "cpu"
    if on_gpu:
        torch.cuda.set_device(device)
    torch.distributed.init_process_group("nccl" if on_gpu else "gloo")
    try:
        _train(folder, job, device, Team())
    except UserError as error:
        (folder / PROBLEM).write_text(str(error), encoding="utf-8")
        raise
    finally:
        torch.distributed.destroy_process_group()


def _train(folder: Path, job: dict[str, Any], device: str, team: Team) -> None:
    tensors = safetensors.torch.load_file(folder / DATA)
    names = {field.name for field in fields(NetworkChoices)}
    choices = validate(
        NetworkChoices, {name: v for name, v in job["choices"].items() if name in names}
    )
    module = build(job["definition"])
    weights = {name.partition("/")[2]: value for name, value in tensors.items()
               if name.startswith("weights/")}  # fmt: skip
    module.load_state_dict(weights)
    for name, parameter in module.named_parameters():
        parameter.requires_grad_(name not in job["frozen"])
    if device != "cpu":  # so that batch norm sees the whole batch
        module = torch.nn.SyncBatchNorm.convert_sync_batchnorm(module)
    learnt, validation = (_examples(tensors, part) for part in ("learnt", "validation"))
    size = tuple(learnt.images.shape[2:])
    Training(
        module, learnt, validation, job["classes"], choices,
        Augmentation(choices, size, choices.seed), _context(folder, job["parent"], team.rank),
        device, Path(job["checkpoint"]), team,
    ).run()  # fmt: skip


def _examples(tensors: dict[str, torch.Tensor], part: str) -> Examples:
    codes = tensors[f"{part}/codes"].numpy()
    return Examples(tensors[f"{part}/images"], codes, tensors.get(f"{part}/values"))


def _context(folder: Path, parent: int, rank: int) -> Context:
    def report(fraction: float, phase: str) -> None:
        if not psutil.pid_exists(parent):
            raise SystemExit("who asked for the training has ended")
        if rank == 0:
            with (folder / PROGRESS).open("a", encoding="utf-8") as file:
                file.write(json.dumps([fraction, phase]) + "\n")

    return Context(report)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
