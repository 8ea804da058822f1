"""How local descriptors are made, kept with whatever is learnt from them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...contract.errors import UserError
from ...contract.payloads import Column, Table
from ...contract.tables import title
from ...contract.validation import validate
from ..keypoints import parameters as keypoints
from ..keypoints.record import TITLES as KEYPOINT_TITLES
from ..keypoints.record import as_json, record_in
from .arrays import descriptors_of
from .parameters import DenseParameters

PARAMETERS: dict[str, type] = {
    "dense": DenseParameters,
    "sift": keypoints.SiftParameters,
    "sift3d": keypoints.Sift3dParameters,
    "orb": keypoints.OrbParameters,
    "akaze": keypoints.AkazeParameters,
    "surf": keypoints.SurfParameters,
}
TITLES = {"dense": "dense SIFT", **KEYPOINT_TITLES}
_BY_LENGTH = {128: "sift", 768: "sift3d", 32: "orb", 61: "akaze", 64: "surf"}
_BINARY = ("orb", "akaze")
_HISTOGRAMS = ("dense", "sift")


@dataclass(frozen=True)
class Recipe:
    """A method of making descriptors: "dense", "sift", "sift3d", "orb", "akaze" or "surf".

    Attributes:
        settings: values of its parameters; missing ones have their defaults.
    """

    method: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def parameters(self) -> Any:
        """The method's parameter object.

        Raises:
            UserError: there is no such method, or a value is not allowed.
        """
        if self.method not in PARAMETERS:
            raise UserError(
                f"'{self.method}' makes no descriptors; choose one of {', '.join(PARAMETERS)}."
            )
        return validate(PARAMETERS[self.method], self.settings)

    @property
    def title(self) -> str:
        """Its name for people."""
        return TITLES.get(self.method, self.method)

    def to_json(self) -> str:
        return as_json(self.method, self.parameters)

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """The inverse of `to_json`.

        Raises:
            UserError: it is no recipe, or one with values that are not allowed.
        """
        try:
            found = json.loads(text)
            recipe = cls(str(found["method"]), dict(found["settings"]))
        except (ValueError, KeyError, TypeError) as error:
            raise UserError("This is no recipe of descriptors; learn the words again.") from error
        _ = recipe.parameters
        return recipe


def vectors_of(method: str, descriptors: ArrayLike) -> NDArray[Any]:
    """Descriptors (n, length) as vectors whose Euclidean distances mean something.

    Bytes of binary methods become bits, so that the squared distance is Hamming's. Histograms of
    SIFT become the roots of their shares (Arandjelović and Zisserman, CVPR 2012).
    """
    array = np.asarray(descriptors)
    if array.ndim != 2:
        return array
    if method in _BINARY:
        return np.unpackbits(array.astype(np.uint8), axis=1).astype(np.float64)
    if method in _HISTOGRAMS:
        total = array.sum(axis=1, keepdims=True, dtype=np.float64)
        return np.sqrt(np.maximum(array, 0) / np.where(total > 0, total, 1))
    return array.astype(np.float64)


def recipe_in(table: Table) -> Recipe | None:
    """The recipe in a table of descriptors that says how it was made; None if it does not."""
    record = record_in(table)
    return None if record is None else Recipe.from_json(record)


def recipe_by_length(table: Table) -> Recipe:
    """The keypoint method whose descriptors are as long as those of a table, with its defaults.

    Raises:
        UserError: none is, or the table has no descriptors.
    """
    length = descriptor_columns(table).shape[1]
    if length not in _BY_LENGTH:
        raise UserError(
            f"{title(table)} has descriptors of {length} values, which no method here makes; "
            "choose the table of a keypoint operation or of dense SIFT."
        )
    return Recipe(_BY_LENGTH[length])


def descriptor_columns(table: Table) -> NDArray[Any]:
    """(rows, length): the columns d000, d001, ... of a table.

    Raises:
        UserError: it has none.
    """
    columns = [c for c in table.columns if _is_descriptor(c)]
    if not columns:
        raise UserError(
            f"{title(table)} has no columns d000, d001, ...; choose the table of descriptors "
            "that a keypoint operation or dense SIFT gives."
        )
    return descriptors_of(Table(tuple(columns), table.name), "d")


def _is_descriptor(column: Column) -> bool:
    return column.values is not None and column.name[:1] == "d" and column.name[1:].isdigit()
