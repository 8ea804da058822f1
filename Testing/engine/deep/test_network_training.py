"""The loop of training: going on after a kill, cancelling, too little memory, too full disks."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import quick  # noqa: E402

from medaiassist_engine.classify.deep import checkpoints  # noqa: E402
from medaiassist_engine.classify.deep.augmentation import Augmentation  # noqa: E402
from medaiassist_engine.classify.deep.averaging import quicken  # noqa: E402
from medaiassist_engine.classify.deep.history import Epoch, best_of, ended, rate  # noqa: E402
from medaiassist_engine.classify.deep.losses import Loss, shares_of  # noqa: E402
from medaiassist_engine.classify.deep.networks.building import build  # noqa: E402
from medaiassist_engine.classify.deep.networks.registry import Form, definition_of  # noqa: E402
from medaiassist_engine.classify.deep.training import Examples, Training  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import Cancelled, UserError  # noqa: E402

HERE = Path(__file__).parent


def examples(count: int, seed: int, shape: tuple[int, ...] = (16, 16)) -> Examples:
    rng = np.random.default_rng(seed)
    codes = np.arange(count) % 2
    images = rng.normal(0, 0.3, (count, 1, *shape)).astype(np.float32)
    images[codes == 1, ..., 4:9] += 1
    return Examples(torch.from_numpy(images), codes)


def begun(path: Path | None, context: Context | None = None, **other: Any) -> Training:
    choices = quick(**{"mixup": 0.2, "averaging": 0.9, "cutout": 20.0, **other})
    torch.manual_seed(3)
    module = build(definition_of(choices.network, Form(2, 1, (16, 16), 2)))
    return Training(
        module, examples(25, 0), examples(12, 1), 2, choices,
        Augmentation(choices, (16, 16), choices.seed), context or Context(), "cpu", path,
    )  # fmt: skip


def equal(one: Any, other: Any) -> bool:
    pairs = zip(one.state_dict().items(), other.state_dict().items(), strict=True)
    return all(a == b and torch.equal(x, y) for (a, x), (b, y) in pairs)


@pytest.mark.parametrize("optimizer", ["adamw", "sgd"])
def test_after_a_stop_the_weights_are_bit_equal_to_those_without(
    tmp_path: Path, optimizer: str
) -> None:
    whole = begun(None, optimizer=optimizer)
    whole.run()

    def stop(fraction: float, phase: str) -> None:
        if phase.startswith("Epoch 3"):
            cancelled.set()

    cancelled, path = threading.Event(), tmp_path / "t.safetensors"
    with pytest.raises(Cancelled):
        begun(path, Context(stop, cancelled), optimizer=optimizer).run()
    again = begun(path, optimizer=optimizer)
    assert again.run() == whole.history
    assert equal(again.module, whole.module)


def test_after_kill_9_in_an_epoch_the_weights_are_bit_equal(tmp_path: Path) -> None:
    """A process of its own is killed in the middle of its second epoch, then begun again."""
    whole = begun(None, epochs=3)
    whole.run()
    path = tmp_path / "t.safetensors"
    code = (
        "import sys, os, signal\n"
        f"sys.path[:0] = {[str(HERE), *sys.path]!r}\n"
        "from pathlib import Path\n"
        "from test_network_training import begun, Context\n"
        "def report(fraction, phase):\n"
        "    if fraction > 0.5: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"begun(Path({str(path)!r}), Context(report), epochs=3).run()\n"
    )
    if not hasattr(signal, "SIGKILL"):
        pytest.skip("this system has no kill -9")
    ended_by = subprocess.run([sys.executable, "-c", code], timeout=100, cwd=tmp_path).returncode
    assert ended_by == -signal.SIGKILL
    assert len(checkpoints.read(path).history) == 1
    again = begun(path, epochs=3)
    again.run()
    assert equal(again.module, whole.module)


@pytest.mark.parametrize("place", [0, -1])
def test_a_batch_is_not_ended_after_a_cancel(place: int) -> None:
    """Each of its layers takes long enough to ask, forwards and backwards."""
    choices = quick(batch=64)
    torch.manual_seed(0)
    module = build(definition_of("vgg16", Form(2, 1, (128, 128), 2)))
    cancelled = threading.Event()
    images = examples(64, 0, (128, 128))
    run = Training(module, images, examples(2, 1, (128, 128)), 2, choices,
                   Augmentation(choices, (128, 128), 0), Context(cancelled=cancelled))  # fmt: skip
    convolutions = [layer for layer in module.modules() if isinstance(layer, torch.nn.Conv2d)]
    reached: list[int] = []
    for n, layer in enumerate(convolutions):
        layer.register_forward_hook(lambda *_, n=n: reached.append(n))
    convolutions[place].register_forward_hook(lambda *_: cancelled.set())
    with pytest.raises(Cancelled):
        run.run()
    last = len(convolutions) - 1
    assert (last in reached) == (place == -1)
    assert convolutions[0].weight.grad is None


@pytest.mark.parametrize(("cases", "batch", "accumulate"), [(5, 2, 1), (7, 2, 3), (3, 2, 1)])
def test_no_image_is_left_alone_for_batch_norm(cases: int, batch: int, accumulate: int) -> None:
    assert len(deep_and_small(cases, batch, accumulate).run()) == 1


def test_what_a_batch_of_one_lacks_is_told() -> None:
    with pytest.raises(UserError, match="one image alone; raise Batch"):
        deep_and_small(4, 1, 1).run()


def deep_and_small(cases: int, batch: int, accumulate: int) -> Training:
    """At its end the network has one value in each channel of an image."""
    choices = quick(network="resnet18", batch=batch, accumulate=accumulate, epochs=1)
    module = build(definition_of("resnet18", Form(2, 1, (32, 32), 2)))
    learnt, validation = (examples(n, seed, (32, 32)) for n, seed in ((cases, 0), (4, 1)))
    return Training(module, learnt, validation, 2, choices, Augmentation(choices, (32, 32), 0),
                    Context())  # fmt: skip


def test_running_statistics_follow_within_tens_of_batches() -> None:
    """MONAI's EfficientNet changes them by a hundredth, and answers at random in small cohorts."""
    norm, other = torch.nn.BatchNorm2d(1, momentum=0.01), torch.nn.BatchNorm2d(1, momentum=None)
    quicken(torch.nn.Sequential(norm, other))
    for _ in range(30):
        norm(torch.full((2, 1, 2, 2), 5.0))
    assert norm.running_mean == pytest.approx(5.0, rel=0.05)
    assert other.momentum is None


