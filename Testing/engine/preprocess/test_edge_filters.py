"""The edge operations against scikit-image, scipy, SimpleITK and images whose edges are known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import SimpleITK as sitk
from scipy import ndimage
from skimage import feature, filters

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import ParameterError
from medaiassist_engine.contract.payloads import LabelMap, Matrix, Volume
from medaiassist_engine.preprocess.edges import parameters as p
from medaiassist_engine.preprocess.edges.canny import hysteresis, run_canny
from medaiassist_engine.preprocess.edges.gradient import run_gradient
from medaiassist_engine.preprocess.edges.laplacian import run_log

# Spacing 0.8, 1.2, 2.5 mm along i, j, k; rotated and mirrored.
OBLIQUE: Matrix = (
    (0.64, -0.72, 0.0, 5.0),
    (0.48, 0.96, 0.0, -8.0),
    (0.0, 0.0, -2.5, 40.0),
    (0.0, 0.0, 0.0, 1.0),
)
SPACING_KJI = np.array((2.5, 1.2, 0.8))
RUNS: list[tuple[Any, Any]] = [
    (run_canny, p.CannyParameters),
    (run_gradient, p.GradientParameters),
    (run_log, p.LogParameters),
]


def in_mm(shape: tuple[int, ...]) -> list[np.ndarray]:
    axes = (np.arange(n) * s for n, s in zip(shape, SPACING_KJI, strict=True))
    return np.meshgrid(*axes, indexing="ij")


def ball(shape: tuple[int, ...], radius: float) -> tuple[np.ndarray, np.ndarray]:
    """A soft bright ball, and each voxel's distance in mm from its centre."""
    distance = np.sqrt(sum((a - a.mean()) ** 2 for a in in_mm(shape)))
    return 100 / (1 + np.exp((distance - radius) / 0.5)), distance


@pytest.mark.parametrize("method", ["gaussian", "sobel"])
@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.float32, np.float64])
def test_the_gradient_of_a_ramp_is_its_slope_per_mm(method: Any, dtype: Any) -> None:
    k, j, i = in_mm((12, 20, 20))
    image = 1.5 * k - 2.5 * j + 2.0 * i + 80
    array = np.rint(image).astype(dtype) if np.dtype(dtype).kind in "iu" else image.astype(dtype)
    parameters = p.GradientParameters(method, sigma=2.0)
    result = run_gradient(Volume(array, OBLIQUE), parameters, Context())["volume"]
    middle = result.array[4:-4, 8:-8, 10:-10]
    exact = np.linalg.norm([1.5, 2.5, 2.0])
    np.testing.assert_allclose(middle, exact, rtol=1e-3 if dtype in (float, np.float32) else 0.15)
    assert result.array.dtype == np.float32


def test_the_gaussian_gradient_is_simpleitks() -> None:
    image, _ = ball((20, 32, 40), 10)
    result = run_gradient(Volume(image, OBLIQUE), p.GradientParameters(sigma=3.0), Context())
    itk = sitk.GetImageFromArray(image)
    itk.SetSpacing([float(s) for s in SPACING_KJI[::-1]])
    expected = sitk.GetArrayFromImage(sitk.GradientMagnitudeRecursiveGaussian(itk, 3.0))
    inner = np.s_[4:-4, 8:-8, 10:-10]
    assert np.abs(result["volume"].array - expected)[inner].max() < 0.03 * expected.max()


def test_sobel_is_scikit_images_up_to_its_scale() -> None:
    image = np.random.default_rng(0).normal(0, 10, (1, 30, 24))
    result = run_gradient(Volume(image), p.GradientParameters("sobel"), Context())["volume"]
    expected = filters.sobel(image[0], mode="reflect") / np.sqrt(2)
    np.testing.assert_allclose(result.array[0], expected, rtol=1e-5)


def test_thick_slices_do_not_hide_a_gradient_across_them() -> None:
    matrix = ((1.0, 0, 0, 0), (0, 1.0, 0, 0), (0, 0, 8.0, 0), (0, 0, 0, 1.0))
    array = np.broadcast_to(np.arange(6.0)[:, None, None] * 40, (6, 10, 10))
    result = run_gradient(Volume(array, matrix), p.GradientParameters(sigma=1.0), Context())
    np.testing.assert_allclose(result["volume"].array[2:4], 5.0, rtol=1e-6)


def test_the_laplacian_is_scipys() -> None:
    image = np.random.default_rng(0).normal(0, 10, (14, 20, 18))
    parameters = p.LogParameters(sigma=2.0)
    result = run_log(Volume(image, OBLIQUE), parameters, Context())["volume"].array
    smooth = ndimage.gaussian_filter(image, 2.0 / SPACING_KJI, mode="nearest")
    expected = sum(
        ndimage.correlate1d(smooth, [1, -2, 1], axis, mode="nearest") / SPACING_KJI[axis] ** 2
        for axis in range(3)
    )
    np.testing.assert_allclose(result, expected, rtol=1e-4, atol=1e-5)


def test_the_laplacian_of_a_quadratic_is_exact_in_mm() -> None:
    k, j, i = in_mm((16, 30, 40))
    image = 0.5 * k**2 - 0.2 * j**2 + 0.3 * i**2
    result = run_log(Volume(image, OBLIQUE), p.LogParameters(sigma=1.0), Context())["volume"]
    np.testing.assert_allclose(result.array[5:-5, 8:-8, 8:-8], 1.2, rtol=1e-3)


