"""Bright lesions planted in real volumes at known places, and a network that finds them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from medaiassist_engine.classify.deep.bundle_reading import ImageClassifier
from medaiassist_engine.classify.deep.data import ImageCases
from medaiassist_engine.classify.deep.parameters import TrainNetworkParameters
from medaiassist_engine.classify.deep.preparation import Preparation, prepare
from medaiassist_engine.classify.deep.train_network import train_network
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Volume, matrix
from medaiassist_engine.files.volumes import read_volume

SIZE = (32, 32, 32)
SHAPE = (36, 44, 40)  # k, j, i of each piece of a volume
STRIDE = 4  # the last map of at least 7 voxels has 8
CLASSES = ("healthy", "lesion")
TRAINED_ON = ("head_mr/t1_crop.nii.gz", "ms_lesions/p07_T1.nii.gz", "ms_lesions/p07_FLAIR.nii.gz")
TESTED_ON = ("ms_lesions/p19_T1.nii.gz", "ms_lesions/p19_FLAIR.nii.gz")
CHEST = "chest_ct/lidc_0314.nii.gz"  # its lower half is trained on, its upper half tested on

_MARGIN = 6
_TISSUE = 0.3

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Planted:
    """A volume, and where its lesion is, RAS mm; None without one."""

    volume: Volume
    place: NDArray[np.float64] | None


def scans(folder: Path) -> tuple[list[Array], list[Array]]:
    """Whole volumes of about 2 mm to train on and to test with, 0 to 1; no patient in both, but for
    the chest CT, of which no slice is in both."""
    chest = _read(folder / CHEST)
    middle = len(chest) // 2
    train = [_read(folder / name) for name in TRAINED_ON]
    test = [_read(folder / name) for name in TESTED_ON]
    return [*train, chest[: middle - 1]], [*test, chest[middle + 1 :]]


def planted(scan: Array, lesion: bool, seed: int) -> Planted:
    """A piece of a scan, stored obliquely, with axes swapped and mirrored at random."""
    rng = np.random.default_rng(seed)
    for _ in range(100):  # not of the air around the patient
        corner = [int(rng.integers(n - m + 1)) for n, m in zip(scan.shape, SHAPE, strict=True)]
        piece = scan[tuple(slice(c, c + m) for c, m in zip(corner, SHAPE, strict=True))].copy()
        if piece.mean() > 0.15:
            break
    full = _stored(rng)
    if not lesion:
        return Planted(Volume(piece, matrix(full)), None)
    centre = _in_tissue(piece, rng)
    away = np.indices(SHAPE) - centre[:, None, None, None]
    distance = np.sqrt((away**2).sum(axis=0))
    piece += 0.8 * np.clip(rng.uniform(3, 4.5) - distance, 0, 1).astype(np.float32)
    return Planted(Volume(piece, matrix(full)), (full @ [*centre[::-1], 1])[:3])


def trained(scans: list[Array], count: int = 768, epochs: int = 24) -> ImageClassifier:
    """A plain CNN that tells pieces with a lesion from others."""
    preparation = Preparation(3, 1, SIZE, intensities="none")
    codes = np.arange(count) % 2
    pieces = [planted(scans[n // 2 % len(scans)], bool(code), n) for n, code in enumerate(codes)]
    images = torch.stack([prepare(one.volume, preparation) for one in pieces])
    names = np.array([f"case{n}" for n in range(count)])
    parts = np.where(np.arange(count) % 12 < 9, "train", "validation")
    cases = ImageCases(names, names, parts, codes, CLASSES, images, preparation)
    choices = TrainNetworkParameters(
        epochs=epochs, batch=16, device="cpu", intensities="none", learning_rate=1e-3,
        rotate=0.0, zoom=0.0, shift=0.0, noise=0.0, contrast=0.0, flip="all",
    )  # fmt: skip
    network, _ = train_network(cases, choices, Context())
    return ImageClassifier(network.module.eval(), "lesions", "0" * 64, preparation, CLASSES,
                           network.definition)  # fmt: skip


def strides_away(heat: Volume, one: Planted) -> float:
    """How far the peak is from the lesion: strides along the axis where it is farthest."""
    assert one.place is not None
    shape = heat.array.shape
    k, j, i = np.unravel_index(np.argmax(heat.array), shape)
    to_ijk = np.linalg.inv(one.volume.ijk_to_ras)
    lesion = (to_ijk @ [*one.place, 1])[:3]
    stride = STRIDE * np.array(shape[::-1]) / SIZE[0]  # in voxels as stored
    return float((np.abs(np.array([i, j, k]) - lesion) / stride).max())


def _in_tissue(piece: Array, rng: np.random.Generator) -> NDArray[np.int64]:
    """A voxel away from the edges where there is something: in air a lesion would not be bright."""
    inner = tuple(slice(_MARGIN, -_MARGIN) for _ in SHAPE)
    places = np.argwhere(piece[inner] > _TISSUE) + _MARGIN
    found: NDArray[np.int64] = places[int(rng.integers(len(places)))]
    return found


def _stored(rng: np.random.Generator) -> Any:
    angle = np.deg2rad(20)
    turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0],
                     [0, 0, 1]])  # fmt: skip
    axes = np.eye(3)[rng.permutation(3)] * rng.choice([-1, 1], 3)
    full = np.eye(4)
    full[:3, :3] = turn @ axes * np.array([2.0, 1.8, 2.2])
    full[:3, 3] = rng.normal(0, 50, 3)
    return full


def _read(path: Path) -> Array:
    volume = read_volume(path)
    spacing = np.linalg.norm(np.array(volume.ijk_to_ras)[:3, :3], axis=0)[::-1]
    steps = tuple(slice(None, None, max(1, round(2 / s))) for s in spacing)
    array = np.asarray(volume.array[steps], dtype=np.float32)
    low, high = np.percentile(array, (0.5, 99.5))
    return np.clip((array - low) / (high - low), 0, 1)
