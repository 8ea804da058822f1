"""Features from nodes to nodes: slices of views, segments, tables, and all of it once more."""

from __future__ import annotations

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core has wheels for CPython 3.11 to 3.13")

from medaiassist_engine.contract.catalog import operations  # noqa: E402
from medaiassist_engine.contract.operations import Operation, Slot  # noqa: E402
from medaiassist_engine.contract.payloads import (  # noqa: E402
    Boxes,
    LabelMap,
    Segment,
    Table,
    Volume,
    matrix,
)
from MedAIAssistLib.scene import bridge  # noqa: E402
from MedAIAssistLib.scene.provenance import how_made  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.scene.transforms import to_vtk  # noqa: E402
from MedAIAssistLib.session.repeat import exchanged, inputs_again  # noqa: E402
from MedAIAssistLib.session.scene_requests import NodeInput  # noqa: E402

AXIAL = np.eye(3)
SHAPE = (20, 36, 40)
TURN = np.linalg.qr(np.array([[1.0, 0.3, -0.2], [0.1, 0.9, 0.4], [0.3, -0.5, 1.1]]))[0]
GRID = np.eye(4)
GRID[:3, :3] = TURN * [0.8, 0.8, 1.5] * [1, 1, -np.sign(np.linalg.det(TURN))]
GRID[:3, 3] = (5, -8, 30)
MIDDLE = GRID @ [*((n - 1) / 2 for n in SHAPE[::-1]), 1.0]


def registered(name: str) -> object:
    missing = name not in operations()
    return pytest.mark.skipif(missing, reason=f"{name} is not in the catalog")


def add(work, payload):
    return work.scene.GetNodeByID(finish(bridge.write(work.scene, payload)))


def blobs(work, seed=0):
    random = np.random.default_rng(seed)
    places = np.indices(SHAPE).astype(np.float64)
    array = np.zeros(SHAPE)
    for _n in range(60):
        centre = random.uniform((0, 0, 0), SHAPE).reshape(3, 1, 1, 1)
        distance = ((places - centre) ** 2).sum(axis=0)
        array += random.uniform(-200, 400) * np.exp(-distance / random.uniform(4, 20))
    return add(work, Volume(array.astype(np.float32), matrix(GRID), f"head {seed}"))


def two_segments(work):
    labels = np.zeros(SHAPE, np.uint8)
    labels[4:12, 5:15, 6:16], labels[8:16, 20:30, 20:34] = 1, 2
    segments = (Segment(1, "front", "F"), Segment(2, "back", "B"))
    return add(work, LabelMap(labels, matrix(GRID), segments, "drawn"))


def view(axes=AXIAL):
    plane = np.eye(4)
    plane[:3, :3], plane[:, 3] = axes, MIDDLE
    return plane.tolist()


@registered("features.sift")
@pytest.mark.parametrize("along_the_voxels", [False, True])
def test_keypoints_of_a_views_slice_lie_in_its_plane(work, along_the_voxels):
    axes = GRID[:3, :3] / np.linalg.norm(GRID[:3, :3], axis=0) if along_the_voxels else AXIAL
    plane, volume = view(axes), blobs(work)
    result = work.run("features.sift", {"volume": NodeInput(volume, plane=plane)})
    positions = bridge.read(result["points"]).positions
    assert len(positions) > 3
    off = (positions - MIDDLE[:3]) @ axes[:, 2]
    assert np.abs(off).max() < (0.75 + 1e-3 if along_the_voxels else 1e-3)
    assert np.ptp(off) < 1e-3
    assert how_made(result["points"]).planes == {"volume": plane}

    again = inputs_again(result["points"], how_made(result["points"]), blobs(work, 1))
    repeated = bridge.read(work.run("features.sift", again)["points"]).positions
    np.testing.assert_allclose((repeated - MIDDLE[:3]) @ axes[:, 2], off[0], atol=1e-3)


