"""A published network that was made elsewhere finds the brain; slow."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("monai")
pytest.importorskip("nibabel")

from medaiassist_engine.files.volumes import read_volume

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.slow
def test_deepbets_torchscript_extracts_the_brain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import bench_foreign_models as recipe

    if not Path(recipe.network("model", 256).network).is_file():
        pytest.skip("needs the unpacked wheel of deepbet (set DEEPBET to its folder)")
    if not (recipe.MRICRON / "ch2.nii.gz").is_file():
        pytest.skip(f"needs Debian's mricron-data at {recipe.MRICRON}")
    head = read_volume(recipe.MRICRON / "ch2.nii.gz")
    found = recipe.on_voxels_of(recipe.brain(head), head)
    truth = read_volume(recipe.MRICRON / "ch2bet.nii.gz").array > 0
    assert 2 * (found & truth).sum() / (found.sum() + truth.sum()) >= 0.93
