"""Which boxes are learnt and counted: ignored ones, absent classes, boxes outside of images."""

from __future__ import annotations

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
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Column, Table  # noqa: E402
from medaiassist_engine.detect.boxes.fusion import Fused  # noqa: E402
from medaiassist_engine.detect.networks.box_head import _drawn  # noqa: E402
from medaiassist_engine.detect.networks.saved import load_detector  # noqa: E402
from medaiassist_engine.detect.networks.target import Target  # noqa: E402
from medaiassist_engine.detect.training.cases import box_cases  # noqa: E402
from medaiassist_engine.detect.training.operation import run_train_detector  # noqa: E402
from medaiassist_engine.detect.training.training import DetectorTraining  # noqa: E402
from medaiassist_engine.detect.training.validating import average_precision  # noqa: E402


def changed(table: Table, name: str, **column: Any) -> Table:
    """With another column, or a new one."""
    kept = [c for c in table.columns if c.name != name]
    return Table((*kept, Column(name, **column)), table.name)


def ignoring(boxes: Table, chosen: list[int] | None = None) -> Table:
    """The boxes of these rows, or all, are marked as ignored."""
    count = len(boxes.columns[0].texts)
    marks = np.zeros(count)
    marks[chosen if chosen is not None else slice(None)] = 1
    return changed(boxes, "ignored", values=marks)


def rows_of_case(boxes: Table, name: str) -> list[int]:
    return [n for n, case in enumerate(boxes.columns[0].texts) if case == name]


def test_ignored_boxes_are_neither_learnt_nor_missed(tmp_path: Path) -> None:
    cohort, boxes = tables(tmp_path, (96, 80), 7.0, 10)
    context = Context()
    aside = [rows_of_case(boxes, name)[0] for name in ("c0", "c9")]
    cases = box_cases(cohort, ignoring(boxes, aside), QUICK, context)
    assert [len(c.boxes) for c in cases.cases] == [2, 0, *[3] * 7, 2]
    assert [len(c.ignored) for c in cases.cases] == [1, 0, *[0] * 7, 1]
    assert "2 boxes that are marked as ignored are not learnt." in context.notes
    checked = cases.of("validation")
    exact = [
        Fused(c.boxes.double().numpy(), np.full(len(c.boxes), 0.9), c.labels.numpy())
        for c in checked
    ]
    assert average_precision(checked, exact, cases.classes) == 1.0
    also = [
        Fused(np.concatenate([f.boxes, c.ignored]), np.full(len(f.boxes) + len(c.ignored), 0.9),
              np.zeros(len(f.boxes) + len(c.ignored), dtype=np.int64))
        for f, c in zip(exact, checked, strict=True)
    ]  # fmt: skip
    assert average_precision(checked, also, cases.classes) == 1.0


def test_nothing_but_ignored_boxes_is_nothing_to_learn(tmp_path: Path) -> None:
    cohort, boxes = tables(tmp_path, (96, 80), 7.0, 6)
    with pytest.raises(UserError, match="No box can be used to learn from"):
        box_cases(cohort, ignoring(boxes), QUICK, Context())


def labelled(boxes: Table, name: str, label: str) -> Table:
    """The first box of a case has another class."""
    texts = list(next(c.texts for c in boxes.columns if c.name == "label"))
    texts[rows_of_case(boxes, name)[0]] = label
    return changed(boxes, "label", texts=tuple(texts))


def test_a_class_without_training_boxes_is_told_and_never_found(tmp_path: Path) -> None:
    cohort, boxes = tables(tmp_path, (96, 80), 7.0, 6)
    context = Context()
    p = replace(QUICK, detector="rcnn", folder=str(tmp_path), resume_folder=str(tmp_path))
    found = run_train_detector(cohort, labelled(boxes, "c5", "cube"), p, context)
    assert "No training case has a box of 'cube', so none will be found." in context.notes
    listed = next(c.texts for c in found["found"].columns if c.name == "label")
    assert "cube" not in listed


