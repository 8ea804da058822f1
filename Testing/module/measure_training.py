"""How long Slicer's event loop stands still while a network is trained. Not a test.

    setsid Slicer --additional-module-paths MedAIAssist \
        --python-script Testing/module/measure_training.py chest_ct.nrrd mednist [--epochs 8]

The folder has a folder of pictures for each class. The Classify tab trains a network on them, with
its live curve and the volume in the views, as a user would see it; the training is started by its
button. Prints the longest gaps between two ticks of a 5 ms timer, with what passed in them: when
the button is pressed, during the training, and when its results are shown; see
measure_responsiveness.py. A word changed in Slicer's status bar during the training tells what of
that is Slicer's own drawing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import slicer
import vtk

sys.path.insert(0, str(Path(__file__).parent))
from event_loop_watch import EventLoopWatch
from measure_responsiveness import gap_ms, idle_ms, report, rest, run, spread, word_changes_ms
from peer_ticks import Peer


def main() -> None:
    options = _options()
    slicer.util.mainWindow().showMaximized()
    from MedAIAssistLib.self_tests.application import module_widget, task_panel, until

    panel = task_panel("classify")
    volume = slicer.util.loadVolume(options.volume)
    slicer.util.setSliceViewerLayers(background=volume, fit=True)
    session = module_widget().logic.work.session
    until(lambda: session.connection is not None and session.connection.status is not None)
    _cohort(options.pictures, options.each)
    rest(2)
    with tempfile.TemporaryDirectory() as folder:
        panel.method.operation_id = "classify.train_network"
        panel.form.values = {
            "size": [64, 64, 1], "epochs": options.epochs, "patience": 0, "device": "cpu",
            "folder": folder, "resume_folder": str(Path(folder, "kept")),
        }  # fmt: skip
        panel._values_changed()
        rest(2)
        python = os.environ.get("MEDAIASSIST_ENGINE") or shutil.which("python3") or sys.executable
        watch, peer = EventLoopWatch(session), Peer(python, slicer.util.startupEnvironment())
        print(f"nothing   idle   longest {idle_ms(watch):6.1f} ms")
        print(f"nothing   a word {spread(word_changes_ms(watch))}")
        _train(panel, watch, peer)
        peer.end()
    print("load", *(f"{value:.1f}" for value in getattr(os, "getloadavg", tuple)()))


def _train(panel: Any, watch: EventLoopWatch, peer: Peer) -> None:
    training = panel.networks.training
    watch.ticks.clear()
    watch.phase, started = "button", time.perf_counter()
    panel.ui.applyButton.click()
    rest(0.3)
    watch.phase, job = "training", training.job

    @vtk.calldata_type(vtk.VTK_OBJECT)
    def added(_scene: Any, _event: str, node: Any) -> None:
        if node.IsA("vtkMRMLTextNode"):  # the network lands first
            watch.phase = "result"

    while training.curve.epochs < 2 and not job.ended:
        rest(0.1)
    # What Slicer itself needs for a word while the training has the processor.
    ticks = list(watch.ticks)
    print(f"training  a word {spread(word_changes_ms(watch))}")
    watch.ticks[:0] = [*ticks[:-1], replace(ticks[-1], phase="word")]
    watch.phase = "training"
    observed = slicer.mrmlScene.AddObserver(slicer.mrmlScene.NodeAddedEvent, added)
    while not job.ended:
        rest(0.5)
    rest(2)
    slicer.mrmlScene.RemoveObserver(observed)
    watch.phase = ""
    print(f"{job.state.value} {job.message} {time.perf_counter() - started:.1f} s")
    for phase in ("button", "training", "result"):
        gaps = watch.gaps(phase)
        for first, then in gaps[:6]:
            report(phase, first, then, 1e3 * started, peer)
        print(f"{phase:10} longest {gap_ms(*gaps[0]):.1f} ms")


def _cohort(folder: str, each: int) -> None:
    """A table of so many pictures of each class."""
    from medaiassist_engine.contract.payloads import Column, Table
    from MedAIAssistLib.scene import bridge
    from MedAIAssistLib.scene.steps import finish

    rows = [
        (f"{place.name}-{n}", str(file), place.name)
        for place in sorted(Path(folder).iterdir())
        if place.is_dir()
        for n, file in enumerate(sorted(place.glob("*.jp*g"))[:each])
    ]
    columns = zip(("case", "image", "label"), zip(*rows, strict=True), strict=True)
    table = Table(tuple(Column(title, None, texts) for title, texts in columns), "Pictures")
    finish(bridge.write(slicer.mrmlScene, table))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("volume", help="an image file, such as a CT of 512x512x275 voxels")
    parser.add_argument("pictures", help="a folder with a folder of pictures for each class")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--each", type=int, default=60, help="pictures of a class")
    return parser.parse_args(sys.argv[1:])


if __name__ == "__main__":
    run(main)
