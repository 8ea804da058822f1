"""Random numbers that depend on the seed, the epoch and the case alone.

Nothing of a generator's state has to be kept for a training to go on as if it was never stopped.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import numpy as np
import psutil
import torch

from ..workers import automatic_workers

_TOGETHER = "LOCAL_WORLD_SIZE"
"""How torch's launcher says how many processes of it share this machine's cores."""


def seed_of(*numbers: int) -> int:
    """One seed from several numbers, such as seed, epoch and case."""
    return int(np.random.SeedSequence(numbers).generate_state(1)[0])


def _cores() -> int:
    return automatic_workers(None, psutil.cpu_count(logical=False) or 1)


@contextlib.contextmanager
def repeatable() -> Iterator[None]:
    """Within the block PyTorch's random numbers are our own, and cuDNN takes repeatable kernels.

    The number of threads decides in which order sums are added up, so it is that of the cores,
    whatever the process did before.
    """
    threads = torch.get_num_threads()
    benchmark, fixed = torch.backends.cudnn.benchmark, torch.backends.cudnn.deterministic
    with torch.random.fork_rng():
        torch.backends.cudnn.benchmark, torch.backends.cudnn.deterministic = False, True
        torch.set_num_threads(max(1, _cores() // int(os.environ.get(_TOGETHER, 1))))
        try:
            yield
        finally:
            torch.backends.cudnn.benchmark = benchmark
            torch.backends.cudnn.deterministic = fixed
            torch.set_num_threads(threads)
