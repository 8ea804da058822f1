"""The enhancing operations against OpenCV, scikit-image, SimpleITK and arithmetic."""

from __future__ import annotations

import colorsys
from typing import Any

import cv2
import numpy as np
import pytest
import SimpleITK as sitk
from scipy import ndimage
from skimage import exposure

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import ParameterError, UserError
from medaiassist_engine.contract.payloads import LabelMap, Volume
from medaiassist_engine.preprocess.enhance import parameters as p
from medaiassist_engine.preprocess.enhance.clahe import equalize_adaptive, run_clahe
from medaiassist_engine.preprocess.enhance.equalize import run_equalize
from medaiassist_engine.preprocess.enhance.gamma import run_gamma
from medaiassist_engine.preprocess.enhance.n4 import run_n4
from medaiassist_engine.preprocess.enhance.rescale import run_rescale
from medaiassist_engine.preprocess.enhance.unsharp import run_unsharp
from medaiassist_engine.preprocess.enhance.window import run_window


def ramp(dtype: Any = np.int16) -> np.ndarray:
    """All values 0..255, shuffled."""
    values = np.random.default_rng(0).permutation(np.arange(512) % 256)
    return values.reshape(8, 8, 8).astype(dtype)


@pytest.mark.parametrize(("alpha", "beta"), [(2.0, 0.0), (-1.5, 90.0), (0.375, -20.0)])
def test_absolute_rescale_of_bytes_is_opencvs(alpha: float, beta: float) -> None:
    array = ramp(np.uint8)
    parameters = p.RescaleParameters(alpha, beta, absolute=True)
    result = run_rescale(Volume(array), parameters, Context()).array
    expected = cv2.convertScaleAbs(array.reshape(64, 8), alpha=alpha, beta=beta)
    np.testing.assert_array_equal(result.reshape(64, 8), expected)


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32,
                                   np.int64])  # fmt: skip
def test_rescale_saturates_integers_instead_of_wrapping(dtype: Any) -> None:
    info = np.iinfo(dtype)
    array = np.array([[[1, 100, 127]]], dtype)
    high = run_rescale(Volume(array), p.RescaleParameters(1000, 1e6), Context())
    for _ in range(6):
        high = run_rescale(high, p.RescaleParameters(1000), Context())
    assert info.max - int(high.array.min()) <= info.max // 2**50
    low = run_rescale(high, p.RescaleParameters(-1000), Context())
    assert (low.array == info.min).all()


def test_window_maps_its_limits_to_the_output_range() -> None:
    array = np.array([[[-1000, -160, 40, 240, 3000]]], np.int16)
    parameters = p.WindowParameters("window", window=400, level=40)
    result = run_window(Volume(array), parameters, Context()).array
    np.testing.assert_array_equal(result, [[[0, 0, 128, 255, 255]]])
    assert result.dtype == np.int16


def test_window_by_percentiles_is_scikit_images_rescaling() -> None:
    array = ramp(np.float32)
    parameters = p.WindowParameters(lower=5, upper=90, output_high=1, output_type="float32")
    context = Context()
    result = run_window(Volume(array), parameters, context).array
    limits = tuple(np.percentile(array, (5, 90)))
    expected = exposure.rescale_intensity(array, in_range=limits, out_range=(0, 1))
    np.testing.assert_allclose(result, expected, atol=1e-6)
    assert context.notes == ["Window from percentiles: 12.55 to 229.4 (intensity units)."] or (
        "Window from percentiles" in context.notes[0]
    )


def test_window_without_stretching_only_clips() -> None:
    parameters = p.WindowParameters("window", window=100, level=100, stretch=False)
    result = run_window(Volume(ramp()), parameters, Context()).array
    np.testing.assert_array_equal(result, ramp().clip(50, 150))


def test_window_refuses_crossed_limits() -> None:
    with pytest.raises(ParameterError, match="Lower percentile"):
        run_window(Volume(ramp()), p.WindowParameters(lower=60, upper=40), Context())
    with pytest.raises(ParameterError, match="Output minimum"):
        run_window(Volume(ramp()), p.WindowParameters(output_low=300), Context())


@pytest.mark.parametrize("gamma", [0.5, 1.0, 2.2])
@pytest.mark.parametrize("dtype", [np.uint8, np.float64])
def test_gamma_is_scikit_images(gamma: float, dtype: Any) -> None:
    array = ramp(dtype)
    result = run_gamma(Volume(array), p.GammaParameters(gamma), Context()).array
    expected = exposure.adjust_gamma(array / 255.0, gamma) * 255
    np.testing.assert_allclose(result, expected, atol=0.51 if dtype is np.uint8 else 1e-9)


def test_gamma_works_below_zero_too() -> None:
    result = run_gamma(Volume(ramp() - np.int16(100)), p.GammaParameters(0.5), Context()).array
    assert result.min() == -100 and result.max() == 155


@pytest.mark.parametrize("dtype", [np.int16, np.float32, np.float64])
def test_equalize_is_scikit_images(dtype: Any) -> None:
    array = (np.random.default_rng(1).gamma(2, 30, (6, 20, 20))).astype(dtype)
    parameters = p.EqualizeParameters(bins=128, foreground=False)
    result = run_equalize(Volume(array), parameters, Context()).array
    low, high = float(array.min()), float(array.max())
    expected = low + (high - low) * exposure.equalize_hist(array.astype(np.float64), 128)
    np.testing.assert_allclose(result, expected, atol=0.51 if dtype is np.int16 else 1e-3)


