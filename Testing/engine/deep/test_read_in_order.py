"""What recurrent networks read in order stays in order: slices, frames and times."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import quick  # noqa: E402

from medaiassist_engine.classify.deep.apply_to_frames import run_apply_to_frames  # noqa: E402
from medaiassist_engine.classify.deep.augmentation import Augmentation  # noqa: E402
from medaiassist_engine.classify.deep.networks.registry import SLICES, TIMES  # noqa: E402
from medaiassist_engine.classify.deep.parameters import ApplyNetworkParameters  # noqa: E402
from medaiassist_engine.classify.deep.preparation import Preparation, prepare  # noqa: E402
from medaiassist_engine.classify.deep.running import Runs, answers, runs_of  # noqa: E402
from medaiassist_engine.classify.deep.train_network import run_train_network  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import (  # noqa: E402
    Column,
    Sequence,
    Table,
    Volume,
    matrix,
)
from medaiassist_engine.files.volumes import write_volume  # noqa: E402

STACK = Preparation(3, 1, (16, 16, 8), intensities="none", order=SLICES)
SIGNAL = Preparation(2, 1, (7, 30), intensities="none", order=TIMES)
SAGITTAL = matrix([[0, 0, 3.0, 5], [-1.0, 0, 0, 2], [0, -1.0, 0, 9], [0, 0, 0, 1]])
OBLIQUE = matrix([[0.2, 0.1, -2.9, 0], [0.9, 0.3, 0.4, 0], [0.3, -0.9, 0.1, 0], [0, 0, 0, 1]])


def steps(count: int) -> np.ndarray:
    """(k, j, i): each slice holds its number."""
    return np.broadcast_to(np.arange(count, dtype=np.float32)[:, None, None], (count, 16, 16))


@pytest.mark.parametrize("grid", [matrix(np.eye(4)), SAGITTAL, OBLIQUE])
def test_slices_stay_along_the_axis_that_is_read(grid) -> None:
    seen = prepare(Volume(steps(8).copy(), grid), STACK)
    np.testing.assert_allclose(seen[0, 4, 5], np.arange(8), atol=1e-5)


def test_frames_in_one_slice_are_read_as_slices() -> None:
    cine = np.moveaxis(steps(8), 0, -1)[None].copy()  # as sequence files hold them
    np.testing.assert_allclose(prepare(Volume(cine), STACK)[0, 4, 5], np.arange(8), atol=1e-5)


def test_mirror_images_do_not_turn_the_order_around() -> None:
    class Rises(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            rise = (x[..., 1:] - x[..., :-1]).flatten(1).mean(dim=1)
            return torch.stack([-rise, rise], dim=1) * 20

    context = Context()
    wanted = ApplyNetworkParameters(flips=True)
    stack = prepare(Volume(steps(8).copy()), STACK)[None]
    signal = torch.arange(30.0).expand(1, 1, 7, 30)
    for images, preparation, mirrors in ((stack, STACK, 2), (signal, SIGNAL, 0)):
        runs = runs_of(wanted, preparation, context)
        assert runs.mirrors == mirrors
        said = answers(Rises(), images, runs, context)
        assert said.probabilities[0, 1] > 0.99
    assert any("no mirror images" in note for note in context.notes)
    assert answers(Rises(), stack, Runs(mirrors=3), context).probabilities[0, 1] < 0.6


def test_frames_are_varied_alike_and_stay_in_order() -> None:
    choices = quick(flip="all", rotate=30.0, zoom=30.0, shift=20.0, elastic=5.0, cutout=30.0,
                    noise=0.0, contrast=0.0)  # fmt: skip
    vary = Augmentation(choices, (16, 16, 8), 3, SLICES)
    scene = torch.rand(1, 1, 16, 16, 1) + 0.5
    moving = scene * torch.arange(1, 9)
    for epoch in range(6):
        varied = vary(moving, [0], epoch)
        assert varied.shape == moving.shape
        torch.testing.assert_close(varied / torch.arange(1, 9), varied[..., :1].expand_as(moving),
                                   atol=1e-4, rtol=1e-3)  # fmt: skip
        assert not torch.equal(varied, moving)


def test_signals_are_not_moved() -> None:
    signal = torch.rand(1, 1, 7, 30)
    choices = quick(flip="all", rotate=30.0, zoom=30.0, shift=20.0, contrast=50.0)
    still = replace(choices, noise=0.0)
    assert torch.equal(Augmentation(still, (7, 30), 0, TIMES)(signal, [0], 0), signal)
    noisy = Augmentation(replace(choices, noise=0.02), (7, 30), 0, TIMES)
    changes = [float((noisy(signal, [0], n) - signal).abs().max()) for n in range(8)]
    assert 0 < max(changes) < 0.2


@pytest.mark.parametrize("shape", [(48, 48), (32, 32, 32)])
def test_elastic_changes_are_about_as_large_as_said(shape: tuple[int, ...]) -> None:
    ramp = torch.arange(float(shape[0])).reshape(-1, *[1] * (len(shape) - 1)).expand(1, 1, *shape)
    still = {"rotate": 0.0, "zoom": 0.0, "shift": 0.0, "noise": 0.0, "contrast": 0.0}
    vary = Augmentation(quick(elastic=4.0, **still), shape, 0)
    inner = (slice(None),) * 2 + (slice(8, -8),) * len(shape)
    moved = max(float((vary(ramp, [0], n) - ramp)[inner].abs().max()) for n in range(12))
    assert 2 < moved < 8


def test_a_cine_is_learnt_from_files_and_told_from_a_sequence(tmp_path: Path) -> None:
    rows = []
    for n in range(12):
        order = slice(None) if n % 2 else slice(None, None, -1)
        cine = np.moveaxis(steps(8)[order], 0, -1)[None] + np.float32(n / 50)
        path = tmp_path / f"c{n}.nrrd"
        write_volume(path, Volume(np.ascontiguousarray(cine)))
        rows.append((f"c{n}", str(path), ("falls", "rises")[n % 2]))
    columns = zip(("case", "image", "label"), zip(*rows, strict=True), strict=True)
    table = Table(tuple(Column(name, None, tuple(texts)) for name, texts in columns))
    choices = quick(network="cnn_lstm", size=(16, 16, 8), epochs=15, folder=str(tmp_path))
    model = run_train_network(table, choices, Context())["model"]
    frames = tuple(Volume(frame[None].copy()) for frame in steps(8))
    sequence = Sequence(frames, tuple(map(str, range(8))), name="cine")
    found = run_apply_to_frames(model, sequence, ApplyNetworkParameters(flips=True), Context())
    assert set(found) == {"probabilities"}
    told = {c.name: c for c in found["probabilities"].columns}
    assert told["frames"].values.tolist() == [8]
    assert told["p_rises"].values[0] > 0.5
    volumes = Sequence((Volume(steps(2).copy()),) * 3, ("0", "1", "2"), name="4D")
    with pytest.raises(UserError, match="frames of one slice in order, but those of '4D'"):
        run_apply_to_frames(model, volumes, ApplyNetworkParameters(), Context())
