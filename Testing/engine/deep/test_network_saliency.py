"""Heat maps peak where lesions were planted, whatever way the volume is stored."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import quick  # noqa: E402

from medaiassist_engine.classify.deep.bundle_reading import ImageClassifier  # noqa: E402
from medaiassist_engine.classify.deep.data import ImageCases  # noqa: E402
from medaiassist_engine.classify.deep.preparation import Preparation, prepare  # noqa: E402
from medaiassist_engine.classify.deep.saliency import grad_cam  # noqa: E402
from medaiassist_engine.classify.deep.train_network import train_network  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.payloads import Volume, matrix  # noqa: E402

SHAPE = (20, 28, 24)  # k, j, i
SIZE = (32, 32, 32)
STRIDE = 4  # of the last map of at least 7 voxels: 32 voxels become 8


def stored(rng: np.random.Generator) -> Any:
    """An oblique matrix whose axes are swapped and mirrored at random."""
    angle = np.deg2rad(20)
    turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0],
                     [0, 0, 1]])  # fmt: skip
    axes = np.eye(3)[rng.permutation(3)] * rng.choice([-1, 1], 3)
    full = np.eye(4)
    full[:3, :3] = turn @ axes * np.array([1.0, 1.2, 1.5])
    full[:3, 3] = rng.normal(0, 50, 3)
    return full


def planted(seed: int, lesion: bool) -> tuple[Volume, Any]:
    """Noise, and a bright ball at a place that is returned in RAS mm."""
    rng = np.random.default_rng(seed)
    array = rng.normal(0.3, 0.05, SHAPE).astype(np.float32)
    place = np.array([rng.integers(4, n - 4) for n in SHAPE])
    full = stored(rng)
    if lesion:
        grid = np.indices(SHAPE) - place[:, None, None, None]
        array[(grid**2).sum(axis=0) <= 9] += 0.6
    return Volume(array, matrix(full)), (full @ [*place[::-1], 1])[:3]


@pytest.fixture(scope="module")
def classifier() -> ImageClassifier:
    preparation = Preparation(3, 1, SIZE, intensities="none")
    count = 96
    codes = np.arange(count) % 2
    images = torch.stack([prepare(planted(n, bool(n % 2))[0], preparation) for n in range(count)])
    names = np.array([f"case{n}" for n in range(count)])
    parts = np.where(np.arange(count) % 6 < 4, "train", "validation")
    cases = ImageCases(names, names, parts, codes, ("healthy", "lesion"), images, preparation)
    choices = quick(epochs=12, rotate=0.0, zoom=0.0, shift=0.0, noise=0.0, contrast=0.0, flip="all")
    trained, history = train_network(cases, choices, Context())
    assert max(epoch.accuracy for epoch in history) > 0.95
    return ImageClassifier(trained.module.eval(), "test", "", preparation, cases.classes,
                           trained.definition)  # fmt: skip


@pytest.mark.slow
def test_the_peak_lies_within_a_stride_of_a_planted_lesion_in_95_percent(
    classifier: ImageClassifier,
) -> None:
    near = []
    for seed in range(1000, 1040):
        volume, place = planted(seed, True)
        heat = grad_cam(classifier, volume, "lesion", Context())
        assert heat.array.shape == SHAPE and heat.array.dtype == np.float32
        assert heat.ijk_to_ras == volume.ijk_to_ras
        k, j, i = np.unravel_index(np.argmax(heat.array), SHAPE)
        away = np.linalg.inv(volume.ijk_to_ras)[:3, :3] @ (
            (np.array(volume.ijk_to_ras) @ [i, j, k, 1])[:3] - place
        )
        stride = STRIDE * np.array(SHAPE[::-1]) / SIZE  # in stored voxels, at most
        near.append(bool((np.abs(away) <= np.maximum(stride.max(), 1)).all()))
    assert np.mean(near) >= 0.95