def test_equalize_leaves_a_large_dark_background_dark() -> None:
    array = np.random.default_rng(0).normal(5, 2, (6, 30, 30))
    array[2:4, 10:20, 10:20] = np.random.default_rng(1).normal(150, 10, (2, 10, 10))
    result = run_equalize(Volume(array), p.EqualizeParameters(), Context()).array
    assert result[0].max() < 20
    inside = result[2:4, 10:20, 10:20]
    assert inside.std() > 2 * array[2:4, 10:20, 10:20].std()


def test_equalize_and_clahe_keep_hues() -> None:
    array = np.random.default_rng(0).integers(40, 120, (2, 12, 12, 3)).astype(np.float32)
    volume = Volume(array, colour=True)
    for result in (
        run_equalize(volume, p.EqualizeParameters(), Context()),
        run_clahe(volume, p.ClaheParameters(), Context()),
    ):
        assert not np.allclose(result.array, array)
        for before, after in zip(array.reshape(-1, 3), result.array.reshape(-1, 3), strict=True):
            assert colorsys.rgb_to_hsv(*after)[:2] == pytest.approx(
                colorsys.rgb_to_hsv(*before)[:2], abs=1e-5
            )


@pytest.mark.parametrize("limit", [2.0, 4.0, 40.0])
def test_clahe_is_opencvs(limit: float) -> None:
    rng = np.random.default_rng(2)
    image = (ndimage.gaussian_filter(rng.normal(0, 1, (512, 640)), 12) * 1800 + 120).clip(0, 255)
    image = image.astype(np.uint8)
    image[0, 0], image[0, 1] = 0, 255
    result = equalize_adaptive(image.astype(np.float32), (8, 8), limit, 256, lambda _: None)
    expected = cv2.createCLAHE(limit, (8, 8)).apply(image)
    difference = np.abs(result - expected)
    # OpenCV rounds its tables to bytes and gives the clipped remainder to the first bins.
    assert difference.max() < 6
    assert difference.mean() < 1.5


def test_clahe_in_3d_is_the_2d_one_where_all_slices_are_equal() -> None:
    image = ndimage.gaussian_filter(np.random.default_rng(4).normal(0, 1, (64, 64)), 3)
    volume = np.repeat(image[None].astype(np.float32), 12, axis=0)
    flat = equalize_adaptive(volume[0].copy(), (4, 4), 40.0, 64, lambda _: None)
    solid = equalize_adaptive(volume.copy(), (3, 4, 4), 40.0, 64, lambda _: None)
    np.testing.assert_allclose(solid[5], flat, atol=1e-5)


def test_unsharp_is_the_formula_within_the_old_range() -> None:
    array = ndimage.gaussian_filter(np.random.default_rng(0).normal(0, 100, (9, 20, 20)), 1)
    parameters = p.UnsharpParameters(sigma=1.2, amount=0.8, threshold=2.0)
    spacing = ((2.0, 0, 0, 0), (0, 1.0, 0, 0), (0, 0, -3.0, 0), (0, 0, 0, 1.0))
    result = run_unsharp(Volume(array, spacing), parameters, Context()).array
    detail = array - ndimage.gaussian_filter(array, (0.4, 1.2, 0.6), mode="nearest")
    detail[np.abs(detail) < 2] = 0
    expected = (array + 0.8 * detail).clip(array.min(), array.max())
    np.testing.assert_allclose(result, expected, rtol=1e-9, atol=1e-9)


def shaded_phantom() -> tuple[np.ndarray, np.ndarray]:
    k, j, i = np.meshgrid(*(np.linspace(-1, 1, n) for n in (32, 48, 40)), indexing="ij")
    clean = np.where(i**2 + j**2 + k**2 < 0.8, 100.0, 0.0)
    clean[(np.abs(i) < 0.3) & (np.abs(j) < 0.3) & (np.abs(k) < 0.5)] = 160.0
    shade = np.exp(0.35 * j + 0.25 * i * k)
    noise = np.random.default_rng(0).normal(0, 1, clean.shape)
    return clean, np.maximum(clean * shade + noise, 0).astype(np.float32)


def spread(image: np.ndarray, clean: np.ndarray) -> float:
    return max(image[clean == v].std() / image[clean == v].mean() for v in (100.0, 160.0))


def test_n4_flattens_a_shaded_phantom_as_simpleitk_does() -> None:
    clean, shaded = shaded_phantom()
    result = run_n4(Volume(shaded), p.N4Parameters(shrink=2), Context()).array
    assert spread(result, clean) < 0.35 * spread(shaded, clean)
    image = sitk.GetImageFromArray(shaded)
    small = sitk.Shrink(image, [2] * 3)
    inside = sitk.Shrink(sitk.OtsuThreshold(image, 0, 1), [2] * 3)
    n4 = sitk.N4BiasFieldCorrectionImageFilter()
    n4.Execute(small, inside)
    field = sitk.GetArrayFromImage(n4.GetLogBiasFieldAsImage(image))
    expected = shaded / np.exp(field)
    assert np.abs(result - expected)[clean > 0].mean() < 1.5


def test_n4_estimates_inside_the_mask_and_corrects_everywhere() -> None:
    clean, shaded = shaded_phantom()
    mask = LabelMap((clean == 100).astype(np.uint8))
    result = run_n4(Volume(shaded), p.N4Parameters(shrink=2), Context(), mask).array
    assert spread(result, clean) < 0.5 * spread(shaded, clean)
    assert not np.allclose(result[clean == 160], shaded[clean == 160])


def test_n4_refuses_a_volume_without_positive_values() -> None:
    volume = Volume(-np.ones((8, 8, 8), np.int16), name="CT")
    with pytest.raises(UserError, match="'CT' has no positive values"):
        run_n4(volume, p.N4Parameters(), Context())