@registered("features.radiomics")
def test_each_segment_has_a_row_and_the_other_volume_too(work):
    volume, drawn = blobs(work), two_segments(work)
    table = work.run("features.radiomics", {"volume": volume, "segments": drawn})
    (table,) = table.values()
    assert segments_of(table) == ("front", "back")
    one = NodeInput(drawn, "B")
    (single,) = work.run("features.radiomics", {"volume": volume, "segments": one}).values()
    assert segments_of(single) == ("back",)
    how, other = how_made(single), blobs(work, 1)
    (again,) = work.run(how.operation, inputs_again(single, how, other), **how.parameters).values()
    assert segments_of(again) == ("back",)
    assert how_made(again).inputs == {"volume": "head 1", "segments": "drawn"}
    work.undo.undo()
    assert again.GetScene() is None
    work.undo.redo()
    assert segments_of(again) == ("back",)


@registered("features.radiomics")
def test_segments_are_measured_where_a_transform_puts_them(work):
    volume, drawn = blobs(work), two_segments(work)
    (direct,) = work.run("features.radiomics", {"volume": volume, "segments": drawn}).values()
    moved = np.eye(4)
    moved[:3, 3] = GRID[:3, 0] * 3  # three voxels along i
    transform = work.scene.AddNewNodeByClass("vtkMRMLLinearTransformNode")
    transform.SetMatrixTransformToParent(to_vtk(moved))
    for node in (volume, drawn):
        node.SetAndObserveTransformNodeID(transform.GetID())
    (both,) = work.run("features.radiomics", {"volume": volume, "segments": drawn}).values()
    np.testing.assert_allclose(means(both), means(direct), rtol=1e-5)
    volume.SetAndObserveTransformNodeID(None)
    (one,) = work.run("features.radiomics", {"volume": volume, "segments": drawn}).values()
    array = bridge.read(volume).array
    expected = [array[4:12, 5:15, 9:19].mean(), array[8:16, 20:30, 23:37].mean()]
    np.testing.assert_allclose(means(one), expected, rtol=1e-4)


@registered("features.radiomics")
def test_what_lies_beside_the_volume_is_not_measured(work):
    volume = add(work, Volume(np.full(SHAPE, 7.0, np.float32), matrix(GRID), "flat"))
    (table,) = work.run("features.radiomics", {"volume": NodeInput(volume, plane=view())}).values()
    columns = {c.name: c for c in bridge.read(table).columns}
    assert columns["original_firstorder_Mean"].values.tolist() == [7.0]
    assert segments_of(table) == ("slice",)


@registered("features.match")
def test_a_moved_copy_is_aligned(work):
    fixed = blobs(work)
    moved = GRID.copy()
    moved[:3, 3] += (6, -4, 3)
    array = np.array(bridge.read(fixed).array)
    moving = add(work, Volume(array, matrix(moved), "moved"))
    result = work.run("features.match", {"fixed": fixed, "moving": moving})
    np.testing.assert_allclose(
        bridge.read(result["transform"]).matrix, GRID @ np.linalg.inv(moved), atol=0.05
    )
    lines = bridge.read(result["lines"])
    np.testing.assert_allclose(lines.ends - lines.starts, [[-6, 4, -3]] * len(lines.ends), atol=0.1)
    again = inputs_again(result["transform"], how_made(result["transform"]), fixed)
    assert {slot: given.node for slot, given in again.items()} == {"fixed": fixed, "moving": fixed}


def test_the_input_that_is_exchanged_is_the_one_that_varies():
    def entry(*slots):
        return Operation("t.t", "T", "", "", object, "", tuple(slots), ())

    limits = Slot("segments", LabelMap, optional=True), Slot("region", Boxes, optional=True)
    assert exchanged(entry(Slot("volume", Volume), *limits)).name == "volume"
    pair = Slot("fixed", Volume), Slot("moving", Volume)
    assert exchanged(entry(*pair, *limits)).name == "moving"
    assert exchanged(entry(Slot("table", Table))).name == "table"


def segments_of(table):
    return next(c.texts for c in bridge.read(table).columns if c.name == "segment")


def means(table):
    columns = {c.name: c for c in bridge.read(table).columns}
    return np.array(columns["original_firstorder_Mean"].values)
