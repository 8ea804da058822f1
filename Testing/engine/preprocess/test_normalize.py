"""Normalising intensities."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import ParameterError, UserError
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Volume
from medaiassist_engine.preprocess.prepare.normalize import run_normalize
from medaiassist_engine.preprocess.prepare.parameters import NormalizeParameters

ARRAY = np.random.default_rng(0).normal(300, 40, (6, 7, 8))


def normalized(array: np.ndarray, *values: Any, **more: Any) -> np.ndarray:
    limits = {key: more.pop(key) for key in ("mask", "region") if key in more}
    parameters = NormalizeParameters(*values, **more)
    result = run_normalize(Volume(array, name="Head"), parameters, Context(), **limits)
    assert result.array.dtype == np.float32
    return result.array


@pytest.mark.parametrize("dtype", [np.int16, np.uint16, np.int32, np.float32, np.float64])
def test_z_scores_have_mean_0_and_deviation_1(dtype: Any) -> None:
    result = normalized(ARRAY.astype(dtype))
    assert result.mean() == pytest.approx(0, abs=1e-5)
    assert result.std() == pytest.approx(1, abs=1e-5)


def test_statistics_come_from_the_mask_but_all_voxels_change() -> None:
    mask = np.zeros(ARRAY.shape, np.uint8)
    mask[2:5, 1:5, 2:6] = 4
    result = normalized(ARRAY, mask=LabelMap(mask))
    inside = ARRAY[mask > 0]
    np.testing.assert_allclose(result, (ARRAY - inside.mean()) / inside.std(), rtol=1e-4, atol=1e-5)


def test_statistics_come_from_the_region() -> None:
    region = Boxes(np.array([[3.0, 3, 2]]), np.array([[3.0, 3, 3]]), np.eye(3)[None])
    inside = ARRAY[1:4, 2:5, 2:5]
    result = normalized(ARRAY, "minmax", region=region)
    expected = ((ARRAY - inside.min()) / (inside.max() - inside.min())).clip(0, 1)
    np.testing.assert_allclose(result, expected, atol=1e-5)


def test_outliers_are_clipped_at_the_percentiles() -> None:
    array = ARRAY.copy()
    array[0, 0, 0] = 1e6
    result = normalized(array, "zscore", robust=True, lower=1, upper=99)
    low, high = np.percentile(array, (1, 99))
    clipped = array.clip(low, high)
    np.testing.assert_allclose(result, (clipped - clipped.mean()) / clipped.std(), atol=1e-4)


def test_a_ct_window_maps_to_0_and_1() -> None:
    array = np.array([[[-1000, -160, 40, 240, 3000]]], np.int16)
    np.testing.assert_allclose(normalized(array, "window"), [[[0, 0, 0.5, 1, 1]]])


def test_each_channel_has_its_own_statistics() -> None:
    array = np.stack([ARRAY, 5 * ARRAY - 20], axis=-1)
    result = normalized(array)
    np.testing.assert_allclose(result[..., 0], result[..., 1], atol=1e-4)


def test_a_constant_volume_is_refused() -> None:
    with pytest.raises(UserError, match="'Head' has the same value everywhere"):
        normalized(np.ones((3, 4, 5)))
    with pytest.raises(ParameterError, match="Lower percentile"):
        normalized(ARRAY, robust=True, lower=90, upper=10)
