"""Non-local means against a direct evaluation of its definition, and its promises to callers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from medaiassist_engine.preprocess.denoise.non_local_means import non_local_means

SIGMA = 40.0


def direct(
    image: NDArray,
    h: float,
    search_radius: int,
    taps: Sequence[int],
    *,
    patch_size: float | None = None,
    cutoff: float = np.inf,
    power: int = 1,
) -> NDArray[np.float64]:
    """One shifted image after the other, in float64; `taps` are the patch's offsets on an axis.

    `patch_size` divides a patch's squared difference, by default its number of voxels; weights
    below exp(-cutoff) are left out; what is averaged is the image to the given power.
    """
    dimensions = image.ndim
    reach = search_radius + max(map(abs, taps))
    padded = np.pad(image.astype(np.float64), reach, mode="reflect")
    patch = list(product(taps, repeat=dimensions))

    def shifted(offset: Sequence[int]) -> NDArray[np.float64]:
        return padded[
            tuple(slice(reach + o, reach + o + n) for o, n in zip(offset, image.shape, strict=True))
        ]

    total, weights = np.zeros(image.shape), np.zeros(image.shape)
    for offset in product(range(-search_radius, search_radius + 1), repeat=dimensions):
        distance = np.zeros(image.shape)
        for tap in patch:
            distance += (shifted(tap) - shifted(np.add(tap, offset))) ** 2
        distance /= (patch_size or len(patch)) * h**2
        weight = np.where(distance > cutoff, 0, np.exp(-distance))
        total += weight * shifted(offset) ** power
        weights += weight
    return total / weights


def noisy_steps(shape: Sequence[int], dtype: str = "int16", seed: int = 0) -> NDArray:
    """Two levels and noise."""
    rng = np.random.default_rng(seed)
    steps = np.full(shape, 300.0)
    steps[..., shape[-1] // 2 :] = 700
    return np.round(steps + rng.normal(0, SIGMA, shape)).astype(dtype)


def relative_error(found: NDArray, expected: NDArray) -> float:
    return float(np.max(np.abs(found - expected)) / np.max(np.abs(expected)))


@pytest.mark.parametrize(
    ("shape", "patch_radius", "search_radius"),
    [
        ((9, 10, 12), 1, 3),
        ((6, 7, 11), 2, 2),
        ((30, 33), 1, 3),
        ((21, 20), 2, 2),
        ((3, 70, 8), 1, 3),  # two tiles along j
        ((2, 3, 300), 1, 3),  # two tiles along i
        ((40, 4, 5), 1, 3),  # two tiles along k
        ((2, 1, 5), 1, 3),
        ((2, 2, 2), 1, 3),
    ],
)
def test_equals_its_definition(shape, patch_radius, search_radius):
    image = noisy_steps(shape)
    found = non_local_means(
        image, sigma=SIGMA, strength=0.9, patch_radius=patch_radius, search_radius=search_radius
    )
    taps = range(-patch_radius, patch_radius + 1)
    assert found.dtype == np.float32
    assert relative_error(found, direct(image, 0.9 * SIGMA, search_radius, taps)) < 1e-6


def test_rician_equals_its_definition():
    image = noisy_steps((6, 9, 10))
    squares = direct(image, SIGMA, 3, (-1, 0, 1), power=2)
    expected = np.sqrt(np.maximum(squares - 2 * SIGMA**2, 0))
    found = non_local_means(image, sigma=SIGMA, rician=True)
    assert relative_error(found, expected) < 1e-5


@pytest.mark.parametrize("shape", [(10, 11, 12), (40, 41)])
def test_differs_from_scikit_image_in_known_ways_only(shape):
    """scikit-image's fast mode sums over patches of 2 voxels per axis but divides by 3 per axis,
    drops weights below exp(-5) and approximates exp to a few percent. With all but the last put
    into the direct evaluation, they agree."""
    restoration = pytest.importorskip("skimage.restoration")
    image = noisy_steps(shape, "float64")
    h = 0.6 * SIGMA
    found = restoration.denoise_nl_means(image, patch_size=3, patch_distance=3, h=h)
    expected = direct(image, h, 3, (0, 1), patch_size=3 ** len(shape), cutoff=5)
    assert np.abs(found - expected).max() < 0.03 * SIGMA


def test_slice_and_volume_of_one_slice_are_the_same():
    image = noisy_steps((37, 41))
    flat = non_local_means(image, sigma=SIGMA)
    assert np.array_equal(non_local_means(image[np.newaxis], sigma=SIGMA)[0], flat)


def test_number_of_workers_changes_nothing():
    image = noisy_steps((34, 70, 260))
    one = non_local_means(image, sigma=SIGMA, workers=1)
    for workers in (2, 3, 7):
        assert np.array_equal(non_local_means(image, sigma=SIGMA, workers=workers), one)


@pytest.mark.parametrize("dtype", ["uint8", "int32", ">i2", "float16", "float64"])
def test_every_real_type(dtype):
    image = (noisy_steps((8, 9, 10)) // 4).astype(np.uint8)
    expected = non_local_means(image.astype(np.float32), sigma=10)
    np.testing.assert_allclose(non_local_means(image.astype(dtype), sigma=10), expected, rtol=1e-6)


def test_strided_images_are_read_and_never_written():
    image = noisy_steps((20, 12, 14))
    view = image.transpose(2, 0, 1)[::2]
    view.flags.writeable = False
    before = image.copy()
    found = non_local_means(view, sigma=SIGMA)
    assert np.array_equal(found, non_local_means(view.copy(), sigma=SIGMA))
    assert np.array_equal(image, before)


def test_large_offset_costs_no_accuracy():
    image = noisy_steps((8, 9, 10), "float64")
    shifted = non_local_means(image + 1e6, sigma=SIGMA) - 1e6
    assert np.abs(shifted - non_local_means(image, sigma=SIGMA)).max() < 0.1


@pytest.mark.parametrize("rician", [False, True])
def test_extreme_strengths(rician):
    image = noisy_steps((4, 9, 10))
    unchanged = non_local_means(image, sigma=1e-30, rician=rician)
    np.testing.assert_allclose(unchanged, image, rtol=1e-5)
    box = non_local_means(image, sigma=1e-9, strength=1e30, rician=rician)
    assert np.ptp(box) < np.ptp(image)
    assert np.isfinite(box).all()


def test_constant_stays_constant():
    image = np.full((5, 6, 7), 1234.5)
    assert np.array_equal(non_local_means(image, sigma=3.0), image)


def test_no_noise_gives_a_copy():
    image = noisy_steps((5, 6, 7), "float32")
    for found in (
        non_local_means(image, sigma=0.0),
        non_local_means(image, sigma=SIGMA, strength=0.0),
    ):
        assert np.array_equal(found, image)
        assert not np.shares_memory(found, image)


def test_result_can_go_to_a_given_array():
    image = noisy_steps((5, 6, 7))
    out = np.empty((7, 6, 5), np.float32).T
    assert non_local_means(image, sigma=SIGMA, out=out) is out
    assert np.array_equal(out, non_local_means(image, sigma=SIGMA))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"image": np.zeros(5)}, "dimensions"),
        ({"image": np.zeros((5, 5), complex)}, "real"),
        ({"image": np.array([[0, np.nan], [0, 0]])}, "NaN"),
        ({"image": np.array([[0, np.inf], [0, 0]])}, "infinite"),
        ({"sigma": -1.0}, "negative"),
        ({"strength": float("nan")}, "negative"),
        ({"search_radius": 0}, "small"),
        ({"workers": 0}, "worker"),
        ({"out": np.zeros((5, 5))}, "float32"),
    ],
)
def test_unusable_arguments_are_named(arguments, words):
    with pytest.raises(ValueError, match=words):
        non_local_means(**{"image": np.zeros((5, 5)), "sigma": 1.0, **arguments})


def test_output_over_the_image_is_refused():
    image = np.zeros((5, 6, 7), np.float32)
    with pytest.raises(ValueError, match="memory"):
        non_local_means(image, sigma=1.0, out=image)


def test_progress_rises_to_one_on_the_calling_thread():
    calls: list[tuple[float, int]] = []
    image = noisy_steps((40, 70, 80))
    non_local_means(image, sigma=SIGMA, progress=lambda f: calls.append((f, threading.get_ident())))
    fractions = [fraction for fraction, _ in calls]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert {thread for _, thread in calls} == {threading.get_ident()}


def test_cancel_stops_all_workers():
    class Cancelled(Exception):
        pass

    def cancel(fraction: float) -> None:
        raise Cancelled

    image = noisy_steps((256, 200, 200))
    out = np.full(image.shape, np.nan, np.float32)
    with pytest.raises(Cancelled):
        non_local_means(image, sigma=SIGMA, out=out, progress=cancel, workers=2)
    assert not [t for t in threading.enumerate() if t.name.startswith("non_local_means")]
    assert np.isnan(out).mean() > 0.5


def test_rician_correction_removes_most_of_the_bias():
    rng = np.random.default_rng(1)
    truth = np.full((24, 40, 40), 80.0)  # twice the noise
    truth[:, 10:30, 10:30] = 600
    magnitude = np.hypot(
        truth + rng.normal(0, SIGMA, truth.shape), rng.normal(0, SIGMA, truth.shape)
    )
    dark = truth == 80
    plain = non_local_means(magnitude, sigma=SIGMA)[dark].mean() - 80
    corrected = non_local_means(magnitude, sigma=SIGMA, rician=True)[dark].mean() - 80
    assert plain > 8
    assert abs(corrected) < 0.3 * plain


def test_brain_gets_close_to_the_noiseless_one():
    datasets = pytest.importorskip("nilearn.datasets", reason="nilearn brings the brain")
    brain = datasets.load_mni152_template(resolution=2).get_fdata().T[30:60, 20:90, 15:85]
    brain = 1000 * brain / brain.max()
    noisy = brain + np.random.default_rng(2).normal(0, 60, brain.shape)
    denoised = non_local_means(noisy, sigma=60.0)

    def psnr(image: NDArray) -> float:
        return float(10 * np.log10(1000**2 / np.mean((image - brain) ** 2)))

    assert psnr(denoised) > psnr(noisy) + 5
