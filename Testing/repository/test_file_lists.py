"""What Slicer installs is what the tree holds."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULE = ROOT / "MedAIAssist"
ALLOWED_AT_FILE_SCOPE = {"slicer", "qt", "ctk", "vtk", "SimpleITK", "numpy", "scipy"}


def list_files():
    spec = importlib.util.spec_from_file_location("list_files", ROOT / "tools" / "list_files.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_cmake_lists_every_file():
    written = (MODULE / "CMakeLists.txt").read_text(encoding="utf-8")
    assert written == list_files().cmake_lists(), "run tools/list_files.py"


@pytest.mark.parametrize("path", sorted((MODULE / "MedAIAssistLib").rglob("*.py")), ids=str)
def test_host_files_import_what_slicer_brings_and_nothing_else(path):
    import sys

    known = ALLOWED_AT_FILE_SCOPE | {"medaiassist_engine", "MedAIAssistLib", "SampleData"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module]
            if node.module.startswith("medaiassist_engine."):
                assert node.module.startswith("medaiassist_engine.contract"), node.module
        for name in names:
            top = name.split(".")[0]
            assert top in known or top in sys.stdlib_module_names, name


def test_the_project_has_one_name():
    assert "project(MedAIAssist)" in (ROOT / "CMakeLists.txt").read_text()
