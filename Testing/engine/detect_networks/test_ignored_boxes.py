"""Where boxes are ignored nothing is learnt, neither of objects nor of background."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from blob_images import tables  # noqa: E402
from detecting import QUICK  # noqa: E402

from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.detect.learning.matching import (  # noqa: E402
    BACKGROUND,
    BETWEEN,
    match_by_iou,
    set_aside,
)
from medaiassist_engine.detect.networks.building import OWN, TARGETS, build  # noqa: E402
from medaiassist_engine.detect.networks.target import Target  # noqa: E402
from medaiassist_engine.detect.training.cases import box_cases  # noqa: E402
from medaiassist_engine.detect.training.pieces import Frame, cut  # noqa: E402
from medaiassist_engine.detect.training.rcnn_heads import _background  # noqa: E402

ANCHORS = {"anchors": [[[16.0, 16.0]]]}
EXTRAS = {"faster_rcnn": ANCHORS, "mask_rcnn": ANCHORS, "retinanet": ANCHORS,
          "centers": {"typical": 16.0}}  # fmt: skip


def test_background_that_lies_mostly_in_an_ignored_box_is_set_aside() -> None:
    anchors = torch.tensor([[0.0, 0, 4, 4], [8, 8, 12, 12], [8, 8, 12, 20], [20, 20, 24, 24]])
    match = match_by_iou(anchors, anchors[:1])
    ignored = torch.tensor([[0.0, 0, 14, 13], [40, 40, 50, 50]])
    assert set_aside(match, anchors, ignored).tolist() == [0, BETWEEN, BACKGROUND, BACKGROUND]
    assert set_aside(match, anchors, None).tolist() == match.tolist()


def target(ignored: list[list[float]] | None) -> Target:
    """Of an image of 64 x 64 without objects."""
    proposals = torch.tensor([[8.0, 8, 24, 24], [30, 30, 50, 60]])
    given = None if ignored is None else torch.tensor(ignored)
    return Target(torch.zeros(0, 4), torch.zeros(0, dtype=torch.int64), proposals, None, given)


@pytest.mark.parametrize("detector", TARGETS)
def test_an_image_that_is_ignored_as_a_whole_teaches_nothing(detector: str) -> None:
    definition = {"_target_": OWN + TARGETS[detector], "dimensions": 2, "channels": 1,
                  "classes": 1, "width": 16}  # fmt: skip
    module = build(definition | EXTRAS.get(detector, {}))
    image = torch.randn((1, 1, 64, 64))
    for ignored, learns in ((None, True), ([[-40.0, -40, 100, 100]], False)):
        loss = torch.stack(list(module.losses(image, [target(ignored)]).values())).sum()
        loss.backward()
        assert (float(loss.detach()) > 0) is learns
        assert torch.isfinite(loss)


def test_ignored_boxes_move_with_the_piece_and_are_no_background(tmp_path: Path) -> None:
    cohort, boxes = tables(tmp_path, (96, 80), 7.0, 6)
    case = box_cases(cohort, boxes, QUICK, Context()).cases[0]
    size = case.seen.image.shape[1:]
    aside = replace(case, boxes=case.boxes[1:], labels=case.labels[1:], ignored=case.boxes[:1])
    frame = Frame(np.array(size) / 2, np.diag([-1.0, 1.0]), tuple(size))
    expected = case.boxes[0, [2, 1, 0, 3]] * torch.tensor([-1, 1, -1, 1])
    expected = expected + torch.tensor([size[0], 0, size[0], 0])
    torch.testing.assert_close(cut(aside, frame)[1].ignored, expected[None])
    proposals = torch.cat([case.boxes[:2], torch.tensor([[0.0, 0, 2, 2]])])
    assert _background(aside, proposals).tolist() == [False, False, True]
