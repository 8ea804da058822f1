"""From reviewed boxes to a detector, and to the boxes that it finds."""

from __future__ import annotations

import tempfile
from pathlib import Path

import slicer

from ..panels.detect.detector_texts import TRAIN
from ..scene import box_tables, tables
from .application import module_widget, pump, until
from .detect_scenes import balls, chosen, taught, trained


def accepted_boxes_become_rows_of_a_cohort() -> None:
    panel = chosen()
    with tempfile.TemporaryDirectory() as folder:
        cohort = taught(panel, Path(folder), 1)
        table = cohort.GetNodeReference(box_tables.ROLE)
        assert box_tables.totals(tables.read(table)) == (1, 4)
        panel.method.operation_id = TRAIN
        assert panel.inputs.rows.nodes["table"] is cohort
        assert panel.inputs.rows.nodes["boxes"] is table
        files = [path.name for path in Path(folder).iterdir()]
        assert files == ["Balls 0.nrrd"]
    panel.ui.undoBoxButton.click()
    assert not slicer.util.getNodesByClass("vtkMRMLTableNode")


def learns_from_drawn_boxes_and_finds_the_next() -> None:
    panel = chosen()
    with tempfile.TemporaryDirectory() as folder:
        taught(panel, Path(folder), 4)
        panel.method.operation_id = TRAIN
        panel.form.values = {
            "detector": "retinanet", "epochs": 1, "width": 8, "spacing": [1.5, 1.5, 1.5],
            "patch": 32, "batch": 2, "patches": 1, "folder": folder, "device": "cpu",
            "name": "trial", "validation": 30.0, "resume_folder": str(Path(folder) / "kept"),
        }  # fmt: skip
        trained(panel)
        assert "Finds: ball" in panel.detectors.models.told.text
        panel.method.operation_id = "detect.apply_detector"
        assert panel.inputs.rows.nodes["model"] is panel.detectors.models.node
        panel.ui.volumeSelector.setCurrentNode(balls(9))
        panel.form.values = {"score": 0.0, "most": 20}
        panel.ui.applyButton.click()
        job = module_widget().panel.results.latest
        until(lambda: job.ended, 300)
        assert job.state.value == "done", job.message
        pump(0.2)
        assert panel.review.reviewing.boxes, "one epoch finds little, but not nothing"
        assert {box.label for box in panel.review.reviewing.boxes} == {"ball"}


TESTS = (
    accepted_boxes_become_rows_of_a_cohort,
    learns_from_drawn_boxes_and_finds_the_next,
)
