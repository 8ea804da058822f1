"""What the self-tests share: the module's widget, the event loop, and data to work on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import slicer


def module_widget() -> Any:
    """The module's widget, which a reload replaces; the module is selected."""
    slicer.util.selectModule("MedAIAssist")
    return slicer.modules.medaiassist.widgetRepresentation().self()


def task_panel(task: str) -> Any:
    """The panel of a task, which is chosen."""
    panel = module_widget().panel
    panel.choose_task(task)
    return panel.tasks[task]


def until(condition: Callable[[], Any], seconds: float = 120.0) -> None:
    """Let the event loop run until something holds.

    Raises:
        AssertionError: it did not come to hold in time.
    """
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"it did not happen within {seconds:g} s"
        slicer.app.processEvents()
        time.sleep(0.002)


def pump(seconds: float) -> None:
    """Let the event loop run for a while."""
    end = time.monotonic() + seconds
    until(lambda: time.monotonic() > end)


def submit(widget: Any, operation_id: str, volume: Any = None, **options: Any) -> Any:
    """Start a job as the panel does; its parameters are under `parameters`, else as `submit`."""
    inputs = {} if volume is None else {"volume": volume}
    parameters = options.pop("parameters", {})
    job = widget.logic.work.submit(operation_id, parameters, inputs, **options)
    widget.panel.jobs.add(job)
    widget.panel.heartbeat.wake()
    return job


def ended(job: Any) -> Any:
    """The job, once it has ended."""
    until(lambda: job.ended)
    return job


def applied(panel: Any) -> Any:
    """The job that a panel's Apply starts, at its end."""
    until(lambda: panel.ui.applyButton.enabled)
    return ended_by(panel.ui.applyButton)


def ended_by(button: Any) -> Any:
    """The job that a button starts, at its end."""
    results = module_widget().panel.results
    before = results.latest
    button.click()
    until(lambda: results.latest is not before)
    return ended(results.latest)


def noisy_volume(name: str = "Noisy") -> Any:
    """A small volume with an unusual spacing and origin."""
    array = np.random.default_rng(0).normal(100, 20, (20, 24, 28)).astype(np.int16)
    node = slicer.util.addVolumeFromArray(array, name=name)
    node.SetSpacing(0.5, 0.8, 2.0)
    node.SetOrigin(10, -20, 30)
    return node


def volume_names() -> list[str]:
    """Names of the volumes in the scene."""
    return [node.GetName() for node in slicer.util.getNodesByClass("vtkMRMLVolumeNode")]
