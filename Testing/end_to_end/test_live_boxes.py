"""A detector on the slice that is shown: real MRML nodes, a real engine."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core has wheels for CPython 3.11 to 3.13")
torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from engine_sessions import until  # noqa: E402

from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.payloads import Boxes, ModelRef, Volume, matrix  # noqa: E402
from medaiassist_engine.detect.applying.finding import slice_of  # noqa: E402
from medaiassist_engine.detect.applying.operation import run_apply_detector  # noqa: E402
from medaiassist_engine.detect.networks.building import OWN, TARGETS, build  # noqa: E402
from medaiassist_engine.detect.networks.parameters import ApplyDetectorParameters  # noqa: E402
from medaiassist_engine.detect.networks.saved import Detector, write_detector  # noqa: E402
from medaiassist_engine.detect.networks.seeing import Seeing  # noqa: E402
from medaiassist_engine.models.references import reference  # noqa: E402
from MedAIAssistLib.scene import models, volumes  # noqa: E402
from MedAIAssistLib.scene.box_grid import corners_of  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.session.jobs import State  # noqa: E402
from MedAIAssistLib.session.live_boxes import LiveBoxes, Look, slice_along_k  # noqa: E402

GRID = matrix([[-0.9, 0, 0, 8], [0, 0, 1.4, 9], [0, 1.1, 0, 3], [0, 0, 0, 1]])  # coronal
CLASSES = ("cell", "platelet")
VALUES = {"score": 0.05, "most": 12, "device": "cpu"}


@pytest.fixture
def detector(tmp_path: Path) -> ModelRef:
    """One that has learnt nothing, and finds boxes everywhere."""
    definition = {
        "_target_": OWN + TARGETS["centers"], "dimensions": 2, "channels": 1, "classes": 2,
        "typical": 12.0, "width": 8, "features": 8,
    }  # fmt: skip
    torch.manual_seed(1)
    module = build(definition)
    torch.nn.init.normal_(module.heat_head.weight, std=0.5)
    path = tmp_path / "centers.zip"
    seeing = Seeing(2, 1, (1.0, 1.0))
    write_detector(path, Detector(module, definition, seeing, CLASSES, {}), "centers")
    return reference(path, "detector")


@pytest.fixture
def picture() -> Volume:
    array = np.random.default_rng(0).normal(100, 30, (5, 40, 48)).astype(np.float32)
    return Volume(array, GRID, "Frames")


def look(work, picture: Volume, detector: ModelRef) -> Look:
    volume = work.scene.GetNodeByID(finish(volumes.write(work.scene, picture)))
    model = models.in_file(work.scene, "detector", detector.path)
    return Look(volume, model, CLASSES, VALUES)


def count(work) -> int:
    return int(work.scene.GetNumberOfNodes())


def test_the_boxes_of_the_slice_are_drawn_where_they_are_and_nothing_stays(
    work, picture, detector
) -> None:
    wanted = look(work, picture, detector)
    before, live = count(work), LiveBoxes(work.scene, work.session)
    for index in (3, 1, 3):
        job = live.update(wanted, index)
        assert live.busy
        work.session.wait(job, 90)
        assert job.state is State.DONE, job.message
        expected = run_apply_detector(
            detector, ApplyDetectorParameters(**VALUES), Context(), volume=slice_of(picture, index)
        )["boxes"]
        assert isinstance(expected, Boxes) and live.count == len(expected.centres) > 0
        assert live.overlay.texts == [
            f"{label} {score:.0%}"
            for label, score in zip(expected.labels, expected.scores, strict=True)
        ]
        for label, node in live.overlay.outlines.items():
            theirs = [n for n, name in enumerate(expected.labels) if name == label]
            shown = node.GetPolyData().GetPoints()
            corners = [shown.GetPoint(n) for n in range(shown.GetNumberOfPoints())]
            np.testing.assert_allclose(
                np.reshape(corners, (-1, 3)), corners_of(expected).reshape(-1, 8, 3)[theirs]
                .reshape(-1, 3), atol=1e-3,
            )  # fmt: skip
            assert node.GetHideFromEditors() and not node.GetSaveWithScene()
        assert set(expected.labels) <= set(live.overlay.outlines)
    live.clear()
    assert count(work) == before and not live.overlay.texts


def test_what_comes_after_the_end_is_not_shown(work, picture, detector) -> None:
    wanted = look(work, picture, detector)
    before, live = count(work), LiveBoxes(work.scene, work.session)
    job = live.update(wanted, 0)
    until(lambda: job.in_engine, work.session, 90)
    live.clear()
    work.session.wait(job, 90)
    assert job.state is State.DONE and count(work) == before


def test_an_image_that_does_not_fit_is_said(work, picture, detector) -> None:
    colour = Volume(np.zeros((1, 40, 48, 3), np.uint8), GRID, "Colour")
    live = LiveBoxes(work.scene, work.session)
    job = live.update(look(work, colour, detector), 0)
    work.session.wait(job, 90)
    assert job.state is State.FAILED and "takes 1; choose another image" in job.message


def test_only_views_along_the_slices_are_taken(work, picture, detector) -> None:
    volume = look(work, picture, detector).volume
    node = slicer.vtkMRMLSliceNode()
    place = np.asarray(GRID) @ [20, 20, 3, 1]
    for normal, expected in (([0, 1, 0], 3), ([0, 0, 1], None), ([1, 0, 0], None)):
        for row in range(3):
            node.GetSliceToRAS().SetElement(row, 2, normal[row])
            node.GetSliceToRAS().SetElement(row, 3, place[row])
        assert slice_along_k(volume, node) == expected
    flat = look(work, slice_of(picture, 0), detector).volume
    assert slice_along_k(flat, node) == 0
