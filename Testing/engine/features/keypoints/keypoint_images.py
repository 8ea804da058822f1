"""Textures and geometries that the keypoint tests share."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.ndimage import gaussian_filter

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.payloads import Matrix, Table, Volume, matrix
from medaiassist_engine.execution import execute

OBLIQUE_LEFT_HANDED: Matrix = (
    (0.96, -0.56, 0.0, -31.0),
    (0.36, 1.08, 0.9, 12.0),
    (-0.3, 0.3, -1.9, 7.0),
    (0.0, 0.0, 0.0, 1.0),
)


def texture(shape: tuple[int, ...], seed: int = 0, finest: float = 1.5) -> np.ndarray:
    """Smooth noise of several scales, 0..255."""
    random = np.random.default_rng(seed)
    total = sum(
        gaussian_filter(random.normal(size=shape), s, mode="wrap") * s ** (len(shape) / 2)
        for s in (finest, 2 * finest, 4 * finest)
    )
    return np.asarray((total - total.min()) / np.ptp(total) * 255)


def run(name: str, context: Context | None = None, **inputs: Any) -> dict[str, Any]:
    """An operation by its name after "features."; what is no payload is a parameter."""
    entry = operation(f"features.{name}")
    slots = {slot.name for slot in entry.inputs}
    settings = {key: inputs.pop(key) for key in list(inputs) if key not in slots}
    return execute(entry, inputs, entry.parameters(**settings), context or Context())


def descriptors_of(table: Table) -> np.ndarray:
    """(n, m) from the columns d000, d001, ..."""
    return np.column_stack([c.values for c in table.columns if c.name[1:].isdigit()])


def column(table: Table, name: str) -> Any:
    """Values or texts of a column."""
    found = next(c for c in table.columns if c.name == name)
    return found.texts if found.values is None else found.values


def stored_otherwise(volume: Volume, flips: tuple[int, ...], order: tuple[int, ...]) -> Volume:
    """The same physical volume with array axes flipped, then permuted."""
    full = np.array(volume.ijk_to_ras)[:, [2, 1, 0, 3]]
    for axis in flips:
        full[:3, 3] += (volume.array.shape[axis] - 1) * full[:3, axis]
        full[:3, axis] *= -1
    array = np.flip(volume.array, flips).transpose(order)
    full = full[:, [*order, 3]][:, [2, 1, 0, 3]]
    return Volume(np.ascontiguousarray(array), matrix(full), volume.name)


def pair_by_position(a: np.ndarray, b: np.ndarray, within: float) -> tuple[np.ndarray, np.ndarray]:
    """Rows of `a` and their nearest rows of `b` that are not farther than `within`."""
    distance = np.linalg.norm(a[:, None] - b[None], axis=-1)
    nearest = distance.argmin(axis=1)
    close = distance[np.arange(len(a)), nearest] <= within
    return np.flatnonzero(close), nearest[close]
