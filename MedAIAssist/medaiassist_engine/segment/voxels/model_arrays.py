"""Voxel classifiers as named arrays, and back; what does not fit together is refused.

Compiled code follows the indices in them without looking, so every one is checked.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .forest import Forest
from .linear import Kernel, Linear

Model = Forest | Linear
_DEEPEST = 64


def arrays_of(model: Model) -> dict[str, NDArray[Any]]:
    """All that a classifier consists of; what it has not got is left out."""
    found = {f.name: getattr(model, f.name) for f in dataclasses.fields(model)}
    kernel = found.pop("kernel", None)
    if kernel is not None:
        found |= {"landmarks": kernel.landmarks, "gamma": np.float64(kernel.gamma)}
    return {name: np.asarray(value) for name, value in found.items() if value is not None}


def model_of(arrays: Mapping[str, NDArray[Any]], features: int, classes: int) -> Model:
    """The inverse of `arrays_of`.

    Args:
        features, classes: how many the classifier must take and give.

    Raises:
        KeyError: an array is missing.
        ValueError: an array has another size, or an index leads out of it.
    """
    if classes < 2:
        raise ValueError("fewer than two classes")
    make = _forest if "roots" in arrays else _linear
    return make(arrays, features, classes)


def _forest(arrays: Mapping[str, NDArray[Any]], features: int, classes: int) -> Forest:
    leaf = _floats(arrays["leaf"])
    nodes = len(leaf)
    found = Forest(
        feature=_indices(arrays["feature"], features),
        threshold=_floats(arrays["threshold"], infinite=True),
        child=_indices(arrays["child"], nodes),
        leaf=leaf,
        roots=_indices(arrays["roots"], nodes),
        depths=_indices(arrays["depths"], _DEEPEST),
        importance=arrays["importance"].astype(np.float64),
    )
    _check_shape(leaf, (nodes, classes))
    for array in (found.feature, found.threshold, found.child):
        _check_shape(array, (nodes,))
    _check_shape(found.depths, found.roots.shape)
    _check_shape(found.importance, (features,))
    inner = np.isfinite(found.threshold)
    if not len(found.roots) or (found.child[inner].astype(np.int64) + 1 >= nodes).any():
        raise ValueError("trees that lead nowhere")
    return found


def _linear(arrays: Mapping[str, NDArray[Any]], features: int, classes: int) -> Linear:
    names = ("low", "high", "mean", "scale", "weights", "offsets")
    low, high, mean, scale, weights, offsets = (_floats(arrays[name]) for name in names)
    for array in (low, high, mean, scale):
        _check_shape(array, (features,))
    kernel, inputs = None, features
    if "landmarks" in arrays:
        kernel = Kernel(_floats(arrays["landmarks"]), float(arrays["gamma"]))
        inputs = len(kernel.landmarks)
        _check_shape(kernel.landmarks, (inputs, features))
    _check_shape(weights, (inputs, classes))
    _check_shape(offsets, (classes,))
    share = arrays["importance"].astype(np.float64) if "importance" in arrays else None
    return Linear(low, high, mean, scale, kernel, weights, offsets, share)


def _floats(array: NDArray[Any], infinite: bool = False) -> NDArray[np.float32]:
    values = np.ascontiguousarray(array, dtype=np.float32)
    if np.isnan(values).any() or (not infinite and np.isinf(values).any()):
        raise ValueError("values that are no numbers")
    return values


def _indices(array: NDArray[Any], limit: int) -> NDArray[np.uint32]:
    if array.ndim != 1 or array.dtype.kind != "u":
        raise ValueError("indices of another kind")
    if array.size and array.max() >= limit:
        raise ValueError("an index that leads outside")
    return np.ascontiguousarray(array, dtype=np.uint32)


def _check_shape(array: NDArray[Any], shape: tuple[int, ...]) -> None:
    if array.shape != shape:
        raise ValueError("arrays of other sizes")
