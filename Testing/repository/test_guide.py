"""The developer guide, followed to the letter in a copy of the engine."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "add-an-operation.md").read_text(encoding="utf-8")
DENOISE = Path("medaiassist_engine/preprocess/denoise")


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    """The engine after the guide's steps."""
    shutil.copytree(ROOT / "MedAIAssist" / "medaiassist_engine", tmp_path / "medaiassist_engine")
    parameters, function, entry = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    with (tmp_path / DENOISE / "parameters.py").open("a", encoding="utf-8") as file:
        file.write("\n\n" + parameters)
    (tmp_path / DENOISE / "box_blur.py").write_text(function, encoding="utf-8")
    catalog = tmp_path / DENOISE / "catalog.py"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(re.sub(r"\)\s*\Z", entry + ")\n", text), encoding="utf-8")
    return tmp_path


def medaiassist(folder: Path, *arguments: str) -> str:
    main = folder / "medaiassist_engine" / "__main__.py"
    command = [sys.executable, "-I", str(main), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_the_new_operation_is_described_and_runs(followed, tmp_path):
    assert "Larger smooths more and blurs edges." in " ".join(
        medaiassist(followed, "describe", "preprocess.box_blur").split()
    )
    image = sitk.GetImageFromArray(np.random.default_rng(0).normal(size=(12, 14, 16)))
    image.SetSpacing((1.0, 1.0, 3.0))
    sitk.WriteImage(sitk.Cast(image, sitk.sitkFloat32), str(tmp_path / "a.nrrd"))
    run = ["--input", str(tmp_path / "a.nrrd"), "--output", str(tmp_path / "b.nrrd")]
    medaiassist(followed, "run", "preprocess.box_blur", *run, "--radius", "3")
    expected = sitk.GetArrayFromImage(sitk.Mean(image, (3, 3, 1)))
    result = sitk.GetArrayFromImage(sitk.ReadImage(str(tmp_path / "b.nrrd")))
    np.testing.assert_allclose(result, expected, atol=1e-5)


def test_it_takes_thirty_lines():
    code = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    lines = [line for block in code for line in block.splitlines() if line.strip()]
    assert len(lines) <= 30, len(lines)
