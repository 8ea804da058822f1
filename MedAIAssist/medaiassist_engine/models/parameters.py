"""Parameters of the model operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ..contract.params import File, Spec


@dataclass(frozen=True)
class OpenParameters:
    path: Annotated[
        str, Spec("Model file", "A trained classifier (.medai).", names=File(("medai",)))
    ] = ""
