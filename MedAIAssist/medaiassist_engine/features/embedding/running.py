"""Running a network on the best device; without enough memory there, on the CPU."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...devices import all_devices, best_device
from .layers import pooled

_AT_ONCE = 4  # slices in one go; few, so that the work can be stopped


class Inside(Protocol):
    """What gives the values inside of a network."""

    place: str

    def to(self, device: str) -> None: ...

    def __call__(self, batch: Any) -> Any: ...


class Runner:
    """Embeds batches one after the other.

    Args:
        probe: gives the values inside of the network.
        device: "cuda:0" and the like, or "cpu".
    """

    def __init__(self, probe: Inside, device: str) -> None:
        self.device = device
        self._probe = probe

    def __call__(self, batch: NDArray[np.float32], context: Context) -> NDArray[np.float64]:
        """(n, length) for a batch (n, channels, ...).

        Where the GPU's memory does not suffice, the CPU goes on, and a note says so.

        Raises:
            UserError: the network does not take such a batch, or memory does not suffice.
        """
        try:
            return self._run(batch, context)
        except RuntimeError as error:
            if not out_of_memory(error):
                raise _refused(batch, error) from error
            if self.device == "cpu":
                raise UserError(
                    f"There is not enough memory to run the network on {_size(batch)} voxels; "
                    "choose a smaller size or a larger spacing."
                ) from error
        context.note(
            f"The memory of {self.device} did not suffice for {_size(batch)} voxels; the CPU was "
            "used instead."
        )
        self.device = "cpu"
        return self(batch, context)

    def _run(self, batch: NDArray[np.float32], context: Context) -> NDArray[np.float64]:
        import torch

        self._probe.to(self.device)
        parts = []
        with torch.no_grad():
            for start in range(0, len(batch), _AT_ONCE):
                context.progress(0.5 + 0.5 * start / len(batch), "Running the network")
                tensor = torch.from_numpy(batch[start : start + _AT_ONCE]).to(self.device)
                parts.append(pooled(self._probe(tensor)).cpu().double().numpy())
        return np.concatenate(parts)


def chosen_device(wish: str) -> str:
    """The device that is wished for; "automatic" is the best there is.

    Raises:
        UserError: there is no such device, or it does not answer.
    """
    if wish == "cpu":
        return "cpu"
    if wish == "automatic":
        device = best_device()
        return "cpu" if device.problem else device.id
    devices, reason = all_devices()
    found = next((device for device in devices if device.id == wish), None)
    if found is None:
        there = ", ".join(device.id for device in devices)
        raise UserError(
            f"There is no device '{wish}' here, but {there}; choose one of these or automatic. "
            f"{reason}".strip()
        )
    if found.problem:
        raise UserError(found.problem)
    return wish


def out_of_memory(error: RuntimeError) -> bool:
    """Whether memory is what PyTorch lacked, on any device."""
    import torch

    if isinstance(error, torch.cuda.OutOfMemoryError):
        return True
    text = str(error)
    return "out of memory" in text or "can't allocate memory" in text


def _refused(batch: NDArray[Any], error: RuntimeError) -> UserError:
    lines = [line for line in str(error).splitlines() if line.strip()]
    reason = lines[-1].strip().removeprefix("RuntimeError: ").rstrip(".") if lines else "no reason"
    return UserError(
        f"The network does not take {batch.shape[1]} channels of {_size(batch)} voxels: {reason}. "
        "Set the size, spacing or order of axes it was trained with."
    )


def _size(batch: NDArray[Any]) -> str:
    return " x ".join(map(str, batch.shape[2:]))
