"""A voxel classifier in a file: numbers and texts only, so that there is no object to distrust.

| member of the `.medai` file | holds |
|---|---|
| classifier.npz | trees, or weights and landmarks, as arrays |
| recipe.json | what is measured, the classes, and the volume that was painted on |
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...contract.errors import UserError
from ...contract.payloads import ModelRef, Segment
from ...models import archive
from ...models.arrays import pack, unpack
from ...models.references import check_reference
from .model_arrays import Model, arrays_of, model_of
from .scales import FeatureSet

KIND = "MedAIAssist voxel classifier"
VERSION = 1
EXTENSION = ".medai"
MODEL_KIND = "voxel classifier"
"""Of `ModelRef`."""


@dataclass(frozen=True)
class SavedVoxels:
    """A voxel classifier and what it was learned from; nothing that names a patient.

    Attributes:
        created: date, YYYY-MM-DD.
        model: gives the probabilities.
        wanted: what it has to be given, with the voxel size of the painted volume.
        segments: the classes, in the order of the probabilities.
        painted: voxels of each class that were painted.
        grey: intensity of the painted volume that 1, 50 and 99 % of its voxels do not exceed.
        across: the patient axis nearest to the normal of its slices: R, A or S.
        versions: of the engine and its libraries.
    """

    created: str
    model: Model
    wanted: FeatureSet
    segments: tuple[Segment, ...]
    painted: tuple[int, ...]
    grey: tuple[float, float, float]
    across: str
    versions: dict[str, str]


def save(path: str | Path, saved: SavedVoxels) -> None:
    """Write a `.medai` file, whole or not at all.

    Raises:
        UserError: another extension, no such folder, or the disk is full.
    """
    if Path(path).suffix.lower() != EXTENSION:
        raise UserError(f"'{path}' must end in {EXTENSION}; correct the file name.")
    names = [f.name for f in dataclasses.fields(saved) if f.name != "model"]
    recipe = {name: _plain(getattr(saved, name)) for name in names}
    text = json.dumps(recipe, indent=1, ensure_ascii=False) + "\n"
    members = {"classifier.npz": pack(arrays_of(saved.model)), "recipe.json": text.encode()}
    archive.write(path, KIND, VERSION, members)


def load(path: str | Path) -> SavedVoxels:
    """Read a file of `save`; everything in it is checked.

    Raises:
        UserError: the file is missing, altered or of another kind, or its parts do not fit.
    """
    members = archive.read(path, KIND, VERSION)
    name = Path(path).name
    try:
        recipe: dict[str, Any] = json.loads(members["recipe.json"])
        wanted = _feature_set(recipe.pop("wanted"))
        segments = tuple(_segment(values) for values in recipe.pop("segments"))
        low, middle, high = map(float, recipe.pop("grey"))
        painted = tuple(map(int, recipe.pop("painted")))
        arrays = unpack(members["classifier.npz"], name)
        model = model_of(arrays, len(wanted.names), len(segments))
        values = {segment.value for segment in segments}
        if len(values) < len(segments) or min(values) < 1:
            raise ValueError("classes that share a value")
        return SavedVoxels(
            model=model, wanted=wanted, segments=segments, painted=painted,
            grey=(low, middle, high), **recipe,
        )  # fmt: skip
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise UserError(f"'{name}' is damaged; save the classifier again.") from error


def load_ref(model: ModelRef) -> SavedVoxels:
    """The classifier that a `ModelRef` names.

    Raises:
        UserError: it is another kind of model, was changed since, or `load` refuses it.
    """
    if model.kind not in ("", MODEL_KIND):
        raise UserError(
            f"'{model.name or Path(model.path).name}' is a {model.kind}, not a voxel classifier; "
            "choose one that 'Save a voxel classifier' has made."
        )
    return load(check_reference(model))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _feature_set(values: dict[str, Any]) -> FeatureSet:
    k, j, i = map(float, values.pop("spacing"))
    sigmas = tuple(map(float, values.pop("sigmas")))
    flags = {name: bool(value) for name, value in values.items()}
    if not sigmas or min(k, j, i, *sigmas) <= 0:
        raise ValueError("lengths that are not positive")
    return FeatureSet((k, j, i), sigmas, **flags)


def _segment(values: dict[str, Any]) -> Segment:
    r, g, b = map(float, values.pop("color"))
    return Segment(**{**values, "value": int(values["value"]), "color": (r, g, b)})
