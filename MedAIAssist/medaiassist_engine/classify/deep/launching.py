"""Training on several GPUs: torch's launcher starts a process for each."""

from __future__ import annotations

import abc
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import safetensors.torch
import torch

import medaiassist_engine

from ...context import Context
from ...contract.encoding import decode
from ...contract.errors import UserError
from . import checkpoints
from .checkpoints import Tensors
from .history import ended
from .optimisation_parameters import SteppingChoices

JOB, DATA, PROGRESS, SHOWN, PROBLEM = (
    "job.json", "data.safetensors", "progress.jsonl", "shown.json", "problem.txt"
)  # fmt: skip
LOG, PARTS = "log.txt", "logs"
"""What the launcher writes, and the folder of what each process writes."""

WEIGHTS = "weights/"  # begins the names of tensors that are the network's
_PAUSE = 0.2  # seconds between looks
_SAID = r"^(?:\[rank\d+\]: )?(?!\S*ChildFailedError)([\w.]+(?:Error|Exception): .*)"
_KILLED = r"Root Cause[\s\S]*traceback : (Signal .*) by PID"


class Shared(abc.ABC):
    """What processes train together.

    Attributes:
        worker: the module that each process runs; see `teamwork`.
        choices: with `processes` and `device`.
        module: the network, with the weights that all begin with.
    """

    worker: str
    choices: SteppingChoices
    module: Any

    @abc.abstractmethod
    def handed_over(self) -> tuple[dict[str, Any], Tensors]:
        """What the worker needs besides: facts as JSON has them, and tensors."""


@contextlib.contextmanager
def trained_together(job: Shared, context: Context, path: Path | None) -> Iterator[Path]:
    """Within the block the file of a training that `choices.processes` brought to its end.

    Args:
        path: the file; None for one that is removed after the block.

    Raises:
        UserError: there are fewer GPUs, or what the processes raised.
        Cancelled: the user cancelled; the processes are killed, finished epochs are kept.
    """
    device = _device(job.choices)
    count = job.choices.processes
    with tempfile.TemporaryDirectory(prefix="medaiassist-") as name:
        folder = Path(name)
        kept = path or folder / "training.safetensors"
        if not (kept.exists() and ended(checkpoints.read(kept).history, job.choices)):
            _write(folder, job, device, kept)
            context.note(f"{count} processes train together on {device}.")
            _run(folder, job.worker, count, context, kept)
        yield kept


def _device(choices: SteppingChoices) -> str:
    batch = choices.images * choices.accumulate
    if batch < choices.processes:
        raise UserError(
            f"A batch of {batch} images cannot be shared by {choices.processes} Processes "
            "(processes); lower it, or raise Batch (batch)."
        )
    found = torch.cuda.device_count() if choices.device != "cpu" else 0
    if found and found < choices.processes:
        raise UserError(
            f"This machine has {found} GPUs, but Processes (processes) is {choices.processes}; "
            "lower it."
        )
    return "cuda" if found else "cpu"


def _write(folder: Path, job: Shared, device: str, kept: Path) -> None:
    facts, tensors = job.handed_over()
    weights = {WEIGHTS + name: value for name, value in job.module.state_dict().items()}
    whole = {n: v.detach().cpu().contiguous().clone() for n, v in {**tensors, **weights}.items()}
    safetensors.torch.save_file(whole, folder / DATA)
    frozen = [name for name, p in job.module.named_parameters() if not p.requires_grad]
    facts = facts | {
        "frozen": frozen, "choices": asdict(job.choices), "device": device,
        "checkpoint": str(kept), "parent": os.getpid(),
    }  # fmt: skip
    (folder / JOB).write_text(json.dumps(facts), encoding="utf-8")


def _run(folder: Path, worker: str, count: int, context: Context, kept: Path) -> None:
    """Until the training has ended, or the user wants what `kept` holds by now."""
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone",
               f"--nproc_per_node={count}", "--redirects=3", f"--log-dir={folder / PARTS}",
               "--module", worker, str(folder)]  # fmt: skip
    ours = str(Path(medaiassist_engine.__file__).parents[1])
    paths = os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH"))))
    with (folder / LOG).open("wb") as log:
        process = subprocess.Popen(
            command, env={**os.environ, "PYTHONPATH": paths}, stdin=subprocess.DEVNULL,
            stdout=log, stderr=log,
        )  # fmt: skip
    shown = 0
    try:
        while process.poll() is None:
            context.progress(*_last(folder / PROGRESS))
            shown = _show(folder / SHOWN, context, shown)
            if context.finishing and kept.exists():
                return
            time.sleep(_PAUSE)
    finally:
        _end(process)
    if process.returncode:
        raise UserError(_problem(folder))
    _show(folder / SHOWN, context, shown)  # the last epochs may have been too short for a look


def _last(progress: Path) -> tuple[float, str]:
    """What the first process told last."""
    with contextlib.suppress(FileNotFoundError):
        whole = progress.read_text(encoding="utf-8").rpartition("\n")[0]
        if whole:
            fraction, phase = json.loads(whole.rpartition("\n")[2])
            return float(fraction), str(phase)
    return 0.0, "Starting processes"


def _show(news: Path, context: Context, last: int) -> int:
    """Show what the first process does, such as its curve; when that was."""
    with contextlib.suppress(FileNotFoundError):
        changed = news.stat().st_mtime_ns
        if changed != last:
            told = json.loads(news.read_text(encoding="utf-8"))
            arrays = [np.array(values) for values in told["arrays"]]
            context.show(told["slot"], decode(told["payload"], arrays))
        return changed
    return last


def _problem(folder: Path) -> str:
    told = folder / PROBLEM
    if told.exists():
        return told.read_text(encoding="utf-8")
    logs = [*sorted((folder / PARTS).rglob("stderr.log")), folder / LOG]
    why = _reason([log.read_text(encoding="utf-8", errors="replace") for log in logs])
    return (
        f"The processes that trained together ended unexpectedly ({why}); set Processes "
        "(processes) to 1."
    )


def _reason(logs: list[str]) -> str:
    """What a process said, or how it was ended; the last log is the launcher's, whose own error
    tells nothing."""
    said = (re.search(_SAID, log, re.MULTILINE) for log in logs)
    found = next(filter(None, said), None) or re.search(_KILLED, logs[-1])
    return found[1].strip() if found else "no reason was given"


def _end(process: subprocess.Popen[bytes]) -> None:
    """The launcher and all that it started."""
    with contextlib.suppress(psutil.NoSuchProcess):
        launcher = psutil.Process(process.pid)
        launcher.suspend()  # or it could start another one while they are counted
        started = launcher.children(recursive=True)
        process.kill()
        for child in started:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        psutil.wait_procs(started, timeout=1)
    process.wait()
