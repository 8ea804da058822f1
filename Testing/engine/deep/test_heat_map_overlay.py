"""Maps lie where the network saw what they are of, whatever way the volume is stored."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import ndimage

pytest.importorskip("torch")
pytest.importorskip("monai")

from medaiassist_engine.classify.deep.preparation import (
    Preparation,
    prepare_placed,
)
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Volume, matrix
from medaiassist_engine.explain.heat_maps.overlay import enlarged, laid_over


def oblique(rng: np.random.Generator, left_handed: bool) -> Any:
    """Axes that point anywhere, of unequal voxels."""
    turn, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    if (np.linalg.det(turn) < 0) != left_handed:
        turn[:, 0] *= -1
    full = np.eye(4)
    full[:3, :3] = turn * np.array([1.0, 1.3, 2.1])
    full[:3, 3] = rng.normal(0, 50, 3)
    return full


def along(full: Any, shape: tuple[int, ...], direction: Any) -> Any:
    """(k, j, i) position of each voxel along a direction, mm."""
    k, j, i = np.indices(shape)
    places = np.einsum("ab,b...->a...", full[:3, :3], np.stack([i, j, k]).astype(float))
    return np.einsum("a,a...->...", direction, places) + direction @ full[:3, 3]


CASES = [
    (Preparation(3, 1, (32, 24, 20), intensities="none"), (20, 28, 44)),
    (Preparation(3, 1, (16, 30, 20), intensities="none"), (60, 28, 44)),
    (Preparation(3, 1, (32, 24, 20), fit="pad", intensities="none"), (15, 60, 24)),
    (Preparation(3, 1, (32, 24, 20), intensities="none", spacing=(1.5, 1.5, 1.5)), (40, 48, 44)),
    (Preparation(3, 1, (32, 24, 20), "pad", "none", spacing=(2.0, 1.5, 1.0)), (40, 28, 44)),
    (Preparation(2, 1, (32, 24), intensities="none"), (1, 48, 60)),
    (Preparation(2, 1, (32, 24), fit="pad", intensities="none"), (1, 48, 20)),
]


@pytest.mark.parametrize("left_handed", [False, True])
@pytest.mark.parametrize(("preparation", "shape"), CASES)
def test_what_the_network_saw_at_a_place_comes_back_to_that_place(
    preparation: Preparation, shape: tuple[int, int, int], left_handed: bool
) -> None:
    rng = np.random.default_rng(len(shape) + left_handed)
    full = oblique(rng, left_handed)
    direction = full[:3, :2].sum(axis=1) + (full[:3, 2] if shape[0] > 1 else 0)
    ramp = along(full, shape, direction)  # a map that is linear in space, so nothing blurs it
    volume = Volume(ramp.astype(np.float32), matrix(full))
    image, seen = prepare_placed(volume, preparation)
    heat = laid_over(image[0].numpy(), tuple(image.shape[1:]), seen, volume, Context())
    assert heat.shape == shape and heat.dtype == np.float32
    middle = np.zeros(shape, dtype=bool)  # away from rims, which repeat the outermost voxels
    middle[tuple(slice(n // 4, n - n // 4) for n in shape)] = True
    middle &= ndimage.grey_erosion(heat != 0, [min(n, 5) for n in shape]).astype(bool)
    assert middle.sum() > 200
    np.testing.assert_allclose(heat[middle], ramp[middle], atol=1e-3 * np.ptp(ramp))


def test_voxels_that_were_cut_away_say_nothing() -> None:
    volume = Volume(np.zeros((40, 40, 40), np.float32))
    image, seen = prepare_placed(volume, Preparation(3, 1, (16, 16, 16), fit="pad"))
    heat = laid_over(np.ones((8, 8, 8)), tuple(image.shape[1:]), seen, volume, Context())
    assert (heat[13:27, 13:27, 13:27] == 1).all()
    assert heat[:11].max() == heat[29:].max() == 0


def test_the_peak_of_a_coarse_map_stays_where_it_is() -> None:
    coarse = np.zeros((4, 4, 4))
    coarse[1, 2, 2] = 1
    volume = Volume(np.zeros((32, 32, 32), np.float32))
    image, seen = prepare_placed(volume, Preparation(3, 1, (16, 16, 16)))
    heat = laid_over(coarse, tuple(image.shape[1:]), seen, volume, Context())
    place = np.argwhere(heat == heat.max()).mean(axis=0)
    np.testing.assert_allclose(place, np.array([2, 2, 1]) * 8 + 3.5)
    fine = enlarged(coarse, (16, 16, 16))
    np.testing.assert_allclose(np.argwhere(fine == fine.max()).mean(axis=0),
                               np.array([1, 2, 2]) * 4 + 1.5)  # fmt: skip
