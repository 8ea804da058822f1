"""A running job shows what it has so far, and ends early with it when it is asked to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from engine_sessions import until

pytest.importorskip("torch")
pytest.importorskip("monai")

from medaiassist_engine.contract.payloads import Chart, Column, ModelRef, Table, Volume
from medaiassist_engine.files.volumes import write_volume
from MedAIAssistLib.session.jobs import Request, State, given
from MedAIAssistLib.session.session import Session

QUICK: dict[str, Any] = {
    "size": [16, 16, 1], "epochs": 5000, "patience": 0, "batch": 8, "device": "cpu",
    "schedule": "constant",
}  # fmt: skip


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Table:
    folder, rows = tmp_path_factory.mktemp("cases"), []
    for n in range(24):
        array = np.random.default_rng(n).normal(0.3, 0.1, (1, 16, 16)).astype(np.float32)
        array[..., 5:11, 5:11] += 0.6 * (n % 2)
        write_volume(folder / f"{n}.nii.gz", Volume(array))
        part = ("train", "train", "validation", "test")[n // 2 % 4]
        rows.append((f"c{n}", str(folder / f"{n}.nii.gz"), "ab"[n % 2], part))
    columns = zip(("case", "image", "label", "split"), zip(*rows, strict=True), strict=True)
    return Table(tuple(Column(name, None, tuple(texts)) for name, texts in columns))


def training(table: Table, folder: Path, found: list[Any], **other: Any) -> Request:
    def deliver(outputs: Any, _made: Any) -> Iterator[None]:
        yield
        curve = outputs["learning_curve"]
        found.append((outputs["model"], curve.table.columns[0].values.tolist()))

    values = {**QUICK, "folder": str(folder), "resume_folder": str(folder), **other}
    return Request("classify.train_network", values, given({"table": table}), deliver)


def test_curves_come_while_it_trains_and_the_best_when_it_is_asked_for(
    make_session: Callable[..., Session], cases: Table, tmp_path: Path
) -> None:
    session, shown, found = make_session(), [], []
    job = session.submit(training(cases, tmp_path, found))

    def keep(outputs: Any) -> None:
        assert isinstance(outputs["learning_curve"], Chart)
        shown.append(outputs["learning_curve"].table.columns[0].values.tolist())

    job.shown.connect(keep)
    until(lambda: len(shown) >= 2 or job.ended, session)
    assert job.state is State.RUNNING, job.message
    assert len(shown[0]) < len(shown[1])
    session.finish(job)
    session.wait(job, 30)
    assert job.state is State.DONE, job.message
    ((model, epochs),) = found
    assert isinstance(model, ModelRef)
    assert Path(model.path).exists()
    assert epochs[: len(shown[-1])] == shown[-1]
    assert len(epochs) < QUICK["epochs"]


def test_a_job_that_still_waits_can_be_asked_to_end_with_the_best(
    make_session: Callable[..., Session], cases: Table, tmp_path: Path
) -> None:
    session, found = make_session(), []
    job = session.submit(training(cases, tmp_path, found))
    session.finish(job)
    session.wait(job, 60)
    assert job.state is State.DONE, job.message
    assert found[0][1] == [1]


def test_an_operation_that_has_nothing_before_its_end_goes_on(
    make_session: Callable[..., Session],
) -> None:
    session = make_session()
    job = session.submit(
        Request("engine.wait", {"seconds": 0.5}, given({}), lambda _o, _m: iter(()))
    )
    until(lambda: job.in_engine, session)
    session.finish(job)
    session.wait(job, 30)
    assert job.state is State.DONE
    assert job.made is not None
    assert job.made.seconds >= 0.5


def test_the_devices_of_the_engine_come_as_a_table(make_session: Callable[..., Session]) -> None:
    session, found = make_session(), []

    def deliver(outputs: Any, _made: Any) -> Iterator[None]:
        yield
        found.append({column.name: column for column in outputs["devices"].columns})

    session.wait(session.submit(Request("engine.devices", {}, given({}), deliver)), 60)
    (columns,) = found
    assert "cpu" in columns["id"].texts
    assert columns["free"].unit == "byte"
