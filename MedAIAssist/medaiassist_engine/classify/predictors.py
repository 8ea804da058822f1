"""What a classifier sees of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Predictor:
    """One column that a classifier sees.

    Attributes:
        categories: those seen, sorted; empty for numbers.
    """

    name: str
    kind: Literal["numeric", "categorical"] = "numeric"
    unit: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
