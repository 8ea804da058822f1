"""A bundle from elsewhere: got in the panel, looked at, not run without trust."""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from ..panels.state import values_of
from ..scene.reports import is_report
from .application import applied, ended_by, module_widget, noisy_volume, task_panel

CONFIG: dict[str, Any] = {
    "network_def": {"_target_": "UNet", "spatial_dims": 3, "in_channels": 1, "out_channels": 2,
                    "channels": [4, 8], "strides": [2]},
    "preprocessing": {"_target_": "Compose", "transforms": [
        {"_target_": "LoadImaged", "keys": "image"},
        {"_target_": "EnsureChannelFirstd", "keys": "image"},
        {"_target_": "scripts.step.Step"},
    ]},
    "inferer": {"_target_": "SimpleInferer"},
}  # fmt: skip
FACTS = {
    "name": "Ball finder", "version": "1.2.3", "task": "Ball segmentation",
    "network_data_format": {
        "inputs": {"image": {"type": "image", "num_channels": 1}},
        "outputs": {"pred": {"type": "image", "format": "segmentation", "num_channels": 2,
                             "channel_def": {"0": "background", "1": "ball"}}},
    },
}  # fmt: skip


def is_got_and_chosen_and_asks_for_trust() -> None:
    panel = task_panel("segment")
    panel.ui.volumeSelector.setCurrentNode(noisy_volume())
    with tempfile.TemporaryDirectory() as folder:
        panel.method.operation_id = "models.get_bundle"
        assert not panel.ui.volumeSelector.visible
        panel.form.values = {"name": str(_bundle(Path(folder))), "folder": folder}
        panel._values_changed()
        job = applied(panel)
        assert job.state.value == "done", job.message
        nodes = module_widget().panel.results.of(job)
        assert any(is_report(node) for node in nodes), "there is no card"
        panel.method.operation_id = "segment.apply_bundle"
        chosen = panel.inputs.rows.nodes["model"]
        assert chosen in nodes and chosen.GetName() == "ball_finder"
        job = applied(panel)
        assert job.state.value == "failed" and "scripts.step.Step" in job.message, job.message
        assert re.search(r"[0-9a-f]{64}", job.message), "the fingerprint to trust is not told"
        job = ended_by(panel.problem.remedy_button)
    assert "scripts.step.Step" not in job.message, "it was not trusted"
    assert panel.form.values["trust"], "who looks cannot see what is trusted"
    assert not values_of(panel._state, "segment.apply_bundle").get("trust"), "a scene could give it"


def _bundle(folder: Path) -> Path:
    path = folder / "ball_finder.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("configs/metadata.json", json.dumps(FACTS))
        file.writestr("configs/inference.json", json.dumps(CONFIG))
        file.writestr("models/model.pt", b"")
        file.writestr("scripts/__init__.py", "")
        file.writestr("scripts/step.py", "class Step:\n    pass\n")
    return path


TESTS = (is_got_and_chosen_and_asks_for_trust,)