def test_a_wanted_class_that_is_only_in_validation_is_refused(tmp_path: Path) -> None:
    cohort, boxes = tables(tmp_path, (96, 80), 7.0, 6)
    p = replace(QUICK, classes="cube")
    with pytest.raises(UserError, match=r"No case with boxes to learn is in train; .*Classes"):
        box_cases(cohort, labelled(boxes, "c5", "cube"), p, Context())


def test_boxes_outside_of_all_images_are_told(tmp_path: Path) -> None:
    cohort, boxes = tables(tmp_path, (96, 80), 7.0, 6)
    far = Table(tuple(
        replace(c, values=c.values + 1000) if c.name.startswith("center") else c
        for c in boxes.columns
    ))  # fmt: skip
    with pytest.raises(UserError, match="No box of the train cases lies in its image"):
        box_cases(cohort, far, QUICK, Context())


def test_the_resolution_follows_the_training_boxes_of_the_learnt_classes(tmp_path: Path) -> None:
    cohort, boxes = tables(tmp_path, (160, 160), 16.0, 6)
    p = replace(QUICK, spacing=None, classes="ball")
    given = labelled(boxes, "c0", "dot")
    known = box_cases(cohort, given, p, Context()).seeing.spacing
    assert min(known) > 3  # coarser than the images are
    checked = rows_of_case(given, "c4") + rows_of_case(given, "c5")
    sizes = {c.name: c.values.copy() for c in given.columns if c.name.startswith("size")}
    for name, values in sizes.items():
        values[[rows_of_case(given, "c0")[0], *checked]] = 1.0
        given = changed(given, name, values=values)
    assert box_cases(cohort, given, p, Context()).seeing.spacing == known


def test_hard_background_is_what_the_network_takes_for_objects(tmp_path: Path) -> None:
    cohort, boxes = tables(tmp_path, (96, 80), 7.0, 6)
    p = replace(QUICK, negatives="hard", folder=str(tmp_path), resume_folder=str(tmp_path))
    found = run_train_detector(cohort, boxes, p, Context())
    network = load_detector(found["model"]).module.proposals
    match = torch.full((2000,), -1)
    match[:4] = 0
    said = torch.arange(2000.0)
    there, others = network._drawn(match, said)
    assert there.tolist() == [0, 1, 2, 3]
    assert len(others) >= 16 and others.min() >= 2000 - 20 * 16


def test_fast_r_cnn_judges_the_background_that_it_takes_for_objects(tmp_path: Path) -> None:
    cohort, boxes = tables(tmp_path, (96, 80), 7.0, 6)
    p = replace(QUICK, detector="fast_rcnn", negatives="hard", folder=str(tmp_path),
                resume_folder=str(tmp_path))  # fmt: skip
    model = run_train_detector(cohort, boxes, p, Context())["model"]
    module = load_detector(model).module
    first = torch.tensor([[0.0, 0.0, 10.0, 10.0]])
    apart = torch.rand(200, 2, generator=torch.Generator().manual_seed(0)) * 40 + 20
    every = torch.cat([first, torch.cat([apart, apart + 10], dim=1)])
    maps = module.pyramid(torch.rand(1, 1, 96, 80))
    (taken,) = module.head._taken_for_objects(maps, [every])
    assert taken.shape == (201,) and ((taken >= 0) & (taken <= 1)).all()
    drawn = _drawn(every, Target(first, torch.tensor([0])), taken, 1)
    others = drawn.boxes[drawn.labels == 1]
    chosen = (others[:, None] == every[None]).all(dim=2).int().argmax(dim=1)
    assert len(chosen) == 12
    hardest = 1 + taken[1:].topk(24).indices
    assert set(chosen.tolist()) <= set(hardest.tolist())


def test_no_image_is_left_alone_for_batch_norm(tmp_path: Path) -> None:
    cohort, boxes = tables(tmp_path, (96, 80), 7.0, 11)
    p = replace(QUICK, batch=4)
    cases = box_cases(cohort, boxes, p, Context())
    training = DetectorTraining(torch.nn.Linear(1, 1), cases, p, Context())
    assert len(cases.of("train")) == 9
    assert [len(batch) for batch in training._batches(0)] == [4, 5]
