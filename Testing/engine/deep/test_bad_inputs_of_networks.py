"""What goes wrong around a training or a saved network: said clearly, with nothing lost."""

from __future__ import annotations

import errno
import threading
from pathlib import Path
from typing import Any

import psutil
import pytest

pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import cohort, quick

from medaiassist_engine.classify.deep.apply_network import run_apply_network
from medaiassist_engine.classify.deep.parameters import ApplyNetworkParameters
from medaiassist_engine.classify.deep.train_network import run_train_network
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import ModelRef, Table
from medaiassist_engine.files import atomic
from medaiassist_engine.models.references import sha256_of


def train(table: Table, folder: Path, context: Context | None = None, **other: Any) -> Any:
    choices = quick(folder=str(folder / "models"), resume_folder=str(folder / "kept"), **other)
    return run_train_network(table, choices, context or Context())


def when(phase: str, act: Any, cancelled: threading.Event | None = None) -> Context:
    """A context that acts once a phase begins."""
    done: list[bool] = []

    def report(_: float, now: str) -> None:
        if now.startswith(phase) and not done:
            done.append(True)
            act()

    return Context(report, cancelled)


def answers(found: Any) -> Any:
    return [c.texts if c.values is None else c.values.tolist()
            for c in found["predictions"].columns]  # fmt: skip


def test_an_image_that_is_damaged_in_epoch_3_does_not_disturb_what_was_read(tmp_path: Path) -> None:
    table, broken = cohort(tmp_path, 8), tmp_path / "case4.nii.gz"
    whole = train(table, tmp_path / "a")
    found = train(table, tmp_path / "b", when("Epoch 3", lambda: broken.write_bytes(b"damaged")))
    assert answers(found) == answers(whole)


def test_an_image_damaged_before_a_training_goes_on_is_named_and_no_epoch_is_lost(
    tmp_path: Path,
) -> None:
    table, broken = cohort(tmp_path, 8), tmp_path / "case4.nii.gz"
    good, cancelled = broken.read_bytes(), threading.Event()
    whole = train(table, tmp_path / "a")
    with pytest.raises(Cancelled):
        train(table, tmp_path / "b", when("Epoch 3", cancelled.set, cancelled))
    broken.write_bytes(good[: len(good) // 2])
    with pytest.raises(UserError, match="case 'case4'"):
        train(table, tmp_path / "b")
    broken.write_bytes(good)
    context = Context()
    assert answers(train(table, tmp_path / "b", context)) == answers(whole)
    assert any("went on after epoch 2" in note for note in context.notes), context.notes


def test_a_disk_that_is_full_at_a_checkpoint_leaves_the_training_and_no_part_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, write = cohort(tmp_path, 8), Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if "training-" in self.name:
            write(self, data[:100])
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    context = Context()
    found = train(table, tmp_path, context)
    assert Path(found["model"].path).is_file()
    assert not list((tmp_path / "kept").iterdir())
    assert any("disk is full" in note.lower() or "no space" in note.lower()
               for note in context.notes), context.notes  # fmt: skip


def test_a_network_that_does_not_fit_is_refused_before_the_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = cohort(tmp_path, 4)
    memory = psutil.virtual_memory()._replace(available=200 << 20)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: memory)
    with pytest.raises(UserError, match=r"needs about \d\.\d GB .*smaller Size"):
        train(table, tmp_path, network="vgg16", size=(32, 32, 1))


def test_a_network_whose_file_was_changed_since_it_was_chosen_is_refused(tmp_path: Path) -> None:
    table = cohort(tmp_path, 4)
    model = train(table, tmp_path, epochs=1)["model"]
    assert model.sha256 == sha256_of(model.path)
    other = ModelRef(model.path, model.kind, "0" * 64, model.name)
    with pytest.raises(UserError, match="changed since it was chosen"):
        run_apply_network(other, ApplyNetworkParameters(device="cpu"), Context(), table=table)


def test_the_network_itself_is_not_half_written_on_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = cohort(tmp_path, 4)
    monkeypatch.setattr(atomic, "replacing", _full)
    with pytest.raises(UserError, match="full"):
        train(table, tmp_path, epochs=1)
    assert not list((tmp_path / "models").glob("*"))
    monkeypatch.undo()
    assert Path(train(table, tmp_path, epochs=1)["model"].path).is_file()


def _full(path: Path, size: int = 0) -> Any:
    raise UserError("The disk is full.")
