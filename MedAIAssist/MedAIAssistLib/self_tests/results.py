"""Results land where they belong, and can be taken back."""

from __future__ import annotations

import slicer
import vtk

from .application import ended, module_widget, noisy_volume, submit, until, volume_names


def denoises_a_volume() -> None:
    from MedAIAssist import MedAIAssistLogic

    volume, logic = noisy_volume(), MedAIAssistLogic()
    try:
        result = logic.run("preprocess.gaussian", {"volume": volume}, sigma=2.0)["volume"]
    finally:
        logic.close()
    before, after = (slicer.util.arrayFromVolume(n).astype(float) for n in (volume, result))
    assert after.std() < 0.7 * before.std()
    assert _matrix(volume) == _matrix(result)


def undoes_and_does_again() -> None:
    widget, volume = module_widget(), noisy_volume()
    before = slicer.util.arrayFromVolume(volume).copy()
    targets = {"volume": volume}
    job = submit(widget, "preprocess.gaussian", volume, targets=targets, parameters={"sigma": 2.0})
    assert ended(job).state.value == "done", job.message
    after = slicer.util.arrayFromVolume(volume).copy()
    assert (after != before).any()
    widget.logic.work.undo.undo()
    assert (slicer.util.arrayFromVolume(volume) == before).all()
    widget.logic.work.undo.redo()
    assert (slicer.util.arrayFromVolume(volume) == after).all()


def makes_a_new_node_where_the_target_is_gone() -> None:
    widget, volume, target = module_widget(), noisy_volume(), noisy_volume("Target")
    job = submit(widget, "preprocess.gaussian", volume, targets={"volume": target})
    until(lambda: job.in_engine)
    slicer.mrmlScene.RemoveNode(target)
    assert ended(job).state.value == "done", job.message
    assert "Target" not in volume_names()
    assert len(volume_names()) == 2


def names_an_input_that_was_removed_before_its_turn() -> None:
    widget, volume = module_widget(), noisy_volume()
    first = submit(widget, "engine.wait", parameters={"seconds": 0.5})
    job = submit(widget, "preprocess.gaussian", volume)
    until(lambda: first.in_engine)
    slicer.mrmlScene.RemoveNode(volume)
    assert ended(job).state.value == "failed"
    assert "'Noisy' was removed" in job.message
    assert volume_names() == []


def _matrix(node: slicer.vtkMRMLVolumeNode) -> list[list[float]]:
    matrix = vtk.vtkMatrix4x4()
    node.GetIJKToRASMatrix(matrix)
    values: list[list[float]] = slicer.util.arrayFromVTKMatrix(matrix).tolist()
    return values


TESTS = (
    denoises_a_volume,
    undoes_and_does_again,
    makes_a_new_node_where_the_target_is_gone,
    names_an_input_that_was_removed_before_its_turn,
)
