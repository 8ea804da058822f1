"""Voxel classification: a slice after each stroke, a whole volume, against scikit-image's way.

The peer is what scikit-image's gallery calls trainable segmentation: `multiscale_basic_features`
and scikit-learn's random forest, with as many trees, scales and painted voxels. Strokes are drawn
at random inside reference masks of real images: background, soft tissue and bright tissue of a
head MR, air, soft tissue and bone of a chest CT (by thresholds), and MS lesions (by a consensus of
readers). For the lesions, corrections are painted twice where the result was wrong, in three
slices; the Dice is that of all other slices. `--quick` leaves the chest CT's volume out.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import SimpleITK as sitk
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation
from skimage.feature import multiscale_basic_features
from sklearn.ensemble import RandomForestClassifier

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import LabelMap, Matrix, Segment, Volume
from medaiassist_engine.geometry import compose
from medaiassist_engine.segment.voxels.cache import Cache
from medaiassist_engine.segment.voxels.operation import run_voxels
from medaiassist_engine.segment.voxels.parameters import VoxelsParameters

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("MEDAIASSIST_DATA", ROOT.parent / "shared" / "data"))
STROKES = 5
TREES = VoxelsParameters().trees
Mask = NDArray[np.bool_]


@dataclass
class Image:
    name: str
    volume: Volume
    masks: tuple[Mask, ...]
    plane: int

    @property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(Segment(n, f"Class {n}") for n in range(1, len(self.masks) + 1))

    def labels(self, array: NDArray) -> LabelMap:
        return LabelMap(array, self.volume.ijk_to_ras, self.segments)


def loaded(path: Path) -> tuple[NDArray, Matrix]:
    image = sitk.ReadImage(str(path))
    direction = np.reshape(image.GetDirection(), (3, 3))
    place = compose(np.array(image.GetOrigin()), np.array(image.GetSpacing()), direction)
    return sitk.GetArrayFromImage(image), place


def head() -> Image:
    array, place = loaded(DATA / "head_mr" / "t1_crop.nii.gz")
    masks = (array < 15, (array > 50) & (array < 100), array > 120)
    return Image("head MR", Volume(array, place), masks, array.shape[0] // 2)


def chest() -> Image:
    array, place = loaded(DATA / "chest_ct" / "lidc_0314.nii.gz")
    masks = (array < -700, (array > -150) & (array < 150), array > 250)
    return Image("chest CT", Volume(array, place), masks, array.shape[0] // 2)


def lesions(case: str) -> Image:
    folder = DATA / "ms_lesions"
    (flair, place), (gold, _) = (loaded(folder / f"{case}_{n}.nii.gz") for n in ("FLAIR", "GOLD"))
    bright = np.percentile(flair[flair > 0], 90)
    lesion = gold > 0
    other = (flair > 0.25 * bright) & ~binary_dilation(lesion)
    plane = int(lesion.sum(axis=(1, 2)).argmax())
    return Image(f"MS {case}", Volume(flair, place), (flair < 0.1 * bright, other, lesion), plane)


def run(
    volume: Volume, painted: LabelMap, cache: Cache | None = None, **parameters: Any
) -> NDArray:
    chosen = VoxelsParameters(**parameters)
    found = run_voxels(volume, painted, chosen, Context(), cache=cache or Cache())
    return found["segmentation"].array


def stroke(array: NDArray, mask: Mask, plane: int, value: int, rng: np.random.Generator) -> None:
    """A stroke of 3 x 21 pixels around a random voxel of the mask, as far as it lies in it."""
    places = np.argwhere(mask[plane])
    if len(places):
        j, i = places[rng.integers(len(places))]
        part = (plane, slice(max(j - 1, 0), j + 2), slice(max(i - 10, 0), i + 11))
        array[part][mask[part]] = value


def dice(one: Mask, other: Mask) -> float:
    return 2 * np.count_nonzero(one & other) / max(one.sum() + other.sum(), 1)


def seconds(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def peak(function: Callable[[], object]) -> float:
    """Most memory in GB above what was used before."""
    process, done = psutil.Process(), threading.Event()
    before = most = process.memory_info().rss

    def watch() -> None:
        nonlocal most
        while not done.wait(0.01):
            most = max(most, process.memory_info().rss)

    watcher = threading.Thread(target=watch)
    watcher.start()
    function()
    done.set()
    watcher.join()
    return (most - before) / 2**30


def peer(image: NDArray, painted: NDArray) -> NDArray:
    """What scikit-image's gallery does, with our number of trees and scales."""
    features = multiscale_basic_features(
        image.astype(np.float32), sigma_min=1, sigma_max=8, num_sigma=4
    )
    forest = RandomForestClassifier(TREES, max_depth=16, n_jobs=-1, class_weight="balanced")
    forest.fit(features[painted > 0], painted[painted > 0])
    return forest.predict(features.reshape(-1, features.shape[-1]))


