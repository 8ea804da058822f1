"""A part of the volume, or one of its slices, is filtered as it would be in the whole."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.params import parameters_of
from medaiassist_engine.contract.payloads import LabelMap, Matrix, Volume
from medaiassist_engine.preprocess.denoise import catalog as denoise
from medaiassist_engine.preprocess.edges import catalog as edges
from medaiassist_engine.preprocess.enhance import catalog as enhance

OBLIQUE_LEFT_HANDED: Matrix = (
    (0.96, -0.56, 0.0, -31.0),
    (0.36, 1.08, 0.9, 12.0),
    (-0.3, 0.3, -1.9, 7.0),
    (0.0, 0.0, 0.0, 1.0),
)
OPERATIONS = {
    op.id.split(".")[1]: op
    for catalog in (denoise, enhance, edges)
    for op in catalog.OPERATIONS
    if any(p.name == "mode" for p in parameters_of(op.parameters))
}
each = pytest.mark.parametrize("name", OPERATIONS)


def picture(shape: tuple[int, ...]) -> np.ndarray:
    image = np.random.default_rng(0).normal(60, 5, shape)
    image[..., shape[1] // 3 :, shape[2] // 2 :] += 100
    return image.astype(np.float32)


def run(operation: Operation, array: np.ndarray, mask: Any = None, **values: Any) -> np.ndarray:
    names = {p.name for p in parameters_of(operation.parameters)}
    fixed = {"output": "volume", "noise": 5.0, "low": 0.0, "high": 0.0, "amount": 0.01}
    values |= {name: value for name, value in fixed.items() if name in names}
    module, name = operation.run.split(":")
    result = getattr(importlib.import_module(module), name)(
        volume=Volume(array, OBLIQUE_LEFT_HANDED),
        parameters=operation.parameters(**values),
        context=Context(),
        mask=None if mask is None else LabelMap(mask, OBLIQUE_LEFT_HANDED),
    )
    return (result["volume"] if isinstance(result, dict) else result).array


# Diffusion measures the mean gradient and CLAHE the histogram of what they are given.
@pytest.mark.parametrize("name", sorted(set(OPERATIONS) - {"diffusion", "clahe", "tv"}))
@pytest.mark.parametrize("mode", ["3d", "2d"])
def test_inside_a_mask_the_result_is_that_of_the_whole_volume(name: str, mode: str) -> None:
    array = picture((14, 22, 20))
    mask = np.zeros(array.shape, np.uint8)
    mask[6:9, 8:14, 9:12] = 1
    whole = run(OPERATIONS[name], array, mode=mode)
    part = run(OPERATIONS[name], array, mask, mode=mode)
    np.testing.assert_allclose(part[mask > 0], whole[mask > 0], rtol=1e-4, atol=1e-3)


@each
def test_slice_by_slice_equals_each_slice_as_a_volume_of_its_own(name: str) -> None:
    array = picture((4, 24, 20))
    whole = run(OPERATIONS[name], array, mode="2d")[2:3]
    alone = run(OPERATIONS[name], array[2:3], mode="3d")
    if name == "unsharp":  # stays within the range of what it is given
        whole = whole.clip(array[2].min(), array[2].max())
    np.testing.assert_allclose(whole, alone, rtol=1e-5, atol=1e-4)
