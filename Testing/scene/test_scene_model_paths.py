"""Files of the scene's models, as the panel offers them where a file is to be named."""

from __future__ import annotations

from typing import Any

import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from medaiassist_engine.contract.payloads import ModelRef  # noqa: E402
from MedAIAssistLib.scene import models  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402


def test_files_of_one_kind_are_listed_the_newest_first() -> None:
    scene = slicer.vtkMRMLScene()
    for name, kind in (("old", "vocabulary"), ("other", "classifier"), ("new", "vocabulary")):
        finish(models.write(scene, ModelRef(f"/models/{name}.npz", kind, "0" * 64, name)))
    assert models.paths(scene, "vocabulary") == ["/models/new.npz", "/models/old.npz"]
    assert models.paths(scene, "classifier") == ["/models/other.npz"]
    assert models.paths(scene, "network") == []


def test_a_model_whose_text_was_edited_names_no_file() -> None:
    scene = slicer.vtkMRMLScene()
    node_id = finish(models.write(scene, ModelRef("/models/a.npz", "vocabulary", "", "a")))
    node: Any = scene.GetNodeByID(node_id)
    node.SetText("nonsense")
    assert models.paths(scene, "vocabulary") == []
