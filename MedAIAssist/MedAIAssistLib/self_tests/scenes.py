"""Scenes come and go: jobs end with theirs, and each brings its panel's choices back."""

from __future__ import annotations

import tempfile
from typing import Any

import slicer

from .application import (
    ended,
    module_widget,
    noisy_volume,
    pump,
    submit,
    task_panel,
    until,
    volume_names,
)

CHOICES: dict[str, tuple[str, dict[str, Any]]] = {
    "First": ("preprocess.gaussian", {"sigma": 3.5}),
    "Second": ("preprocess.median", {"radius": 3}),
    "Third": ("preprocess.gaussian", {"sigma": 0.5}),
}


def nothing_of_a_closed_scene_lands_in_the_next() -> None:
    widget, volume = module_widget(), noisy_volume()
    job = submit(widget, "engine.echo", volume)
    waiting = submit(widget, "engine.echo", volume)
    until(lambda: job.in_engine)
    slicer.mrmlScene.Clear()
    noisy_volume("Next")
    for cancelled in (ended(job), waiting):
        assert cancelled.state.value == "cancelled"
        assert "the scene was closed" in cancelled.message
    pump(0.3)
    assert volume_names() == ["Next"]
    assert not widget.logic.work.undo.title


def keeps_the_panels_choices_with_each_scene() -> None:
    panel = task_panel("preprocess")
    with tempfile.TemporaryDirectory() as folder:
        for name, (operation_id, values) in CHOICES.items():
            slicer.mrmlScene.Clear()
            panel.ui.volumeSelector.setCurrentNode(noisy_volume(name))
            panel.method.operation_id = operation_id
            panel.form.values = values
            slicer.app.processEvents()
            assert slicer.util.saveScene(f"{folder}/{name}.mrb")
        for name in (*CHOICES, *reversed(CHOICES)):
            slicer.mrmlScene.Clear()
            assert panel.ui.volumeSelector.currentNode() is None
            assert slicer.util.loadScene(f"{folder}/{name}.mrb")
            slicer.app.processEvents()
            _assert_shows(panel, name)


def _assert_shows(panel: Any, name: str) -> None:
    operation_id, values = CHOICES[name]
    assert panel.ui.volumeSelector.currentNode().GetName() == name
    assert panel.method.operation_id == operation_id
    shown = panel.form.values
    assert {key: shown[key] for key in values} == values


TESTS = (nothing_of_a_closed_scene_lands_in_the_next, keeps_the_panels_choices_with_each_scene)
