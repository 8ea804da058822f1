"""The noise estimate on images whose noise is known."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from numpy.typing import NDArray

from medaiassist_engine.preprocess.noise import estimate_noise


def brain() -> NDArray[np.float64]:
    """The MNI average brain, 0 to 1000."""
    datasets = pytest.importorskip("nilearn.datasets", reason="nilearn brings the brain")
    image = datasets.load_mni152_template(resolution=1).get_fdata().T
    return 1000 * image / image.max()


def phantom() -> NDArray[np.float64]:
    """Nested balls and a cube, 0 to 1000, with sharp edges."""
    z, y, x = np.ogrid[-1:1:64j, -1:1:96j, -1:1:96j]
    radius = np.sqrt(x**2 + y**2 + z**2)
    image = 400.0 * (radius < 0.9) + 400.0 * (radius < 0.6)
    image[(np.abs(x - 0.2) < 0.2) & (radius < 0.5)] = 1000
    return image


def gaussian(image: NDArray, sigma: float, seed: int = 0) -> NDArray[np.float64]:
    return image + np.random.default_rng(seed).normal(0, sigma, image.shape)


def rician(image: NDArray, sigma: float, seed: int = 0) -> NDArray[np.float64]:
    real, imaginary = np.random.default_rng(seed).normal(0, sigma, (2, *image.shape))
    return np.hypot(image + real, imaginary)


@pytest.mark.parametrize("make_image", [brain, phantom])
@pytest.mark.parametrize("sigma", [10, 30, 100, 200])
def test_gaussian_noise_within_ten_percent(make_image, sigma):
    image = gaussian(make_image(), sigma)
    assert estimate_noise(image) == pytest.approx(sigma, rel=0.1)
    assert estimate_noise(np.round(image).astype(np.int16)) == pytest.approx(sigma, rel=0.1)


@pytest.mark.parametrize("sigma", [20, 50, 200])
def test_slice_within_fifteen_percent(sigma):
    """A slice has fewer voxels, and its diagonal coefficient sees more of the anatomy."""
    assert estimate_noise(gaussian(brain()[90], sigma)) == pytest.approx(sigma, rel=0.15)
    assert estimate_noise(gaussian(phantom()[32], sigma)) == pytest.approx(sigma, rel=0.15)


@pytest.mark.parametrize("make_image", [brain, phantom])
@pytest.mark.parametrize("sigma", [20, 50, 100, 200, 300])
def test_rician_noise_within_ten_percent(make_image, sigma):
    """Down to a signal of about twice the noise in the foreground."""
    image = rician(make_image(), sigma)
    assert estimate_noise(image, rician=True) == pytest.approx(sigma, rel=0.1)


def test_rician_noise_without_signal():
    """Rayleigh: the magnitude deviates by 0.655 of what the complex signal does."""
    image = rician(np.zeros((40, 50, 60)), 30.0)
    assert estimate_noise(image, rician=True) == pytest.approx(30, rel=0.15)
    assert estimate_noise(image) == pytest.approx(0.655 * 30, rel=0.15)


def test_zero_padding_does_not_count():
    image = gaussian(np.full((40, 60, 60), 500.0), 20.0)
    image[:, :40] = 0
    assert estimate_noise(image) == pytest.approx(20, rel=0.1)


def test_weak_noise_in_whole_numbers():
    image = np.round(gaussian(phantom(), 1.0)).astype(np.int16)
    assert estimate_noise(image) == pytest.approx(math.sqrt(1 + 1 / 12), rel=0.1)


@pytest.mark.parametrize("dtype", ["uint8", "int32", "float32", "float64"])
def test_constant_and_noiseless_images_have_none(dtype):
    assert estimate_noise(np.full((6, 7, 8), 9, dtype)) == 0.0
    assert estimate_noise(np.full((6, 7), 9, dtype), rician=True) == 0.0
    assert estimate_noise((phantom() / 4).astype(dtype)) == 0.0


def test_volume_of_one_slice_is_an_image():
    image = gaussian(np.zeros((40, 50)), 5.0)
    assert estimate_noise(image[np.newaxis]) == estimate_noise(image)


def test_large_offset_costs_no_accuracy():
    image = gaussian(phantom(), 20.0)
    assert estimate_noise(image + 1e7) == pytest.approx(estimate_noise(image), rel=1e-6)


def test_too_small_an_image_has_no_estimate():
    assert math.isnan(estimate_noise(np.zeros((1, 1, 9))))
    assert math.isnan(estimate_noise(np.zeros((0, 4))))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_nan_and_infinity_are_refused(value):
    image = np.zeros((64, 64, 64), np.float32)
    image[63, 62, 61] = value
    with pytest.raises(ValueError, match="NaN"):
        estimate_noise(image)


@pytest.mark.parametrize("image", [np.zeros(4), np.zeros((2, 2, 2, 2)), np.zeros((4, 4), complex)])
def test_other_arrays_are_refused(image):
    with pytest.raises(ValueError, match="noise"):
        estimate_noise(image)


def test_large_volume_takes_no_longer():
    plane = gaussian(np.zeros((512, 512)), 10.0).astype(np.float32)
    started = time.process_time()
    estimate_noise(np.broadcast_to(plane, (512, 512, 512)))
    assert time.process_time() - started < 1
