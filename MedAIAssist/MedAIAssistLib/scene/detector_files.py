"""What a detector's bundle says of it: read with the standard library, nothing of it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medaiassist_engine.contract.errors import UserError

from .network_files import read_metadata

KIND = "detector"
"""Of `ModelRef`."""

EXTENSION = ".zip"
_OURS = "medaiassist"


@dataclass(frozen=True)
class DetectorFacts:
    """A detector, as its metadata tell of it.

    Attributes:
        classes: that it finds.
        kind: such as "retinanet".
        spacing: voxels that it sees along columns, rows, slices in mm; empty where not known.
        epoch, epochs: the one that was kept, and how many there were; 0 where not known.
        precision: average precision of the validation cases at an overlap of a half, 0..1; None
            where not known.
    """

    name: str
    classes: tuple[str, ...]
    kind: str = ""
    spacing: tuple[float, ...] = ()
    epoch: int = 0
    epochs: int = 0
    precision: float | None = None


def read_facts(path: str | Path) -> DetectorFacts:
    """Read what a detector's file says of itself.

    Raises:
        UserError: it is missing, no detector that was trained here, or damaged.
    """
    facts = read_metadata(path, _facts)
    if not facts.classes:
        raise UserError(
            f"'{Path(path).name}' is no detector that was trained here. Choose a {EXTENSION} file "
            "that 'Train a detector' made."
        )
    return facts


def _facts(found: Mapping[str, Any], stem: str) -> DetectorFacts:
    ours = found.get(_OURS, {})
    seeing = ours.get("seeing")
    precision = ours.get("AP50")
    if seeing is None:  # a network that tells classes apart
        return DetectorFacts(stem, ())
    return DetectorFacts(
        name=str(found.get("name") or stem),
        classes=tuple(map(str, ours.get("classes", ()))),
        kind=str(ours.get("detector", "")),
        spacing=tuple(float(n) for n in seeing.get("spacing") or ()),
        epoch=int(ours.get("best_epoch", 0)),
        epochs=int(ours.get("epochs", 0)),
        precision=None if precision is None else float(precision),
    )
