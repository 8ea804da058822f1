"""What this engine computes on."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from types import ModuleType

from .wording import error_in_words


@dataclass(frozen=True)
class Device:
    """Something that computes.

    Attributes:
        name: such as "NVIDIA RTX 4070" or "CPU, 8 cores".
        kind: "cpu", "cuda" (NVIDIA's, and AMD's under PyTorch's name for them) or "mps" (Apple's).
        index: which one of its kind.
        memory_total, memory_free: bytes, 0 if not known; Apple's GPU shares the computer's memory.
        problem: why it cannot be asked, or "".
    """

    name: str
    kind: str
    index: int = 0
    memory_total: int = 0
    memory_free: int = 0
    problem: str = ""

    @property
    def id(self) -> str:
        """As PyTorch calls it: "cpu", "mps", "cuda:1"."""
        return f"cuda:{self.index}" if self.kind == "cuda" else self.kind


def best_device() -> Device:
    """The device that work goes to by default; no other GPU is touched."""
    torch, _ = _torch()
    if torch is not None:
        if torch.cuda.is_available():
            return _cuda(torch, 0)
        if torch.backends.mps.is_available():
            return _mps()
    return _cpu()


def all_devices() -> tuple[list[Device], str]:
    """Every device, the CPU last, and why there is no GPU among them (or "").

    Asking a CUDA device for its free memory takes some hundred MB of it until the process ends.
    """
    gpus, reason = _gpus()
    return [*gpus, _cpu()], reason


def _gpus() -> tuple[list[Device], str]:
    torch, reason = _torch()
    if torch is None:
        return [], reason
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            if torch.cuda.is_available():
                return [_cuda(torch, n) for n in range(torch.cuda.device_count())], ""
        if torch.backends.mps.is_available():
            return [_mps()], ""
    except Exception as error:
        return [], f"PyTorch cannot look for a GPU ({error_in_words(error)}), so none is used."
    return [], _why_unseen(torch, [str(w.message) for w in caught])


def _why_unseen(torch: ModuleType, complaints: list[str]) -> str:
    """PyTorch warns where a driver is too old; a build for the CPU alone never looks for one."""
    if complaints:
        complaint = " ".join(complaints[0].split())
        return f"PyTorch uses no GPU ({complaint}); update the GPU's driver."
    if torch.version.cuda is None and torch.version.hip is None:
        return (
            f"This PyTorch ({torch.__version__}) is built for the CPU alone; "
            "to use an NVIDIA or AMD GPU, install the build for it."
        )
    return "PyTorch sees no GPU; if there is one, install or update its driver."


def _cuda(torch: ModuleType, index: int) -> Device:
    try:
        properties = torch.cuda.get_device_properties(index)
        free, total = torch.cuda.mem_get_info(index)
    except Exception as error:
        problem = (
            f"The GPU cuda:{index} does not answer: {error_in_words(error)}; restart the computer "
            "or update the GPU's driver. Until then, compute on another device."
        )
        return Device(f"GPU {index}", "cuda", index, problem=problem)
    return Device(str(properties.name), "cuda", index, int(total), int(free))


def _mps() -> Device:
    return Device("Apple GPU", "mps", 0, *_memory())


def _cpu() -> Device:
    return Device(f"CPU, {os.cpu_count()} cores", "cpu", 0, *_memory())


def _memory() -> tuple[int, int]:
    """The computer's total and free memory."""
    try:
        import psutil
    except Exception:  # the health check of the libraries says what is wrong with it
        return 0, 0
    memory = psutil.virtual_memory()
    return int(memory.total), int(memory.available)


def _torch() -> tuple[ModuleType | None, str]:
    """PyTorch, or None and why it is not usable."""
    try:
        import torch
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and error.name == "torch":
            return None, "PyTorch is not installed, so no GPU is used; install torch to use one."
        return None, f"PyTorch cannot be loaded ({error_in_words(error)}), so no GPU is used."
    return torch, ""
