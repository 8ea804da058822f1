"""Two processes train one detector, as one process does."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from blob_images import tables  # noqa: E402
from detecting import QUICK  # noqa: E402

from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.encoding import decode  # noqa: E402
from medaiassist_engine.contract.payloads import Table  # noqa: E402
from medaiassist_engine.detect.networks.building import build  # noqa: E402
from medaiassist_engine.detect.networks.saved import load_detector  # noqa: E402
from medaiassist_engine.detect.training.cases import box_cases  # noqa: E402
from medaiassist_engine.detect.training.design import designed  # noqa: E402
from medaiassist_engine.detect.training.operation import run_train_detector  # noqa: E402
from medaiassist_engine.detect.training.together import INPUT, SharedDetector  # noqa: E402
from medaiassist_engine.detect.training.training import DetectorTraining  # noqa: E402


class Part:
    """The images of one of two processes; the other's gradients are given."""

    size = 2

    def __init__(self, rank: int, others: list[Any] | None = None) -> None:
        self.rank, self.others = rank, others
        self.own: list[Any] = []

    def part(self, values: Any) -> Any:
        return torch.tensor_split(values, self.size)[self.rank]

    def add_up(self, module: Any, loss: float) -> float:
        for n, p in enumerate(module.parameters()):  # also of those whom no image has reached
            p.grad = torch.zeros_like(p) if p.grad is None else p.grad
            self.own.append(p.grad.clone())
            if self.others is not None:
                p.grad += self.others[n]
        return loss


def cohort(folder: Path) -> tuple[Table, Table]:
    return tables(folder, (96, 80), 7.0, 10)


def trained(folder: Path, given: tuple[Table, Table], processes: int) -> dict[str, Any]:
    """Two images at a time in steps of four, which two processes share."""
    p = replace(
        QUICK, detector="retinanet", batch=2, accumulate=2, epochs=3, processes=processes,
        folder=str(folder), resume_folder=str(folder / f"resume{processes}"),
    )  # fmt: skip
    context = Context()
    found = run_train_detector(*given, p, context)
    assert any("2 processes train together" in n for n in context.notes) == (processes == 2)
    return found


@pytest.mark.slow
def test_two_processes_learn_what_one_learns_from_the_whole_batch(tmp_path: Path) -> None:
    given = cohort(tmp_path)
    one, two = (trained(tmp_path, given, processes) for processes in (1, 2))
    for a, b in zip(*(f["learning_curve"].table.columns for f in (one, two)), strict=True):
        np.testing.assert_allclose(a.values, b.values, rtol=1e-3, atol=1e-5)
    weights = load_detector(one["model"]).module.state_dict()
    for name, value in load_detector(two["model"]).module.state_dict().items():
        torch.testing.assert_close(value, weights[name], atol=1e-4, rtol=1e-3)


def test_a_process_is_handed_the_tables_as_they_are(tmp_path: Path) -> None:
    table, boxes = cohort(tmp_path)
    p = replace(QUICK, detector="retinanet", processes=2)
    job = SharedDetector({}, torch.nn.Linear(1, 1), table, boxes, p)
    facts, tensors = job.handed_over()
    arrays = [tensors[f"{INPUT}{n}"].numpy() for n in range(len(tensors))]
    for name, before in (("table", table), ("boxes", boxes)):
        for column, known in zip(
            decode(facts["inputs"], arrays)[name].columns, before.columns, strict=True
        ):
            assert (column.name, column.texts) == (known.name, known.texts)
            if known.values is not None:
                np.testing.assert_array_equal(column.values, known.values)


def test_a_process_without_an_image_of_the_batch_takes_the_step_of_the_others(
    tmp_path: Path,
) -> None:
    p = replace(QUICK, detector="retinanet", batch=1)
    cases = box_cases(*cohort(tmp_path), p, Context())
    first = build(designed(cases, p, Context()))
    second = copy.deepcopy(first)
    with_it = Part(0)
    rows = np.array([0])
    training = DetectorTraining(first, cases, p, Context(), team=with_it)
    assert training._learn(rows, 0, 0) > 0
    training = DetectorTraining(second, cases, p, Context(), team=Part(1, with_it.own))
    assert training._learn(rows, 0, 0) == 0
    for name, value in second.state_dict().items():
        torch.testing.assert_close(value, first.state_dict()[name])
