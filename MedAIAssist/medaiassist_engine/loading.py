"""Libraries are loaded by one thread at a time.

Python locks each module of its own while it is loaded. Two threads that enter a package at
different places can wait for each other; then one is given a module that is loaded in part only,
and fails with an ImportError.
"""

from __future__ import annotations

import importlib
import sys
import threading
from types import ModuleType

_LOADING = threading.RLock()


def load(name: str) -> ModuleType:
    """A module, loaded if need be.

    Raises:
        ImportError: it, or one that it imports, is not installed or broken.
    """
    known = sys.modules.get(name)
    if known is not None and not getattr(known.__spec__, "_initializing", False):
        return known
    with _LOADING:
        return importlib.import_module(name)
