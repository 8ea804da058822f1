"""What a classifier's file says of it: read with the standard library, without any model object.

The engine checks the whole file when it loads the model; this is for forms and lines of text.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medaiassist_engine.contract.errors import UserError

KIND = "MedAIAssist classifier"
EXTENSION = ".medai"
_MANIFEST = "manifest.json"
_MOST_BYTES = 64 << 20  # of one text; a model of 10,000 columns needs about 8 MB


@dataclass(frozen=True)
class ModelColumn:
    """A column that a classifier needs.

    Attributes:
        categories: those of the training cases; empty for numbers.
        low, high: range of the training cases; 0 for categories.
        missing: share of training cases without a value, 0..1.
    """

    name: str
    unit: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    missing: float = 0.0

    @property
    def numeric(self) -> bool:
        return not self.categories


@dataclass(frozen=True)
class ModelFacts:
    """A classifier, as its file tells of it.

    Attributes:
        label: name of the column that was learnt.
        cases: number of training cases by class.
        metrics: value and 95 % interval (NaN where there is none) by name.
        extraction: how its features were made, as text; "" where that is not known.
    """

    name: str
    label: str
    created: str
    intended_use: str
    classes: tuple[str, ...]
    columns: tuple[ModelColumn, ...]
    cases: dict[str, int]
    metrics: dict[str, tuple[float, float, float]]
    extraction: str = ""


def read_facts(path: str | Path) -> ModelFacts:
    """Read what a `.medai` file says of its classifier.

    Raises:
        UserError: it is missing, no classifier, or damaged.
    """
    source = Path(path)
    if not source.is_file():
        raise UserError(f"There is no model file '{path}'; load the model from where it is now.")
    try:
        with zipfile.ZipFile(source) as file:
            manifest = json.loads(_bytes(file, _MANIFEST))
            if not isinstance(manifest, dict) or manifest.get("kind") != KIND:
                raise ValueError("another kind")
            digests = manifest["sha256"]
            recipe, summary = (_json(file, n, digests) for n in ("recipe.json", "summary.json"))
        return _facts(recipe, summary)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(source) from error
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise _damaged(source) from error
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(f"'{path}' cannot be read: {reason}.") from error


def _bytes(file: zipfile.ZipFile, name: str) -> bytes:
    with file.open(name) as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ValueError("unreasonably large")
    return data


def _json(file: zipfile.ZipFile, name: str, digests: Mapping[str, str]) -> dict[str, Any]:
    data = _bytes(file, name)
    if hashlib.sha256(data).hexdigest() != digests[name]:
        raise ValueError("altered")
    return dict(json.loads(data))


def _facts(recipe: Mapping[str, Any], summary: Mapping[str, Any]) -> ModelFacts:
    return ModelFacts(
        name=str(summary["name"]),
        label=str(summary["label"]),
        created=str(summary["created"]),
        intended_use=str(summary.get("intended_use", "")),
        classes=tuple(map(str, recipe["classes"])),
        columns=tuple(map(_column, recipe["columns"])),
        cases={str(name): int(count) for name, count in summary["cases"].items()},
        metrics={
            str(m["name"]): (float(m["value"]), float(m["low"]), float(m["high"]))
            for m in summary["metrics"]
        },
        extraction=str(summary.get("extraction", "")),
    )


def _column(values: Mapping[str, Any]) -> ModelColumn:
    seen = values["seen"]
    numeric = values["kind"] == "numeric"
    return ModelColumn(
        name=str(values["name"]),
        unit=str(values["unit"]),
        description=str(values["description"]),
        categories=() if numeric else tuple(map(str, values["categories"])),
        low=float(seen["quantiles"][0]) if numeric else 0.0,
        high=float(seen["quantiles"][-1]) if numeric else 0.0,
        missing=float(seen["missing"]),
    )


def _damaged(source: Path) -> UserError:
    return UserError(
        f"'{source.name}' is no {KIND}, or it is damaged. Choose a {EXTENSION} file that "
        "'Train a classifier' made; pickle and joblib files are never loaded."
    )
