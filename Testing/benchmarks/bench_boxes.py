"""The box core: RoIAlign against torch's grid_sample, suppression and overlaps against MONAI.

RoIAlign forwards as detectors ask for it: 512 boxes of 256 channels in 7 x 7 bins, and in 3D 128
boxes of 128 channels in 7 x 7 x 7; the peer is grid_sample over all boxes at once with average
pooling, which copies no features. Suppression of 2,000 and 20,000 boxes against MONAI's, and of
100,000 alone with its peak of memory. Runs of the two are interleaved, so that what else the
machine does hits both, and the first call, which compiles, is left out. `--quick` leaves out what
takes minutes.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from measuring import seconds
from monai.data.box_utils import box_iou, non_max_suppression

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

from medaiassist_engine.detect.boxes.overlap import overlap
from medaiassist_engine.detect.boxes.suppression import nms
from medaiassist_engine.detect.learning.roi_align import roi_align
from medaiassist_engine.detect.learning.roi_align_torch import align_by_torch

ROUNDS = 7


def compare(name: str, ours: Callable[[], object], peer: Callable[[], object], rounds: int) -> None:
    """Medians of the seconds and of the ratios, and of processor time, which others share less."""
    ours(), peer()
    ratios, mine, others, own = [], [], [], []
    for _ in range(rounds):
        before = time.process_time()
        mine.append(seconds(ours))
        own.append(time.process_time() - before)
        others.append(seconds(peer))
        ratios.append(others[-1] / mine[-1])
    print(
        f"  {name:44} ours {1e3 * statistics.median(mine):8.1f} ms (processor "
        f"{1e3 * statistics.median(own):.1f}, best {1e3 * min(mine):.1f}), peer "
        f"{1e3 * statistics.median(others):8.1f} ms, ratio {statistics.median(ratios):.1f} "
        f"(rounds {min(ratios):.1f} to {max(ratios):.1f})"
    )


def align(dimensions: int, count: int, channels: int, shape: tuple[int, ...]) -> None:
    generator = torch.Generator().manual_seed(0)
    features = torch.randn((1, channels, *shape), generator=generator)
    low = torch.rand((count, dimensions), generator=generator) * torch.tensor(shape) * 0.7
    size = 2 + torch.rand((count, dimensions), generator=generator) * torch.tensor(shape) * 0.28
    boxes = torch.cat([low, low + size], dim=1)
    bins, image = (7,) * dimensions, torch.zeros(count, dtype=torch.long)

    def ours() -> torch.Tensor:
        return roi_align(features, [boxes], bins)

    def peer() -> torch.Tensor:
        return align_by_torch(features, boxes.double(), image, bins, 2)

    apart = (ours() - peer()).abs().max().item()
    name = f"RoIAlign {dimensions}D, {count} boxes, {channels} channels"
    with torch.no_grad():
        compare(f"{name} ({apart:.0e})", ours, peer, ROUNDS)


def boxes_of(count: int, dimensions: int) -> tuple[np.ndarray, np.ndarray]:
    """As a network gives them: crowded around some objects."""
    rng = np.random.default_rng(0)
    objects = rng.random((max(count // 20, 1), dimensions)) * 500
    middle = objects[rng.integers(0, len(objects), count)] + rng.normal(0, 4, (count, dimensions))
    half = rng.uniform(4, 20, (count, dimensions))
    return np.concatenate([middle - half, middle + half], axis=1), rng.random(count)


def suppression(dimensions: int, count: int, rounds: int) -> None:
    boxes, scores = boxes_of(count, dimensions)
    same = nms(boxes, scores, 0.5).tolist() == non_max_suppression(boxes, scores, 0.5).tolist()
    compare(
        f"suppression {dimensions}D of {count:,} ({'same' if same else 'OTHER'} boxes stay)",
        lambda: nms(boxes, scores, 0.5),
        lambda: non_max_suppression(boxes, scores, 0.5),
        rounds,
    )


def suppression_of_many(dimensions: int) -> None:
    boxes, scores = boxes_of(100_000, dimensions)
    before, took = time.process_time(), seconds(lambda: nms(boxes, scores, 0.5))
    busy = time.process_time() - before
    tracemalloc.start()
    kept = nms(boxes, scores, 0.5)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(
        f"  suppression {dimensions}D of 100,000: {took:.2f} s (processor {busy:.2f} s), "
        f"{len(kept):,} stay, at most {peak / 1e6:.0f} MB (all overlaps would be 80,000 MB)"
    )


def overlaps() -> None:
    a, b = boxes_of(3000, 3)[0], boxes_of(1000, 3)[0]
    compare("overlaps 3D, 3,000 x 1,000", lambda: overlap(a, b), lambda: box_iou(a, b), ROUNDS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    print(f"boxes, {torch.get_num_threads()} threads of torch")
    align(2, 512, 256, (64, 64))
    align(3, 128, 128, (32, 32, 32))
    for dimensions in (2, 3):
        suppression(dimensions, 2000, 1 if options.quick else 3)
    if not options.quick:
        suppression(3, 20_000, 1)
    for dimensions in (2, 3):
        suppression_of_many(dimensions)
    overlaps()


if __name__ == "__main__":
    main()
