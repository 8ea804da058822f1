"""Detection from nodes to nodes: found, compared, measured; drawn, learned, applied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core has wheels for CPython 3.11 to 3.13")

from medaiassist_engine.contract.payloads import Boxes, Volume, matrix  # noqa: E402
from medaiassist_engine.detect.boxes.geometry import to_grid, to_ras  # noqa: E402
from MedAIAssistLib.scene import box_groups, box_tables, boxes, bridge, volumes  # noqa: E402
from MedAIAssistLib.scene.box_facts import facts_of  # noqa: E402
from MedAIAssistLib.scene.box_training import TrainingImage, land_rows  # noqa: E402
from MedAIAssistLib.scene.provenance import how_made  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.scene.transforms import to_vtk  # noqa: E402
from MedAIAssistLib.session.repeat import inputs_again  # noqa: E402
from MedAIAssistLib.session.scene_requests import GroupInput  # noqa: E402

SHAPE = (24, 40, 44)
BALLS = np.array([[6, 9, 10], [12, 28, 30], [18, 12, 34]])
TURN = np.linalg.qr(np.array([[1.0, 0.3, -0.2], [0.1, 0.9, 0.4], [0.3, -0.5, 1.1]]))[0]
GRID = np.eye(4)
GRID[:3, :3] = TURN * [1.0, 1.0, 1.5] * [1, 1, -np.sign(np.linalg.det(TURN))]  # left-handed
GRID[:3, 3] = (5, -8, 30)
TIMEOUT = 240


def balls(work: Any, seed: int = 0, shift: int = 0) -> Any:
    """An oblique, left-handed volume under a transform, with bright balls."""
    k, j, i = np.indices(SHAPE).astype(np.float64)
    array = np.random.default_rng(seed).normal(100, 4, SHAPE)
    for ck, cj, ci in np.add(BALLS, [0, shift, 0]):
        distance = (i - ci) ** 2 + (j - cj) ** 2 + (1.5 * (k - ck)) ** 2
        array += 200 * np.exp(-distance / (2 * 2.2**2))
    payload = Volume(array.astype(np.float32), matrix(GRID), f"balls {seed}")
    node = work.scene.GetNodeByID(finish(bridge.write(work.scene, payload)))
    moved = np.eye(4)
    moved[:3, :3] = 1.25 * np.array([[0, -1, 0], [1, 0, 0], [0, 0, 1]])
    moved[:3, 3] = (7, 8, 9)
    transform = work.scene.AddNewNodeByClass("vtkMRMLLinearTransformNode")
    transform.SetMatrixTransformToParent(to_vtk(moved))
    node.SetAndObserveTransformNodeID(transform.GetID())
    return node


def drawn(work: Any, volume: Any, shift: int = 0) -> tuple[Any, ...]:
    """Boxes around the balls, along the voxels."""
    middle = np.add(BALLS, [0.5, 0.5 + shift, 0.5])
    half = np.array([3.0, 4.0, 4.0])
    edges = np.concatenate([middle - half, middle + half], axis=1)
    payload = to_ras(edges, volumes.read(volume).ijk_to_ras, ("ball",) * len(BALLS), name="drawn")
    ids = finish(boxes.write(work.scene, payload, beside=volume.GetID()))
    return tuple(work.scene.GetNodeByID(node_id) for node_id in ids)


def listed(result: Any) -> list[Any]:
    return result if isinstance(result, list) else [result]


def hit(found: Boxes, volume: Any, shift: int = 0) -> list[bool]:
    """Of each ball, whether a box holds its centre."""
    edges = to_grid(found, volumes.read(volume).ijk_to_ras)
    middle = np.add(BALLS, [0.5, 0.5 + shift, 0.5])
    inside = (edges[:, None, :3] < middle) & (middle < edges[:, None, 3:])
    return inside.all(axis=2).any(axis=0).tolist()


def test_found_boxes_lie_on_an_oblique_moved_volume_and_are_found_again(work: Any) -> None:
    volume = balls(work)
    result = work.run(
        "detect.blobs", {"volume": volume}, smallest=4.0, largest=16.0, timeout_s=TIMEOUT
    )
    nodes = listed(result["boxes"])
    found = boxes.read(nodes)
    assert hit(found, volume) == [True] * 3
    along = np.linalg.solve(found.axes[0], np.asarray(volumes.read(volume).ijk_to_ras)[:3, :3])
    assert (np.abs(along) > 1e-6).sum() == 3, "boxes do not lie along the voxels"
    assert nodes[0].GetParentTransformNode() is volume.GetParentTransformNode()
    (group,) = box_groups.groups(work.scene)
    assert group.name == "balls 0 - Blobs"
    assert facts_of(nodes[0]).name.startswith(facts_of(nodes[0]).label)
    other, how = balls(work, 1, shift=3), how_made(nodes[0])
    assert how is not None
    again = work.run(
        how.operation, inputs_again(nodes[0], how, other), timeout_s=TIMEOUT, **how.parameters
    )
    assert hit(boxes.read(listed(again["boxes"])), other, shift=3) == [True] * 3
    work.undo.undo()
    assert [g.name for g in box_groups.groups(work.scene)] == ["balls 0 - Blobs"]


def test_all_boxes_of_a_group_are_examples_also_when_run_again(work: Any) -> None:
    volume, other = balls(work), balls(work, 1, shift=-2)
    examples = drawn(work, volume)
    inputs = {"volume": volume, "examples": GroupInput(examples, "drawn"), "other": other}
    result = work.run("detect.template", inputs, timeout_s=TIMEOUT)
    nodes = listed(result["boxes"])
    assert hit(boxes.read(nodes), other, shift=-2) == [True] * 3
    assert box_groups.image_of_boxes(tuple(nodes)) is other
    how = how_made(nodes[0])
    assert how is not None and how.inputs["examples"] == "drawn"
    again = inputs_again(nodes[0], how, volume)["examples"]
    assert isinstance(again, GroupInput) and again.nodes == list(examples)
    work.scene.RemoveNode(examples[0])
    assert len(again.content()) == 2


def test_groups_are_compared_and_measured(work: Any) -> None:
    volume = balls(work)
    truth = drawn(work, volume)
    found = listed(
        work.run("detect.blobs", {"volume": volume}, smallest=4.0, largest=16.0,
                 timeout_s=TIMEOUT)["boxes"]
    )  # fmt: skip
    groups = {"truth": GroupInput(truth, "drawn"), "found": GroupInput(found, "found")}
    result = work.run(
        "detect.compare_boxes", groups, hit="centre", classes=False, timeout_s=TIMEOUT
    )
    assert len(listed(result["hits"])) == 3
    assert result["misses"] == []
    table = work.run(
        "detect.measure_boxes", {"boxes": GroupInput(truth, "drawn"), "volume": volume},
        timeout_s=TIMEOUT,
    )["measurements"]  # fmt: skip
    columns = {column.name: column for column in bridge.read(table).columns}
    assert columns["class"].texts == ("ball",) * 3
    assert (np.asarray(columns["mean"].values) > 120).all()


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_from_drawn_boxes_to_found_boxes(work: Any, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    cohort: Any = None
    for number in range(4):
        volume = balls(work, number, shift=number - 2)
        found = boxes.read(list(drawn(work, volume, shift=number - 2)))
        image = TrainingImage(volume, f"patient {number}", found)
        titles = {"change": "Add", "cohort": "Balls", "boxes": "{cohort} - boxes"}
        steps = land_rows(work.scene, cohort, image, str(tmp_path), work.undo, titles)
        cohort = finish(steps).cohort
    inputs = {"table": cohort, "boxes": cohort.GetNodeReference(box_tables.ROLE)}
    result = work.run(
        "detect.train_detector", inputs, timeout_s=1200, detector="retinanet", epochs=40, width=16,
        spacing=(1.25, 1.25, 1.875), patch=48, patches=2, batch=2, folder=str(tmp_path),
        resume_folder=str(tmp_path / "kept"), device="cpu", validation=30.0, name="balls",
    )  # fmt: skip
    assert result["model"].GetAttribute("MedAIAssist.ModelKind") == "detector"
    unseen = balls(work, 9, shift=1)
    applied = work.run(
        "detect.apply_detector", {"model": result["model"], "volume": unseen}, score=0.2,
        timeout_s=TIMEOUT,
    )  # fmt: skip
    found = boxes.read(listed(applied["boxes"]))
    assert set(found.labels) == {"ball"}
    assert hit(found, unseen, shift=1) == [True] * 3