def test_a_full_disk_costs_the_checkpoint_and_not_the_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, checkpoint: Any) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(checkpoints, "write", full)
    context = Context()
    assert len(begun(tmp_path / "t.safetensors", context).run()) == 4
    assert [note for note in context.notes if "disk is full" in note] == [context.notes[-1]]


def test_too_little_gpu_memory_is_answered_by_smaller_parts_then_the_cpu(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = Context()
    run = begun(None, context, epochs=1)
    run._step.device = "cuda:0"  # of which the test has none
    plain = run._step.run

    def little(images: Any) -> Any:
        if run.device != "cpu" and torch.is_grad_enabled():
            raise torch.cuda.OutOfMemoryError("CUDA out of memory")
        return plain(images)

    monkeypatch.setattr(run._step, "run", little)
    run.run()
    assert run.device == "cpu"
    assert "4 at a time" in context.notes[0] and "CPU was used" in context.notes[-1]


def test_a_checkpoint_that_is_a_pickle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.safetensors"
    torch.save({"weights": 1}, path)
    with pytest.raises(UserError, match="no checkpoint"):
        begun(path).run()


def test_losses_agree_with_pytorch() -> None:
    logits, codes = torch.randn(9, 3), torch.arange(9) % 3
    codes[0] = 2
    for imbalance in ("none", "class_weights"):
        loss = Loss(quick(imbalance=imbalance), codes.numpy(), 3)
        weights = loss._weights if imbalance == "class_weights" else None
        expected = torch.nn.functional.cross_entropy(logits, codes, weights)
        assert float(loss(logits, shares_of(codes, 3))) == pytest.approx(float(expected), rel=1e-5)
    p = torch.softmax(logits, 1)[torch.arange(9), codes]
    focal = Loss(quick(loss="focal", imbalance="none"), codes.numpy(), 3)
    expected = (-((1 - p) ** 2) * p.log()).mean()
    assert float(focal(logits, shares_of(codes, 3))) == pytest.approx(float(expected), rel=1e-5)


def test_stopping_and_learning_rates_follow_from_the_history() -> None:
    history = [Epoch(0, 1, loss, 0.5) for loss in (3.0, 1.0, 2.0, 2.0, 2.0, 2.0, 2.0)]
    assert best_of(history) == 1
    assert ended(history, quick(epochs=100, patience=5))
    assert not ended(history, quick(epochs=100, patience=6))
    plateau = quick(schedule="plateau", learning_rate=0.1)
    assert rate(plateau, history[:-1], 0) == 0.1
    assert rate(plateau, history, 0) == pytest.approx(0.01)
    cosine = quick(epochs=10, warm_up=2.0, learning_rate=0.1)
    assert rate(cosine, history[:1], 0) == pytest.approx(0.05)
    assert rate(cosine, history[:6], 0) == pytest.approx(0.05)


def test_augmentation_depends_on_seed_epoch_and_case_alone() -> None:
    images = examples(4, 0).images
    vary = Augmentation(quick(flip="all", bias_field=0.3, elastic=2.0), (16, 16), 7)
    first = vary(images, [0, 1, 2, 3], 1)
    assert torch.equal(vary(images[2:], [2, 3], 1), first[2:])
    assert not torch.equal(vary(images, [0, 1, 2, 3], 2), first)
    assert first.shape == images.shape
