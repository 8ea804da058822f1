"""Gabor energies against scikit-image and against waves whose response is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from skimage.data import camera
from skimage.filters import gabor

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import ParameterError, UserError
from medaiassist_engine.contract.payloads import LabelMap, Segment, Table, Volume, matrix
from medaiassist_engine.features.textures.energies import run_gabor
from medaiassist_engine.features.textures.gabor import gabor_response, sigma_of
from medaiassist_engine.features.textures.parameters import GaborParameters


def value(table: Table, name: str, row: int = 0) -> float:
    return float(np.asarray(next(c.values for c in table.columns if c.name == name))[row])


@pytest.mark.parametrize(("wavelength", "degrees"), [(5.0, 0.0), (6.0, 30.0), (9.0, 115.0)])
def test_the_response_is_scikit_images_with_a_wide_window(
    wavelength: float, degrees: float
) -> None:
    """Within 0.1% of its largest value: scikit-image samples and cuts off the window."""
    image = camera()[100:190, 60:160].astype(float)
    theta = np.radians(degrees)
    real, imaginary = gabor(image, 1 / wavelength, theta, n_stds=5, mode="reflect")
    found = gabor_response(image, (np.sin(theta), np.cos(theta)), wavelength, zero_mean=False)
    largest = np.abs(real + 1j * imaginary).max()
    np.testing.assert_allclose(found.real, real, atol=1e-3 * largest)
    np.testing.assert_allclose(found.imag, imaginary, atol=1e-3 * largest)


def test_a_wave_of_amplitude_a_has_the_energy_a_squared_by_4() -> None:
    x = np.arange(400) * 0.5
    wave = np.broadcast_to(100 + 6 * np.cos(2 * np.pi * x / 8), (1, 50, 400))
    volume = Volume(wave, matrix(np.diag([0.5, 2.0, 1.0, 1.0])))
    table = run_gabor(volume, GaborParameters(), Context())["features"]
    assert value(table, "gabor_8mm_0deg_energy") == pytest.approx(9, rel=0.03)
    assert value(table, "gabor_8mm_90deg_energy") < 1e-6
    assert value(table, "gabor_8mm_energy") > 20 * value(table, "gabor_16mm_energy")
    assert value(table, "gabor_8mm_anisotropy") == pytest.approx(4, rel=0.01)


def test_brightness_alone_gives_no_response() -> None:
    response = gabor_response(np.full((40, 50), 1000.0), (0, 1), 8.0)
    assert np.abs(response).max() < 1e-6
    assert np.abs(gabor_response(np.full((40, 50), 1000.0), (0, 1), 8.0, zero_mean=False)).min() > 1


def test_stripes_in_space_are_found_along_their_direction() -> None:
    k, j, i = np.meshgrid(*[np.arange(48.0)] * 3, indexing="ij")
    volume = Volume(np.cos(2 * np.pi * (i + j + k) / np.sqrt(3) / 8))
    found = run_gabor(volume, GaborParameters(mode="3d"), Context())
    directions = ("k", "j", "i", "i+j+k", "i+j-k", "i-j+k", "i-j-k")
    energies = [value(found["features"], f"gabor_8mm_{d}_energy") for d in directions]
    assert np.argmax(energies) == 3
    middle = found["picture"].array[16:32, 16:32, 16:32]
    np.testing.assert_allclose(middle, 0.5, rtol=0.02)


@pytest.mark.parametrize("mode", ["2d", "3d"])
def test_segments_are_measured_separately_and_empty_ones_are_undefined(mode: Any) -> None:
    x = np.arange(64)
    array = np.zeros((8, 64, 64))
    array[:, :32] = np.cos(2 * np.pi * x / 4)
    array[:, 32:] = 5 * np.cos(2 * np.pi * x / 16)
    labels = np.zeros(array.shape, np.uint8)
    labels[2:6, 4:20, 8:56] = 1
    labels[2:6, 44:60, 8:56] = 2
    segments = LabelMap(
        labels, segments=(Segment(1, "fine"), Segment(2, "coarse"), Segment(3, "none"))
    )
    context = Context()
    table = run_gabor(Volume(array), GaborParameters(mode=mode), context, segments)["features"]
    for wavelength, more, less in ((4, 0, 1), (16, 1, 0)):
        name = f"gabor_{wavelength}mm_energy"
        assert value(table, name, more) > 5 * value(table, name, less)
        assert np.isnan(value(table, name, 2))
    assert "Segment 'none' has no voxels; its features are undefined." in context.notes


def test_stripes_finer_than_two_voxels_are_undefined_with_the_reason() -> None:
    context = Context()
    volume = Volume(
        np.random.default_rng(0).normal(size=(4, 30, 30)), matrix(np.diag([3, 3, 9, 1]))
    )
    table = run_gabor(volume, GaborParameters(), context)["features"]
    assert np.isnan(value(table, "gabor_4mm_energy"))
    assert np.isfinite(value(table, "gabor_8mm_energy"))
    assert any("4 mm is less than two voxels, 6 mm" in note for note in context.notes)


def test_a_volume_beyond_memory_is_refused_with_the_numbers() -> None:
    huge = Volume(np.broadcast_to(np.int16(0), (20_000, 20_000, 20_000)), name="Huge")
    from medaiassist_engine.features.textures.energies import _check_memory

    with pytest.raises(UserError, match=r"'Huge' needs about 47\d\d\d\d\.\d GB in 3D.*crop"):
        _check_memory(huge)


def test_two_equal_wavelengths_are_refused() -> None:
    with pytest.raises(ParameterError, match="Two wavelengths are equal"):
        run_gabor(Volume(np.zeros((1, 9, 9))), GaborParameters((4.0, 4.0, 8.0)), Context())


def test_the_window_has_half_the_response_half_an_octave_off() -> None:
    sigma = sigma_of(10.0, 1.0)
    low = 2 / 3 / 10  # the lower of two frequencies, an octave apart, around 1/10
    assert np.exp(-2 * (np.pi * sigma * (1 / 10 - low)) ** 2) == pytest.approx(0.5)
    assert sigma == pytest.approx(5.6, rel=0.01)
