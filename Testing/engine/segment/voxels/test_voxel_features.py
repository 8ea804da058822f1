"""The features of voxel classification against scipy and numpy on the whole image at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from medaiassist_engine.segment.voxels.scales import INTEGRATION, FeatureSet, doubling
from medaiassist_engine.segment.voxels.stack import features_of

SPACING = (2.0, 0.7, 1.1)
SIGMAS = (0.9, 1.8)
PAD = 24
EVERYTHING = {"difference": True, "structure": True, "position": True}


@pytest.fixture(scope="module")
def image():
    rng = np.random.default_rng(3)
    return gaussian_filter(rng.normal(0, 400, (12, 18, 21)), 0.7).astype(np.int16)


def whole(image):
    return tuple(slice(0, n) for n in image.shape)


def column(features, wanted, name, shape):
    return features[:, wanted.names.index(name)].reshape(shape)


def smoothed(image, sigma, planar=False):
    """Smoothed by scipy, with the image's edges repeated far outwards first."""
    padded = np.pad(image.astype(np.float64), PAD, mode="edge")
    widths = [sigma / s for s in SPACING]
    if planar:
        widths[0] = 0
    return gaussian_filter(padded, widths, truncate=4.0)


def cut(padded):
    return padded[(slice(PAD, -PAD),) * 3]


def slopes(padded):
    return [
        (np.roll(padded, -1, a) - np.roll(padded, 1, a)) / (2 * h) for a, h in enumerate(SPACING)
    ]


def hessian(padded):
    """(k, j, i, 3, 3) by second differences per mm²."""
    matrix = np.empty((*padded.shape, 3, 3))
    for a, h in enumerate(SPACING):
        matrix[..., a, a] = (np.roll(padded, 1, a) + np.roll(padded, -1, a) - 2 * padded) / h**2
        for b in range(a):
            matrix[..., a, b] = matrix[..., b, a] = slopes(slopes(padded)[a])[b]
    return matrix


def descending(matrix):
    return np.linalg.eigvalsh(matrix)[..., ::-1]


@pytest.mark.parametrize("sigma", SIGMAS)
def test_gaussian_and_derivatives_agree_with_scipy(image, sigma):
    wanted = FeatureSet(SPACING, SIGMAS)
    found = features_of(image, whole(image), wanted)
    padded = smoothed(image, sigma)
    expected = {
        "Gaussian": padded,
        "Gradient magnitude": np.sqrt(sum(s**2 for s in slopes(padded))),
        "Laplacian": np.trace(hessian(padded), axis1=3, axis2=4),
    }
    for name, values in expected.items():
        own = column(found, wanted, f"{name}, {sigma:.3g} mm", image.shape)
        np.testing.assert_allclose(own, cut(values), atol=2e-3)


@pytest.mark.parametrize("sigma", SIGMAS)
def test_hessian_eigenvalues_agree_with_numpy(image, sigma):
    wanted = FeatureSet(SPACING, SIGMAS)
    found = features_of(image, whole(image), wanted)
    values = descending(cut(hessian(smoothed(image, sigma))))
    for n, order in enumerate(("largest", "middle", "smallest")):
        own = column(found, wanted, f"Hessian {order}, {sigma:.3g} mm", image.shape)
        np.testing.assert_allclose(own, values[..., n], atol=3e-3)


def test_hessian_eigenvalues_of_a_slice_agree_with_numpy(image):
    wanted = FeatureSet(SPACING, SIGMAS, planar=True)
    found = features_of(image, whole(image), wanted)
    matrix = cut(hessian(smoothed(image, SIGMAS[0], planar=True)))[..., 1:, 1:]
    values = descending(matrix)
    for n, order in enumerate(("largest", "smallest")):
        own = column(found, wanted, f"Hessian {order}, {SIGMAS[0]:.3g} mm", image.shape)
        np.testing.assert_allclose(own, values[..., n], atol=3e-3)


