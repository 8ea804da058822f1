"""Processes that train one network together, each on its part of every batch."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
import torch.distributed
from numpy.typing import NDArray


class Team:
    """The processes that torch's launcher started, this one among them.

    All begin with the same weights and take the same steps: the gradients of their parts are
    added up, so that they learn what one process would from the whole batch (but see `shareable`).
    """

    def __init__(self) -> None:
        self.rank = torch.distributed.get_rank()
        self.size = torch.distributed.get_world_size()

    def part(self, values: torch.Tensor) -> torch.Tensor:
        """This process' part of the n of a batch; may be none."""
        return torch.tensor_split(values, self.size)[self.rank]

    def shareable(self, batches: list[NDArray[np.intp]]) -> list[NDArray[np.intp]]:
        """The batches; a last one with fewer cases than processes is joined to the one before, for
        on GPUs batch norm waits for all processes."""
        if len(batches) > 1 and len(batches[-1]) < self.size:
            return [*batches[:-2], np.concatenate(batches[-2:])]
        return batches

    def add_up(self, module: Any, loss: float) -> float:
        """Add up the gradients of all, and their losses."""
        learnt = [p for p in module.parameters() if p.requires_grad]
        for p in learnt:
            if p.grad is None:
                p.grad = torch.zeros_like(p)
        flat = torch.cat([p.grad.reshape(-1) for p in learnt] + [learnt[0].new_tensor([loss])])
        torch.distributed.all_reduce(flat)
        start = 0
        for p in learnt:
            p.grad.copy_(flat[start : start + p.numel()].view_as(p))
            start += p.numel()
        return float(flat[-1])

    def agree(self, module: Any) -> None:
        """Take the running statistics of batch norm from the first process."""
        for buffer in module.buffers():
            torch.distributed.broadcast(buffer, 0)

    def same(self, *numbers: float) -> tuple[float, ...]:
        """The first process' numbers, so that all stop at the same time."""
        device = "cuda" if torch.distributed.get_backend() == "nccl" else "cpu"
        shared = torch.tensor(numbers, dtype=torch.float64, device=device)
        torch.distributed.broadcast(shared, 0)
        return tuple(shared.tolist())
