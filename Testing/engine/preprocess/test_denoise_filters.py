"""The denoising filters against other programs' versions of the same filters."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
import SimpleITK as sitk
from scipy import ndimage
from skimage.restoration import denoise_tv_chambolle

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled
from medaiassist_engine.contract.payloads import Matrix, Volume
from medaiassist_engine.preprocess.denoise import parameters as p
from medaiassist_engine.preprocess.denoise.bilateral import bilateral, run_bilateral
from medaiassist_engine.preprocess.denoise.diffusion import run_diffusion
from medaiassist_engine.preprocess.denoise.gaussian import run_gaussian
from medaiassist_engine.preprocess.denoise.median import run_median
from medaiassist_engine.preprocess.denoise.nlm import run_nlm
from medaiassist_engine.preprocess.denoise.total_variation import chambolle, run_total_variation

DTYPES = [np.uint8, np.int16, np.uint16, np.int32, np.float32, np.float64]
SHAPES = [(10, 14, 12), (1, 30, 24)]
# Spacing 0.8, 1.2, 2.5 mm along i, j, k; rotated and mirrored.
OBLIQUE: Matrix = (
    (0.64, -0.72, 0.0, 5.0),
    (0.48, 0.96, 0.0, -8.0),
    (0.0, 0.0, -2.5, 40.0),
    (0.0, 0.0, 0.0, 1.0),
)
SPACING_KJI = (2.5, 1.2, 0.8)


def noisy_step(shape: tuple[int, ...], dtype: Any, noise: float = 6.0) -> np.ndarray:
    image = np.full(shape, 60.0)
    image[..., shape[-1] // 2 :] = 160.0
    return (image + np.random.default_rng(3).normal(0, noise, shape)).clip(0, 255).astype(dtype)


def as_type(values: np.ndarray, dtype: Any) -> np.ndarray:
    return np.rint(values).astype(dtype) if np.dtype(dtype).kind in "iu" else values.astype(dtype)


def assert_close(result: np.ndarray, expected: np.ndarray) -> None:
    """Equal, but a value that lies on .5 may round either way."""
    step = 1 if result.dtype.kind in "iu" else 1e-3
    difference = np.abs(result.astype(float) - expected.astype(float))
    assert difference.max() <= step
    assert (difference > 1e-3).mean() < 0.001


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_gaussian_is_scipys_with_sigma_in_mm(shape: tuple[int, ...], dtype: Any) -> None:
    array = noisy_step(shape, dtype)
    result = run_gaussian(Volume(array, OBLIQUE), p.GaussianParameters(sigma=1.5), Context())
    sigma = [1.5 / s for s in SPACING_KJI]
    expected = ndimage.gaussian_filter(array.astype(np.float64), sigma, mode="nearest")
    assert_close(result.array, as_type(expected, dtype))


def test_gaussian_slice_by_slice_leaves_the_slice_axis_alone() -> None:
    array = noisy_step((6, 14, 12), np.float32)
    parameters = p.GaussianParameters(sigma=1.0, mode="2d")
    result = run_gaussian(Volume(array, OBLIQUE), parameters, Context()).array
    expected = ndimage.gaussian_filter(array, (0, 1 / 1.2, 1 / 0.8), mode="nearest")
    np.testing.assert_allclose(result, expected, rtol=1e-5)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("radius", [1, 2])
def test_median_is_scipys(shape: tuple[int, ...], dtype: Any, radius: int) -> None:
    array = noisy_step(shape, dtype)
    result = run_median(Volume(array, OBLIQUE), p.MedianParameters(radius), Context()).array
    expected = ndimage.median_filter(array, 2 * radius + 1, mode="nearest")
    np.testing.assert_array_equal(result, expected)


def test_median_of_colours_filters_each_channel_and_keeps_alpha() -> None:
    array = np.random.default_rng(0).integers(0, 255, (4, 9, 8, 4), np.uint8)
    result = run_median(Volume(array, colour=True), p.MedianParameters(), Context()).array
    for c in range(3):
        expected = ndimage.median_filter(array[..., c], 3, mode="nearest")
        np.testing.assert_array_equal(result[..., c], expected)
    np.testing.assert_array_equal(result[..., 3], array[..., 3])


def test_bilateral_is_opencvs_away_from_the_border() -> None:
    image = noisy_step((40, 50), np.float32)
    result = bilateral(image, (1.0, 1.0), 1.5, 25.0, lambda _: None)
    expected = cv2.bilateralFilter(image, 7, 25.0, 1.5)
    np.testing.assert_allclose(result[3:-3, 3:-3], expected[3:-3, 3:-3], atol=0.02)


def test_bilateral_in_3d_is_the_formula_with_distances_in_mm() -> None:
    image = noisy_step((7, 9, 8), np.float32)
    spacing, sigma, sigma_range = (2.0, 1.0, 0.7), 1.3, 30.0
    result = bilateral(image, spacing, sigma, sigma_range, lambda _: None)
    at = np.stack(np.indices(image.shape), -1).reshape(-1, 3) * spacing
    squared = ((at[:, None] - at[None]) ** 2).sum(-1)
    values = image.ravel().astype(np.float64)
    weights = np.exp(-squared / (2 * sigma**2)) * (squared <= (2 * sigma) ** 2)
    weights *= np.exp(-((values[:, None] - values[None]) ** 2) / (2 * sigma_range**2))
    expected = (weights @ values / weights.sum(1)).reshape(image.shape)
    np.testing.assert_allclose(result, expected, atol=0.05)


@pytest.mark.parametrize("shape", [(12, 14, 13), (40, 30)])
@pytest.mark.parametrize("weight", [2.0, 15.0])
def test_total_variation_is_scikit_images(shape: tuple[int, ...], weight: float) -> None:
    image = noisy_step(shape, np.float32)
    result = chambolle(image, weight, 100, lambda _: None)
    expected = denoise_tv_chambolle(image, weight, eps=2e-4, max_num_iter=100)
    np.testing.assert_allclose(result, expected, atol=0.05)


@pytest.mark.parametrize("method", ["curvature", "gradient"])
@pytest.mark.parametrize("shape", SHAPES)
def test_diffusion_is_simpleitks_with_the_direction_matrix_left_out(
    method: Any, shape: tuple[int, ...]
) -> None:
    array = noisy_step(shape, np.float32)
    parameters = p.DiffusionParameters(method, iterations=4, conductance=2.0)
    result = run_diffusion(Volume(array, OBLIQUE), parameters, Context()).array
    flat = shape[0] == 1
    image = sitk.GetImageFromArray(array[0] if flat else array)
    image.SetSpacing((1.0, 1.5, 3.125)[: 2 if flat else 3])
    function = {
        "curvature": sitk.CurvatureAnisotropicDiffusion,
        "gradient": sitk.GradientAnisotropicDiffusion,
    }[method]
    expected = function(image, 1 / (8 if flat else 16), 2.0, 1, 4)
    np.testing.assert_allclose(result.squeeze(), sitk.GetArrayFromImage(expected), rtol=1e-5)


EDGE_KEEPING = [
    (run_nlm, p.NlmParameters(noise=6.0)),
    (run_bilateral, p.BilateralParameters(noise=6.0)),
    (run_diffusion, p.DiffusionParameters(iterations=10)),
    (run_total_variation, p.TotalVariationParameters(noise=6.0)),
    (run_median, p.MedianParameters()),
]


@pytest.mark.parametrize(("run", "parameters"), EDGE_KEEPING)
@pytest.mark.parametrize("dtype", [np.uint8, np.int16])
def test_defaults_at_least_halve_the_noise_and_keep_the_step(
    run: Any, parameters: Any, dtype: Any
) -> None:
    array = noisy_step((16, 24, 24), dtype)
    result = run(Volume(array), parameters, Context()).array.astype(float)
    for half, level in ((result[..., :10], 60), (result[..., 14:], 160)):
        assert abs(half.mean() - level) < 1
        assert half.std() < 3
    assert result[..., 12].mean() - result[..., 11].mean() > 85


def test_the_noise_estimate_is_reported_and_a_given_one_is_not() -> None:
    volume = Volume(noisy_step((12, 24, 24), np.int16))
    context = Context()
    run_nlm(volume, p.NlmParameters(), context)
    assert len(context.notes) == 1 and context.notes[0].startswith("Noise estimated: ")
    estimate = float(context.notes[0].split()[2])
    assert 4 < estimate < 8
    context = Context()
    run_bilateral(volume, p.BilateralParameters(noise=6.0), context)
    assert context.notes == []


def test_a_running_itk_filter_stops_when_cancelled() -> None:
    calls = 0

    def cancel_on_the_second(fraction: float, phase: str) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise Cancelled

    volume = Volume(noisy_step((20, 40, 40), np.float32))
    with pytest.raises(Cancelled):
        run_diffusion(
            volume, p.DiffusionParameters(iterations=100), Context(report=cancel_on_the_second)
        )
    assert calls == 2