@pytest.mark.parametrize(("run", "cls"), RUNS[::2])
def test_thin_edges_lie_on_the_surface_of_a_ball(run: Any, cls: Any) -> None:
    image, distance = ball((24, 40, 60), 14)
    parameters = cls(sigma=1.0, output="segmentation")
    result = run(Volume(image, OBLIQUE), parameters, Context())["segmentation"]
    edges = result.array > 0
    assert np.abs(distance[edges] - 14).max() < SPACING_KJI.max()
    assert (np.abs(distance[edges] - 14) < 1.3).mean() > 0.9
    shell = np.abs(distance - 14) < 0.2
    near = ndimage.distance_transform_edt(~edges, SPACING_KJI)
    assert near[shell].max() < 2.5


def test_canny_in_2d_finds_what_scikit_image_finds() -> None:
    from skimage.data import camera

    image = camera()[::2, ::2].astype(np.float64)
    smooth = ndimage.gaussian_filter(image, 2, mode="nearest")
    gy, gx = np.gradient(smooth)
    top = np.hypot(gy, gx).max()
    parameters = p.CannyParameters(sigma=2.0, high=25, low=10)
    result = run_canny(Volume(image[None]), parameters, Context())["segmentation"].array[0] > 0
    # scikit-image compares 8 times the derivative: Sobel's operator without its divisor.
    expected = feature.canny(image, 2, 0.1 * top * 8, 0.25 * top * 8, mode="nearest")
    far = ndimage.distance_transform_edt(~expected)[result]
    back = ndimage.distance_transform_edt(~result)[expected]
    assert (far <= 1.5).mean() > 0.93 and (back <= 1.5).mean() > 0.93


def test_canny_edges_are_one_voxel_thin() -> None:
    image = np.zeros((1, 40, 40))
    image[0, :, 17:] = 100
    result = run_canny(Volume(image), p.CannyParameters(sigma=1.5), Context())["segmentation"]
    np.testing.assert_array_equal(result.array[0].sum(axis=1), 1)
    assert set(np.flatnonzero(result.array[0].any(axis=0))) <= {16, 17}


def test_hysteresis_is_scikit_images() -> None:
    strength = np.random.default_rng(0).random((12, 30, 30))
    strength[strength < 0.7] = 0
    expected = filters.apply_hysteresis_threshold(strength, 0.8, 0.97)
    # scikit-image joins by faces only; ours also by edges and corners, so it keeps more.
    result = hysteresis(strength, 0.8, 0.97, flat=False)
    assert (result | expected == result).all()
    labels, _ = ndimage.label(strength >= 0.8, np.ones((3, 3, 3)))
    strong = np.unique(labels[strength >= 0.97])
    np.testing.assert_array_equal(result, np.isin(labels, strong[strong > 0]))


def test_canny_refuses_crossed_thresholds_and_reports_automatic_ones() -> None:
    volume = Volume(ball((10, 20, 30), 8)[0], OBLIQUE)
    with pytest.raises(ParameterError, match="low threshold"):
        run_canny(volume, p.CannyParameters(high=10, low=50), Context())
    context = Context()
    run_canny(volume, p.CannyParameters(), context)
    assert context.notes[0].startswith("Canny thresholds:")


@pytest.mark.parametrize("thresholds", ["fraction", "percentile"])
def test_higher_canny_thresholds_keep_fewer_edges(thresholds: Any) -> None:
    volume = Volume(np.random.default_rng(0).normal(0, 10, (10, 30, 30)))
    counts = [
        run_canny(volume, p.CannyParameters(1.0, thresholds, h, h / 2), Context())[
            "segmentation"
        ].array.sum()
        for h in (20, 60, 95)
    ]
    assert counts[0] > counts[1] > counts[2] > 0


@pytest.mark.parametrize(("run", "cls"), RUNS)
def test_the_segmentation_has_one_segment_called_edges(run: Any, cls: Any) -> None:
    volume = Volume(ball((10, 20, 30), 8)[0], OBLIQUE, "Ball")
    result = run(volume, cls(output="segmentation"), Context())
    assert list(result) == ["segmentation"]
    labels = result["segmentation"]
    assert isinstance(labels, LabelMap) and labels.ijk_to_ras == OBLIQUE
    assert [(s.name, s.value) for s in labels.segments] == [("Edges", 1)]
    assert labels.array.dtype == np.uint8 and set(np.unique(labels.array)) == {0, 1}


@pytest.mark.parametrize(("run", "cls"), RUNS)
@pytest.mark.parametrize("output", ["volume", "segmentation"])
def test_a_constant_image_has_no_edges(run: Any, cls: Any, output: Any) -> None:
    result = run(Volume(np.full((6, 8, 9), 70, np.int16)), cls(output=output), Context())
    np.testing.assert_allclose(result[output].array, 0, atol=1e-4)


@pytest.mark.parametrize(("run", "cls"), RUNS)
def test_edges_of_colours_are_those_of_their_luminance(run: Any, cls: Any) -> None:
    array = np.random.default_rng(0).integers(0, 255, (5, 12, 12, 3), np.uint8)
    grey = (array @ np.array([0.299, 0.587, 0.114])).astype(np.float32)
    parameters = cls(output="volume")
    colour = run(Volume(array, colour=True), parameters, Context())["volume"]
    expected = run(Volume(grey), parameters, Context())["volume"]
    assert not colour.colour
    np.testing.assert_allclose(colour.array, expected.array, rtol=1e-3, atol=1e-3)