def test_structure_tensor_eigenvalues_agree_with_numpy(image):
    sigma = SIGMAS[0]
    wanted = FeatureSet(SPACING, (sigma,), structure=True)
    found = features_of(image, whole(image), wanted)
    gradient = slopes(smoothed(image, sigma))
    window = [INTEGRATION * sigma / s for s in SPACING]
    tensor = np.empty((*image.shape, 3, 3))
    for a in range(3):
        for b in range(3):
            tensor[..., a, b] = cut(gaussian_filter(gradient[a] * gradient[b], window, truncate=4))
    values = descending(tensor)
    for n, order in enumerate(("largest", "middle", "smallest")):
        own = column(found, wanted, f"Structure tensor {order}, {sigma:.3g} mm", image.shape)
        np.testing.assert_allclose(own, values[..., n], rtol=1e-3, atol=1e-4 * values.max())


def test_difference_of_gaussians_is_to_the_next_finer_scale(image):
    wanted = FeatureSet(SPACING, SIGMAS, difference=True)
    found = features_of(image, whole(image), wanted)
    finer, coarser = (column(found, wanted, f"Gaussian, {s:.3g} mm", image.shape) for s in SIGMAS)
    own = column(found, wanted, f"Difference of Gaussians, {SIGMAS[1]:.3g} mm", image.shape)
    np.testing.assert_array_equal(own, finer - coarser)
    first = column(found, wanted, f"Difference of Gaussians, {SIGMAS[0]:.3g} mm", image.shape)
    np.testing.assert_array_equal(first, image - finer)


@pytest.mark.parametrize("planar", [False, True])
def test_a_voxels_features_do_not_depend_on_the_box(image, planar):
    place = np.diag([-1.1, 0.7, 2.0, 1.0])
    wanted = FeatureSet(SPACING, SIGMAS, planar, **EVERYTHING)
    all_of_it = features_of(image, whole(image), wanted, place).reshape(*image.shape, -1)
    rng = np.random.default_rng(0)
    for _ in range(12):
        low = [int(rng.integers(0, n)) for n in image.shape]
        high = [int(rng.integers(a + 1, n + 1)) for a, n in zip(low, image.shape, strict=True)]
        box = tuple(slice(a, b) for a, b in zip(low, high, strict=True))
        part = features_of(image, box, wanted, place)
        np.testing.assert_array_equal(part, all_of_it[box].reshape(len(part), -1))


def test_position_is_in_ras_mm(image):
    place = np.array([[0, 0.6, 1, 5], [1.1, 0, 0, -7], [0, 0.3, -2, 9], [0, 0, 0, 1.0]])
    wanted = FeatureSet(SPACING, (1.0,), position=True)
    found = features_of(image, (slice(3, 4), slice(5, 6), slice(7, 9)), wanted, place)
    np.testing.assert_allclose(found[1, -3:], (place @ [8, 5, 3, 1])[:3], rtol=1e-6)


def test_turning_the_axes_changes_no_feature(image):
    wanted = FeatureSet(SPACING, SIGMAS, difference=True, structure=True)
    turned = replace(wanted, spacing=(SPACING[2], SPACING[0], SPACING[1]))
    here = features_of(image, whole(image), wanted).reshape(*image.shape, -1)
    other = np.transpose(image, (2, 0, 1))[:, ::-1]
    there = features_of(other, whole(other), turned).reshape(*other.shape, -1)
    back = np.transpose(there[:, ::-1], (1, 2, 0, 3))
    scale = np.abs(here).reshape(-1, here.shape[-1]).max(axis=0)
    assert (np.abs(back - here) / scale).max() < 1e-3  # float32, and acos at equal eigenvalues


def test_features_have_one_name_each():
    for planar in (False, True):
        wanted = FeatureSet(SPACING, doubling(1.0, 4), planar, **EVERYTHING)
        assert len(set(wanted.names)) == len(wanted.names)
        names = wanted.names
        box = (slice(0, 1),) * 3
        assert features_of(np.zeros((2, 2, 2)), box, wanted, np.eye(4)).shape == (1, len(names))
