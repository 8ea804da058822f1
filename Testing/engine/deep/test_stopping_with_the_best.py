"""Ending a training early with the best epoch so far, and seeing its curve meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import cohort, quick  # noqa: E402

from medaiassist_engine.classify.deep.train_network import run_train_network  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import Cancelled  # noqa: E402
from medaiassist_engine.contract.payloads import Chart, Table  # noqa: E402


def epochs(curve: Any) -> Any:
    assert isinstance(curve, Chart)
    return next(c.values for c in curve.table.columns if c.name == "epoch")


def column(table: Table, name: str) -> Any:
    return next(c.values for c in table.columns if c.name == name)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Table:
    return cohort(tmp_path_factory.mktemp("cases"), 16)


def train(table: Table, folder: Path, context: Context, **other: Any) -> dict[str, Any]:
    p = quick(**{"folder": str(folder), "resume_folder": str(folder), "patience": 0, **other})
    return run_train_network(table, p, context)


def at_epoch(number: int, event: threading.Event) -> Any:
    def report(_fraction: float, phase: str) -> None:
        if phase.startswith(f"Epoch {number} "):
            event.set()

    return report


def test_the_best_epoch_so_far_becomes_the_model(cases: Table, tmp_path: Path) -> None:
    finish = threading.Event()
    context = Context(at_epoch(3, finish), finish=finish)
    found = train(cases, tmp_path / "early", context, epochs=500, schedule="constant")
    whole = train(cases, tmp_path / "whole", Context(), epochs=2, schedule="constant")
    assert len(epochs(found["learning_curve"])) == 2
    for early, late in zip(found["metrics"].columns, whole["metrics"].columns, strict=True):
        if early.values is not None:
            np.testing.assert_array_equal(early.values, late.values)
    assert any("of 2." in note for note in context.notes)


def test_who_wants_the_best_before_there_is_one_waits_for_the_first_epoch(
    cases: Table, tmp_path: Path
) -> None:
    finish = threading.Event()
    finish.set()
    found = train(cases, tmp_path, Context(finish=finish), epochs=500)
    assert len(epochs(found["learning_curve"])) == 1


def test_a_cancelled_training_begun_again_can_end_at_once_with_its_best(
    cases: Table, tmp_path: Path
) -> None:
    cancelled, finish, shown = threading.Event(), threading.Event(), []
    with pytest.raises(Cancelled):
        train(cases, tmp_path, Context(at_epoch(4, cancelled), cancelled), epochs=500)
    finish.set()
    again = Context(finish=finish, show=lambda slot, curve: shown.append((slot, curve)))
    found = train(cases, tmp_path, again, epochs=500)
    assert len(epochs(found["learning_curve"])) == 3
    assert [slot for slot, _ in shown] == ["learning_curve"], "no epoch was added"


def test_the_curve_is_shown_after_every_epoch(cases: Table, tmp_path: Path) -> None:
    shown: list[Any] = []
    context = Context(show=lambda slot, curve: shown.append((slot, len(epochs(curve)))))
    found = train(cases, tmp_path, context, epochs=3)
    assert shown == [("learning_curve", n) for n in (1, 2, 3)]
    assert len(epochs(found["learning_curve"])) == 3
