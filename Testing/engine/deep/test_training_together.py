"""Two processes train one network, as one process does."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import cohort, quick  # noqa: E402
from test_network_training import examples  # noqa: E402

from medaiassist_engine.classify.deep import checkpoints  # noqa: E402
from medaiassist_engine.classify.deep.augmentation import Augmentation  # noqa: E402
from medaiassist_engine.classify.deep.launching import trained_together  # noqa: E402
from medaiassist_engine.classify.deep.networks.building import build  # noqa: E402
from medaiassist_engine.classify.deep.networks.registry import Form, definition_of  # noqa: E402
from medaiassist_engine.classify.deep.sizes import order_of  # noqa: E402
from medaiassist_engine.classify.deep.together import SharedNetwork  # noqa: E402
from medaiassist_engine.classify.deep.train_network import run_train_network  # noqa: E402
from medaiassist_engine.classify.deep.training import Training  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import Cancelled, UserError  # noqa: E402

# Nothing that is drawn by each process on its own, and no statistics of a part of the batch.
STILL: dict[str, Any] = {"network": "lstm", "dropout": 0.0, "epochs": 2, "processes": 2}

NO_SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")


def job(**other: Any) -> SharedNetwork:
    p = quick(**{**STILL, **other})
    definition = definition_of(p.network, Form(2, 1, (16, 16), 2, p.dropout))
    torch.manual_seed(3)
    return SharedNetwork(definition, build(definition), examples(25, 0), examples(12, 1), 2, p)


@pytest.mark.slow
@pytest.mark.parametrize("mixup", [0.0, 0.3])
def test_two_processes_learn_what_one_learns_from_the_whole_batch(mixup: float) -> None:
    together = job(mixup=mixup)
    with trained_together(together, Context(), None) as kept:
        found = checkpoints.read(kept)
    p = together.choices
    alone = Training(together.module, together.learnt, together.validation, 2, p,
                     Augmentation(p, (16, 16), p.seed, order_of(p)), Context())  # fmt: skip
    for one, other in zip(found.history, alone.run(), strict=True):
        assert one.loss == pytest.approx(other.loss, rel=1e-5)
        assert one.validation_loss == pytest.approx(other.validation_loss, rel=1e-5)
    for name, value in alone.module.state_dict().items():
        torch.testing.assert_close(found.best[name], value, atol=1e-5, rtol=1e-4)


@pytest.mark.slow
def test_cancelling_ends_the_processes() -> None:
    cancelled = threading.Event()

    def report(fraction: float, phase: str) -> None:
        if phase.startswith("Epoch"):
            cancelled.set()

    with (
        pytest.raises(Cancelled),
        trained_together(job(epochs=10_000, patience=0), Context(report, cancelled), None),
    ):
        pass
    left = [" ".join(p.info["cmdline"] or ()) for p in psutil.process_iter(["cmdline"])]
    assert not any(SharedNetwork.worker in line for line in left)


@pytest.mark.slow
def test_the_operation_trains_with_two_processes(tmp_path: Path) -> None:
    p = quick(network="cnn", processes=2, folder=str(tmp_path), resume_folder=str(tmp_path))
    shown: list[int] = []
    context = Context(show=lambda slot, chart: shown.append(len(chart.table.columns[0].values)))
    found = run_train_network(cohort(tmp_path), p, context)
    assert shown, "the curve grows while the processes train"
    assert shown == sorted(shown)
    metrics = found["metrics"]
    assert metrics.columns[1].values[metrics.columns[0].texts.index("accuracy")] == 1.0
    assert any("2 processes train together on cpu" in note for note in context.notes)


@pytest.mark.slow
def test_what_a_process_cannot_do_is_told() -> None:
    broken = job()
    broken.learnt.images[:] = float("nan")
    with (
        pytest.raises(UserError, match="lower the learning rate"),
        trained_together(broken, Context(), None),
    ):
        pass


@pytest.mark.slow
@pytest.mark.parametrize("silently", [False, pytest.param(True, marks=NO_SIGNALS)])
def test_why_a_process_died_is_told(silently: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    if silently:
        monkeypatch.setenv("DIES_SILENTLY", "1")
    reason = "Signal 6 .* received" if silently else "RuntimeError: it does not go on"
    with (
        pytest.raises(UserError, match=rf"ended unexpectedly \({reason}\); set Processes"),
        trained_together(replace(job(), worker="dying_worker"), Context(), None),
    ):
        pass


def test_more_processes_than_gpus_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    with (
        pytest.raises(UserError, match="has 1 GPUs, but Processes"),
        trained_together(job(device="automatic"), Context(), None),
    ):
        pass


def test_more_processes_than_cases_of_a_batch_are_refused() -> None:
    with (
        pytest.raises(UserError, match="A batch of 2 images cannot be shared by 3 Processes"),
        trained_together(job(batch=2, processes=3), Context(), None),
    ):
        pass


def test_a_part_of_each_batch_is_its_own() -> None:
    from medaiassist_engine.classify.deep.team import Team

    teams = [object.__new__(Team) for _ in range(3)]
    for rank, team in enumerate(teams):
        team.rank, team.size = rank, 3
    parts = [team.part(torch.arange(7)) for team in teams]
    assert torch.equal(torch.cat(parts), torch.arange(7))
    assert teams[2].part(torch.arange(2)).numel() == 0


def test_no_process_is_left_without_a_case_where_there_are_enough() -> None:
    from medaiassist_engine.classify.deep.team import Team

    team = object.__new__(Team)
    team.size = 3
    whole = [np.arange(4), np.arange(4, 8), np.arange(8, 10)]
    joined = team.shareable(whole)
    assert [len(batch) for batch in joined] == [4, 6]
    np.testing.assert_array_equal(np.concatenate(joined), np.arange(10))
    assert team.shareable(whole[:2]) == whole[:2]
    assert team.shareable([np.arange(2)])[0].tolist() == [0, 1]