def live(image: Image, classifier: str) -> None:
    """Strokes of all classes in turn; after each the plane is classified."""
    array = np.zeros(image.volume.array.shape, np.uint8)
    rng, cache, taken = np.random.default_rng(0), Cache(), []
    plane = {"classifier": classifier, "plane_axis": "k", "plane": image.plane}
    for n in range(STROKES * len(image.masks)):
        value = n % len(image.masks)
        stroke(array, image.masks[value], image.plane, value + 1, rng)
        if n:
            start = time.perf_counter()
            run(image.volume, image.labels(array), cache, **plane)
            taken.append(time.perf_counter() - start)
    print(
        f"  {image.name}, {classifier}, {array.shape[1]} x {array.shape[2]}: first {taken[0]:.2f} "
        f"s, then {np.median(taken[1:]):.2f} s a stroke (at most {max(taken[1:]):.2f} s)"
    )


def whole(image: Image, classifier: str) -> None:
    array, rng = np.zeros(image.volume.array.shape, np.uint8), np.random.default_rng(0)
    for value, mask in enumerate(image.masks, 1):
        for _ in range(STROKES):
            stroke(array, mask, image.plane, value, rng)
    found: list[NDArray] = []
    start = time.perf_counter()
    memory = peak(
        lambda: found.append(run(image.volume, image.labels(array), classifier=classifier))
    )
    taken = time.perf_counter() - start
    scores = (f"{dice(found[0] == v, m):.3f}" for v, m in enumerate(image.masks, 1))
    print(
        f"  {image.name}, {classifier}, {' x '.join(map(str, array.shape))}: {taken:.1f} s, "
        f"peak memory {memory:.2f} GB, Dice of the classes {', '.join(scores)}"
    )


def against_peer(image: Image) -> None:
    """The same plane, and an eighth of the volume, by both."""
    middle = tuple(slice(n // 4, n // 4 + n // 2) for n in image.volume.array.shape)
    one = (slice(image.plane, image.plane + 1), slice(None), slice(None))
    for name, part in (("plane", one), ("eighth", middle)):
        volume = Volume(np.ascontiguousarray(image.volume.array[part]))
        array, rng = np.zeros(volume.array.shape, np.uint8), np.random.default_rng(0)
        for value, mask in enumerate(image.masks, 1):
            for _ in range(STROKES):
                stroke(array, mask[part], len(array) // 2, value, rng)
        ours = partial(run, volume, LabelMap(array, segments=image.segments))
        ours()
        own = min(seconds(ours) for _ in range(3))
        theirs = partial(peer, np.squeeze(volume.array), np.squeeze(array))
        other = min(seconds(theirs) for _ in range(2))
        print(
            f"  {name} of the {image.name}, {' x '.join(map(str, array.shape))}: ours {own:.2f} s, "
            f"scikit-image and scikit-learn {other:.2f} s, ratio {other / own:.1f}"
        )


def corrected(image: Image, classifier: str) -> None:
    """Lesions: strokes in three slices, then twice more where the result is wrong."""
    shape = image.volume.array.shape
    planes = [image.plane - 15, image.plane, image.plane + 15]
    array, rng = np.zeros(shape, np.uint8), np.random.default_rng(0)
    others = np.ones(shape[0], bool)
    others[planes] = False
    wrong, scores, truth = image.masks, [], image.masks[-1]
    for _ in range(3):
        for plane in planes:
            for value, mask in enumerate(wrong, 1):
                for _ in range(STROKES):
                    stroke(array, mask, plane, value, rng)
        labels = run(image.volume, image.labels(array), classifier=classifier)
        wrong = tuple(m & (labels != v) for v, m in enumerate(image.masks, 1))
        scores.append(dice((labels == len(wrong))[others], truth[others]))
    print(f"  {image.name}, {classifier}: Dice {', '.join(f'{s:.3f}' for s in scores)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the whole chest CT")
    quick = parser.parse_args().quick
    print(f"{os.cpu_count()} processors")
    mr, ct = head(), chest()
    print("A plane after each stroke:")
    for classifier in ("forest", "svm", "logistic"):
        live(mr, classifier)
        live(ct, classifier)
    print("Whole volumes:")
    for classifier in ("forest", "svm", "logistic"):
        whole(mr, classifier)
    if not quick:
        whole(ct, "forest")
    print("Against scikit-image:")
    against_peer(mr)
    print("Lesions, with corrections:")
    for case in ("p07", "p19"):
        for classifier in ("forest", "svm"):
            corrected(lesions(case), classifier)


if __name__ == "__main__":
    main()
