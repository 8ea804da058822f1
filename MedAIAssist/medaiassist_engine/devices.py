"""What this engine computes on."""

from __future__ import annotations

import os
from types import ModuleType


def device_name() -> str:
    """The best device in words, such as "NVIDIA RTX 4070" or "CPU, 8 cores"."""
    torch = _torch()
    if torch is not None:
        if torch.cuda.is_available():
            return str(torch.cuda.get_device_name(0))
        if torch.backends.mps.is_available():
            return "Apple GPU"
    return f"CPU, {os.cpu_count()} cores"


def memory_free() -> int:
    """Free memory of that device in bytes; 0 if it is not known."""
    torch = _torch()
    if torch is not None and torch.cuda.is_available():
        return int(torch.cuda.mem_get_info(0)[0])
    try:
        import psutil
    except ImportError:
        return 0
    return int(psutil.virtual_memory().available)


def _torch() -> ModuleType | None:
    """PyTorch, None if it is missing or its libraries cannot be loaded."""
    try:
        import torch
    except (ImportError, OSError):
        return None
    return torch
