"""What a network's bundle says of it: read with the standard library, nothing of it runs."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from medaiassist_engine.contract.errors import UserError

KIND = "network"
"""Of `ModelRef`."""

EXTENSION = ".zip"
Facts = TypeVar("Facts")

_METADATA = "configs/metadata.json"
_OURS = "medaiassist"
_MOST_BYTES = 16 << 20  # of the metadata


@dataclass(frozen=True)
class NetworkFacts:
    """A bundle, as its metadata tell of it.

    Attributes:
        network: such as "densenet121"; "" for bundles from elsewhere.
        classes: that it tells apart; empty where that is not known.
        size: voxels that it sees along columns, rows (and slices); empty where not known.
        purpose: what it is for, in its maker's words.
        epoch, epochs: the one that was kept, and how many there were; 0 where not known.
        accuracy: share of right answers in test, 0..1; None where not known.
        clinical: columns that it takes beside the image.
    """

    name: str
    network: str = ""
    classes: tuple[str, ...] = ()
    size: tuple[int, ...] = ()
    purpose: str = ""
    epoch: int = 0
    epochs: int = 0
    accuracy: float | None = None
    clinical: tuple[str, ...] = ()

    @property
    def ours(self) -> bool:
        """It was trained here, so that it can be applied to any volume and explained."""
        return bool(self.classes)


def read_facts(path: str | Path) -> NetworkFacts:
    """Read what a bundle, a zip file or a folder, says of itself.

    Raises:
        UserError: it is missing, no bundle, or damaged.
    """
    return read_metadata(path, _facts)


def read_metadata(path: str | Path, told: Callable[[Mapping[str, Any], str], Facts]) -> Facts:
    """What `told` makes of a bundle's metadata and the name of its file.

    Raises:
        UserError: it is missing, no bundle, or damaged.
    """
    source = Path(path)
    if not source.exists():
        raise UserError(f"There is no network '{path}'; load it from where it is now.")
    try:
        return told(json.loads(_metadata(source)), source.stem)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(source) from error
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise _damaged(source) from error
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(f"'{path}' cannot be read: {reason}.") from error


def _metadata(source: Path) -> bytes:
    if source.is_dir():
        return (source / _METADATA).read_bytes()
    with zipfile.ZipFile(source) as file:
        named = [name for name in file.namelist() if f"/{name}".endswith(f"/{_METADATA}")]
        with file.open(min(named, key=len)) as stream:  # the outermost
            data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ValueError("unreasonably large")
    return data


def _facts(found: Mapping[str, Any], stem: str) -> NetworkFacts:
    ours = found.get(_OURS, {})
    accuracy = ours.get("metrics", {}).get("accuracy")
    return NetworkFacts(
        name=str(found.get("name") or stem),
        network=str(ours.get("network", "")),
        classes=tuple(map(str, ours.get("classes", ()))),
        size=tuple(int(n) for n in ours.get("preparation", {}).get("size", ())),
        purpose=" ".join(str(found.get("description") or found.get("task") or "").split()),
        epoch=int(ours.get("best_epoch", 0)),
        epochs=int(ours.get("epochs", 0)),
        accuracy=None if accuracy is None else float(accuracy),
        clinical=tuple(str(column["name"]) for column in ours.get("clinical", ())),
    )


def _damaged(source: Path) -> UserError:
    return UserError(
        f"'{source.name}' is no MONAI bundle, or it is damaged. Choose a {EXTENSION} file that "
        "'Train a network' made."
    )
