"""The panel: previewed, left and entered again, and reloaded."""

from __future__ import annotations

import os
import sys
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


def takes_the_volume_that_is_shown() -> None:
    panel = task_panel("preprocess")
    assert panel.ui.volumeSelector.currentNode() is None
    volume = noisy_volume()
    slicer.util.setSliceViewerLayers(background=volume)
    until(lambda: panel.ui.volumeSelector.currentNode() is volume)
    assert panel.ui.applyButton.enabled


def previews_without_a_trace() -> None:
    panel, composite = _previewed()
    shown = slicer.mrmlScene.GetNodeByID(composite.GetForegroundVolumeID())
    assert min(shown.GetImageData().GetDimensions()) == 1
    panel.ui.previewBox.checked = False
    assert composite.GetForegroundVolumeID() is None
    assert volume_names() == ["Noisy"]


def stops_the_preview_when_another_task_is_chosen() -> None:
    panel, composite = _previewed()
    volume = panel.ui.volumeSelector.currentNode()
    features = task_panel("features")
    assert not panel.ui.previewBox.checked
    assert composite.GetForegroundVolumeID() is None
    assert features.ui.volumeSelector.currentNode() is volume


def _previewed() -> tuple[Any, Any]:
    """The Preprocess panel with a preview of a volume, and the node of the view that shows it."""
    panel, volume = task_panel("preprocess"), noisy_volume()
    slicer.util.setSliceViewerLayers(background=volume, fit=True)
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.method.operation_id = "preprocess.gaussian"
    composite = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceCompositeNode()
    panel.ui.previewBox.checked = True
    until(lambda: composite.GetForegroundVolumeID() is not None)
    return panel, composite


def keeps_its_width_while_a_job_runs() -> None:
    widget = module_widget()
    pump(0.2)
    before = widget.parent.sizeHint.width()
    job = submit(widget, "engine.wait", parameters={"seconds": 60.0})
    until(lambda: job.fraction > 0)
    widget.panel.engine._state.text = "W " * 60
    pump(0.2)
    assert widget.parent.sizeHint.width() == before
    widget.logic.work.session.cancel(job)
    ended(job)


def reads_no_file_to_show_the_engine_while_a_job_runs() -> None:
    widget, called = module_widget(), []
    job = submit(widget, "engine.wait", parameters={"seconds": 60.0})
    until(lambda: job.fraction > 0)

    def note(frame: Any, event: str, function: Any) -> None:
        if event == "c_call" and function.__module__ in ("_io", "io", "nt", "posix"):
            callers = _callers(frame)
            if "slicer.i18n" not in callers:  # which looks for the text's package, each time
                called.append((function.__name__, callers))

    sys.setprofile(note)
    try:
        widget.panel.engine.update()
    finally:
        sys.setprofile(None)
    widget.logic.work.session.cancel(job)
    ended(job)
    assert not called, called


def _callers(frame: Any) -> list[str]:
    """The modules of a frame and of all that led to it."""
    names = []
    while frame is not None:
        names.append(frame.f_globals["__name__"])
        frame = frame.f_back
    return names


def works_on_while_another_module_is_shown() -> None:
    widget = module_widget()
    job = submit(widget, "engine.wait", parameters={"seconds": 60.0})
    until(lambda: job.fraction > 0)
    slicer.util.selectModule("Data")
    seen = job.fraction
    until(lambda: job.fraction > seen)
    assert module_widget() is widget
    seen = job.fraction
    until(lambda: job.fraction > seen)
    widget.logic.work.session.cancel(job)
    assert ended(job).state.value == "cancelled"


def works_after_a_reload() -> None:
    """Comes last: what was imported before belongs to the old library."""
    widget = module_widget()
    widget.panel.choose_task("features")
    session, library = widget.logic.work.session, sys.modules["MedAIAssistLib.session.session"]
    job = submit(widget, "engine.wait", parameters={"seconds": 60.0})
    until(lambda: job.fraction > 0)
    engine = session.connection.pid
    widget.onReload()
    assert job.state.value == "cancelled"
    assert session.connection is None
    assert not _runs(engine)
    fresh = module_widget()
    assert fresh is not widget
    assert fresh.panel.row.task == "features"
    job = ended(submit(fresh, "engine.echo", noisy_volume()))
    assert job.state.value == "done", job.message
    assert sys.modules["MedAIAssistLib.session.session"] is not library


def _runs(process: int) -> bool:
    if sys.platform == "win32":
        return False  # asking would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


TESTS = (
    takes_the_volume_that_is_shown,
    previews_without_a_trace,
    stops_the_preview_when_another_task_is_chosen,
    keeps_its_width_while_a_job_runs,
    reads_no_file_to_show_the_engine_while_a_job_runs,
    works_on_while_another_module_is_shown,
    works_after_a_reload,
)
