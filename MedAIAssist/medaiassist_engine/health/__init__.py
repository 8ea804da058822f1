"""Whether this engine's libraries and devices work: `check()`; the standard library suffices."""

from __future__ import annotations

from .checkup import check
from .result import Calculation, Health, Library

__all__ = ["Calculation", "Health", "Library", "check"]
